"""Teaches the reader: `python bench/reader/train.py OUT.pt MINUTES GROUPS.jsonl[:WEIGHT] ... [--claims FILE.jsonl ...]
[--resume CHECKPOINT.pt] [--rate RATE] [--seed N]`.

Run with libjemalloc preloaded (glibc's malloc spends half the time in the kernel). A group (a question with its spans) counts as a whole:
the spans that answer compete with the others and with "it isn't here", whose logit is 0, so that the same zero ranks and refuses; beside it
each span is judged alone, and each of its tokens: whether it is of what is asked for, which none is where the span doesn't answer.
Claims are judged beside the questions: whether a sentence says only what its span says. WEIGHT is how often a file's groups are taken
beside those of the others (1 without). The rate falls to nothing over MINUTES; OUT.pt is written every two minutes.
"""

import argparse
import random
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from claims import Claim, read_claims
from groups import Group, Practised, read
from network import Network
from taught_encoder import padded
from tokens import UNCLEAR, Pair, Tokens
from torch.nn.functional import binary_cross_entropy_with_logits, log_softmax, softplus

HARDEST, HARD, FURTHER = 12, 3, 2
"""Of the spans that don't answer: from how many of the first some are taken, how many of these, and of those after them."""
RIGHT = 2
"""Spans that answer taken of a group."""
GROUPS_A_STEP, CLAIMED_A_STEP, MICRO_BATCH = 8, 3, 16
"""Questions, and spans with all their claims, of a step; pairs that go through the network at once."""
RATE, HEAD_RATE, DECAY, WARM_UP = 1.0e-4, 1e-3, 0.01, 60
ALONE, WORDS, ABSENT, CLAIMS = 0.5, 2.0, 0.5, 1.0
"""What counts beside the group's loss: that of each span alone, that of the words of spans that answer and of those that don't, that of claims."""
RARE = 3.0
"""How much more a token counts that is of what is asked for: most are not."""
SAVED_EVERY = 120
HALF = "bf16" in Path("/proc/cpuinfo").read_text()
"""Whether the processor multiplies in bfloat16: faster, and as good."""


class Practice:
    """Groups of several files, taken by their weights, each file's in an order of its own until all were taken."""

    def __init__(self, files: Sequence[tuple[Path, float]], seed: int):
        self._random = random.Random(seed)
        self._files = [[group for group in read(path) if group.spans] for path, _ in files]
        self._weights = [weight * len(groups) for groups, (_, weight) in zip(self._files, files, strict=True)]
        self._left: list[list[Group]] = [[] for _ in files]
        self.taken = 0

    def group(self) -> Group:
        (at,) = self._random.choices(range(len(self._files)), self._weights)
        if not self._left[at]:
            self._left[at] = self._random.sample(self._files[at], len(self._files[at]))
        self.taken += 1
        return self._left[at].pop()

    def spans(self, group: Group) -> list[Practised]:
        """Some of a group's spans: a few that answer, and more that don't, the hardest first."""
        right = [span for span in group.spans if span.answers]
        wrong = [span for span in group.spans if not span.answers]
        chosen = self._some(right, RIGHT) + self._some(wrong[:HARDEST], HARD) + self._some(wrong[HARDEST:], FURTHER)
        return chosen

    def _some(self, spans: Sequence[Practised], count: int) -> list[Practised]:
        return self._random.sample(spans, min(count, len(spans)))


class Claimed:
    """The claims about spans, span after span in an order of its own until all were taken."""

    def __init__(self, files: Sequence[Path], seed: int):
        self._random = random.Random(seed)
        by_span: dict[str, list[Claim]] = defaultdict(list)
        for claim in read_claims(files):
            if not claim.kept_aside:
                by_span[claim.span].append(claim)
        self._all = list(by_span.values())
        self._left: list[list[Claim]] = []

    def some(self) -> list[list[Claim]]:
        """The claims about as many spans as a step takes; nothing if there are none."""
        if len(self._left) < CLAIMED_A_STEP:
            self._left = self._random.sample(self._all, len(self._all))
        taken, self._left = self._left[:CLAIMED_A_STEP], self._left[CLAIMED_A_STEP:]
        return taken


def main() -> None:
    given = arguments()
    torch.manual_seed(0)
    torch.set_num_threads(given.threads)
    network, tokens = Network(), Tokens()
    practice, claimed = Practice(given.groups, given.seed), Claimed(given.claims, given.seed)
    if given.resume:
        network.load_taught(torch.load(given.resume, weights_only=True))
    network.train()
    teach(network, tokens, practice, claimed, given)
    torch.save(network.taught(), given.out)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("minutes", type=float)
    parser.add_argument("groups", type=weighted, nargs="+")
    parser.add_argument("--claims", type=Path, nargs="+", default=[])
    parser.add_argument("--resume", type=Path)
    parser.add_argument("--rate", type=float, default=RATE)
    parser.add_argument(
        "--seed", type=int, default=0, help="another one for each run that goes on, or it begins with the same groups"
    )
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


def weighted(given: str) -> tuple[Path, float]:
    path, _, weight = given.partition(":")
    return Path(path), float(weight or 1)


def teach(network: Network, tokens: Tokens, practice: Practice, claimed: Claimed, given: argparse.Namespace) -> None:
    heads = network.heads()
    of_heads = set(map(id, heads))
    below = [weight for weight in network.taught().values() if id(weight) not in of_heads]
    optimizer = torch.optim.AdamW([{"params": below, "lr": given.rate}, {"params": heads, "lr": HEAD_RATE}], weight_decay=DECAY)
    rates = [group["lr"] for group in optimizer.param_groups]
    started = saved = time.monotonic()
    pairs = steps = 0
    losses: list[float] = []
    while (gone := (time.monotonic() - started) / 60 / given.minutes) < 1:
        steps += 1
        for group, rate in zip(optimizer.param_groups, rates, strict=True):
            group["lr"] = rate * min(1, steps / WARM_UP) * (1 - gone)
        chosen = [practice.group() for _ in range(GROUPS_A_STEP)]
        questions = [[tokens.pair(group.question, span) for span in practice.spans(group)] for group in chosen]
        claims = [[tokens.claim(claim) for claim in about] for about in claimed.some()]
        loss = loss_of(network, [pairs for pairs in questions if pairs])
        if claims:
            loss = loss + CLAIMS * loss_of_claims(network, claims)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        pairs += sum(map(len, questions + claims))
        losses.append(loss.item())
        if time.monotonic() - saved > SAVED_EVERY:
            saved = time.monotonic()
            torch.save(network.taught(), given.out)
            mean = sum(losses[-60:]) / len(losses[-60:])
            print(
                f"{steps} steps, {pairs} pairs, {pairs / (saved - started):.1f} a second, loss {mean:.3f}, groups {practice.taken}",
                flush=True,
            )


def loss_of(network: Network, questions: Sequence[Sequence[Pair]]) -> torch.Tensor:
    """The loss of a step's questions: the mean over them."""
    flat = [pair for pairs in questions for pair in pairs]
    judged = judgements(network, flat)
    answers = torch.stack([its.answers for its in judged])
    alone = binary_cross_entropy_with_logits(answers, labels(flat))
    at, together = 0, []
    for pairs in questions:
        here = log_softmax(torch.cat([answers[at : at + len(pairs)], torch.zeros(1)]), dim=0)
        right = [place for place, pair in enumerate(pairs) if pair.true] or [len(pairs)]
        together.append(-torch.logsumexp(here[right], dim=0))
        at += len(pairs)
    present, absent = (loss_of_words(judged, flat, answering=answering) for answering in (True, False))
    return torch.stack(together).mean() + ALONE * alone + WORDS * present + ABSENT * absent


def loss_of_claims(network: Network, spans: Sequence[Sequence[Pair]]) -> torch.Tensor:
    """The loss of a step's claims: each alone, and each right one against each wrong one about the same span."""
    flat = [pair for pairs in spans for pair in pairs]
    holds = torch.stack([its.holds for its in judgements(network, flat)])
    at, apart = 0, []
    for pairs in spans:
        here, right = holds[at : at + len(pairs)], labels(pairs).bool()
        apart.append(here[right][:, None] - here[~right][None, :])
        at += len(pairs)
    differences = torch.cat([matrix.flatten() for matrix in apart])
    return binary_cross_entropy_with_logits(holds, labels(flat)) + softplus(-differences).mean()


def labels(pairs: Sequence[Pair]) -> torch.Tensor:
    return torch.tensor([float(pair.true) for pair in pairs])


@dataclass(frozen=True)
class Judged:
    """The logits of a pair: whether the span answers, whether a claim holds, and (tokens,) what is asked for."""

    answers: torch.Tensor
    holds: torch.Tensor
    words: torch.Tensor


def judgements(network: Network, flat: Sequence[Pair]) -> list[Judged]:
    """In the order of the pairs. In micro-batches sorted by length, so that little is padding."""
    order = sorted(range(len(flat)), key=lambda place: len(flat[place].ids))
    judged: dict[int, Judged] = {}
    for begin in range(0, len(order), MICRO_BATCH):
        places = order[begin : begin + MICRO_BATCH]
        ids, mask = padded([flat[place].ids for place in places])
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=HALF):
            logits = network(ids, mask)
        judged |= dict(zip(places, map(Judged, *(part.float() for part in logits)), strict=True))
    return [judged[place] for place in range(len(flat))]


def loss_of_words(judged: Sequence[Judged], pairs: Sequence[Pair], *, answering: bool) -> torch.Tensor:
    """How badly it is told which of the own tokens of spans that answer, or of those that don't, are of what is asked for."""
    losses = []
    for its, pair in zip(judged, pairs, strict=True):
        if pair.words and pair.true == answering:
            own, right = its.words[pair.first : pair.first + len(pair.words)], torch.tensor(pair.words)
            known = right != UNCLEAR
            losses.append(binary_cross_entropy_with_logits(own[known], right[known], pos_weight=torch.tensor(RARE)))
    return torch.stack(losses).mean() if losses else torch.zeros(())


if __name__ == "__main__":
    main()
