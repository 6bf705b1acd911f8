"""Teaches the reader: `python bench/reader/train.py OUT.pt MINUTES GROUPS.jsonl[:WEIGHT] ... [--resume CHECKPOINT.pt] [--rate RATE] [--seed N]`.

Run with libjemalloc preloaded (glibc's malloc spends half the time in the kernel). A group (a question with its spans) counts as a whole:
the spans that answer compete with the others and with "it isn't here", whose logit is 0, so that the same zero ranks and refuses; beside it
each span is judged alone, and in those that answer each token: whether it is of what is asked for. WEIGHT is how often a file's
groups are taken beside those of the others (1 without). The rate falls to nothing over MINUTES; OUT.pt is written every two minutes.
"""

import argparse
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sentencepiece
import torch
from groups import Group, Places, Practised, read
from network import Network
from torch.nn.functional import binary_cross_entropy_with_logits, log_softmax

ROOT = Path(__file__).parents[2]
TOKENIZER = ROOT / "data" / "models" / "multilingual-e5-small-int8" / "tokenizer.model"
QUESTION_TOKENS, TEXT_TOKENS = 48, 144
HARDEST, HARD, FURTHER = 12, 3, 2
"""Of the spans that don't answer: from how many of the first some are taken, how many of these, and of those after them."""
RIGHT = 2
"""Spans that answer taken of a group."""
GROUPS_A_STEP, MICRO_BATCH = 8, 16
RATE, HEAD_RATE, DECAY, WARM_UP = 1.0e-4, 1e-3, 0.01, 60
ALONE, WORDS = 0.5, 2.0
"""What the loss of each span alone, and that of the words, count beside the group's."""
UNCLEAR = -1.0
"""A token of what may be asked for or not."""
RARE = 3.0
"""How much more a token counts that is of what is asked for: most are not."""
SAVED_EVERY = 120
HALF = "bf16" in Path("/proc/cpuinfo").read_text()
"""Whether the processor multiplies in bfloat16: faster, and as good."""


@dataclass(frozen=True)
class Pair:
    """A pair as token ids, and which of these are of what is asked for: 1, 0 where they aren't, UNCLEAR where it isn't known, for the span's own
    tokens from `first` on; nothing where it isn't known of any."""

    ids: list[int]
    answers: bool
    first: int
    words: list[float]


class Tokens:
    def __init__(self) -> None:
        self._model = sentencepiece.SentencePieceProcessor(model_file=str(TOKENIZER))

    def pair(self, question: str, span: Practised) -> Pair:
        """`<s> query: question </s></s> text </s>`."""
        asked = self._model.encode(f"query: {question}")[:QUESTION_TOKENS]
        pieces = self._model.encode(span.text, return_type="proto").pieces
        pieces = list(pieces)[:TEXT_TOKENS]
        begin, end = self._model.bos_id(), self._model.eos_id()
        head = [begin, *asked, end, end]
        ids = [*head, *(piece.id for piece in pieces), end]
        return Pair(ids, span.answers, len(head), _words(span, pieces) if span.answers else [])


def _words(span: Practised, pieces: Sequence[Any]) -> list[float]:
    """For each of a span's own pieces whether it is of what is asked for; nothing where that isn't known of any, or none of it is read."""

    def in_bytes(places: Places) -> list[tuple[int, int]]:
        return [(_bytes(span.text[:start]), _bytes(span.text[:end])) for start, end in places]

    certain, unclear, own = in_bytes(span.places), in_bytes(span.unclear), _bytes(span.text[: span.own])
    words = []
    for piece in pieces:
        if piece.begin >= own:
            break
        known = UNCLEAR if _touches(piece, unclear) else 0.0
        words.append(1.0 if _touches(piece, certain) else known)
    return words if 1.0 in words else []


def _touches(piece: Any, places: Sequence[tuple[int, int]]) -> bool:
    return any(piece.begin < end and piece.end > start for start, end in places)


def _bytes(text: str) -> int:
    """Its length in UTF-8: pieces are placed by bytes."""
    return len(text.encode())


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


def main() -> None:
    given = arguments()
    torch.manual_seed(0)
    torch.set_num_threads(given.threads)
    network, tokens, practice = Network(), Tokens(), Practice(given.groups, given.seed)
    if given.resume:
        network.load_taught(torch.load(given.resume, weights_only=True))
    network.train()
    teach(network, tokens, practice, given)
    torch.save(network.taught(), given.out)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("minutes", type=float)
    parser.add_argument("groups", type=weighted, nargs="+")
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


def teach(network: Network, tokens: Tokens, practice: Practice, given: argparse.Namespace) -> None:
    heads = [*network.answers.parameters(), *network.words.parameters()]
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
        loss = loss_of(network, [pairs for pairs in questions if pairs])
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        pairs += sum(map(len, questions))
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
    """The loss of a step: the mean over its questions."""
    flat = [pair for pairs in questions for pair in pairs]
    answers, words = judged(network, flat)
    labels = torch.tensor([float(pair.answers) for pair in flat])
    alone = binary_cross_entropy_with_logits(answers, labels)
    at, together = 0, []
    for pairs in questions:
        here = log_softmax(torch.cat([answers[at : at + len(pairs)], torch.zeros(1)]), dim=0)
        right = [place for place, pair in enumerate(pairs) if pair.answers] or [len(pairs)]
        together.append(-torch.logsumexp(here[right], dim=0))
        at += len(pairs)
    return torch.stack(together).mean() + ALONE * alone + WORDS * words


def judged(network: Network, flat: Sequence[Pair]) -> tuple[torch.Tensor, torch.Tensor]:
    """The logits of all pairs, and the loss of their words. In micro-batches sorted by length, so that little is padding."""
    order = sorted(range(len(flat)), key=lambda place: len(flat[place].ids))
    logits: list[torch.Tensor] = [torch.zeros(())] * len(flat)
    losses = []
    for begin in range(0, len(order), MICRO_BATCH):
        places = order[begin : begin + MICRO_BATCH]
        batch = [flat[place] for place in places]
        ids, mask = padded([pair.ids for pair in batch])
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=HALF):
            answers, words = network(ids, mask)
        answers, words = answers.float(), words.float()
        for place, logit in zip(places, answers, strict=True):
            logits[place] = logit
        losses += [words_loss(its, pair) for its, pair in zip(words, batch, strict=True) if pair.words]
    return torch.stack(logits), torch.stack(losses).mean() if losses else torch.zeros(())


def words_loss(words: torch.Tensor, pair: Pair) -> torch.Tensor:
    """How badly it is told which of a span's own tokens are of what is asked for."""
    own, right = words[pair.first : pair.first + len(pair.words)], torch.tensor(pair.words)
    known = right != UNCLEAR
    return binary_cross_entropy_with_logits(own[known], right[known], pos_weight=torch.tensor(RARE))


def padded(sequences: Sequence[list[int]]) -> tuple[torch.Tensor, torch.Tensor]:
    longest = max(map(len, sequences))
    ids = torch.ones(len(sequences), longest, dtype=torch.long)
    mask = torch.zeros(len(sequences), longest, dtype=torch.long)
    for row, sequence in enumerate(sequences):
        ids[row, : len(sequence)] = torch.tensor(sequence)
        mask[row, : len(sequence)] = 1
    return ids, mask


if __name__ == "__main__":
    main()
