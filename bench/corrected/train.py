"""Teaches what tells whether two questions ask the same: `python bench/corrected/train.py OUT.pt MINUTES FILE.jsonl ... [--without FILE.jsonl ...]
[--resume CHECKPOINT.pt] [--rate RATE] [--last RATE] [--seed N] [--threads N]`.

Run with libjemalloc preloaded, and with OMP_WAIT_POLICY=passive where others use the processors too: threads that spin while they wait take all there is.
Each pair is judged alone, and those of a group that ask the same against those that don't. Of the questions in the files of `--without`, which
are to measure by, nothing is practised. The rate falls from RATE to LAST over MINUTES; OUT.pt is written every two minutes.
"""

import argparse
import json
import time
from collections.abc import Sequence
from pathlib import Path

import sentencepiece
import torch
from network import Network
from pairs import Pair
from practice import Practice, answered, families, twins, with_far, without
from taught_encoder import padded
from torch.nn.functional import binary_cross_entropy_with_logits, softplus

TOKENIZER = Path(__file__).parents[2] / "data" / "models" / "multilingual-e5-small-int8" / "tokenizer.model"
TOKENS = 64
"""Where a question is cut, with what stands before it."""
GROUPS_A_STEP, MICRO_BATCH = 12, 24
RATE, HEAD_RATE, DECAY, WARM_UP = 1.5e-4, 1e-3, 0.01, 40
OF_THE_READER = 0.55
"""The share of groups that are the reader's questions."""
SAVED_EVERY = 120
HALF = "bf16" in Path("/proc/cpuinfo").read_text()
"""Whether the processor multiplies in bfloat16: faster, and as good."""


class Tokens:
    def __init__(self) -> None:
        self._model = sentencepiece.SentencePieceProcessor(model_file=str(TOKENIZER))

    def pair(self, first: str, second: str) -> list[int]:
        """`<s> query: first </s></s> query: second </s>`."""
        begin, end = self._model.bos_id(), self._model.eos_id()
        one, other = (self._model.encode(f"query: {question}")[:TOKENS] for question in (first, second))
        return [begin, *one, end, end, *other, end]


def main() -> None:
    given = arguments()
    torch.manual_seed(given.seed)
    torch.set_num_threads(given.threads)
    network, tokens = Network(), Tokens()
    aside = {json.loads(line)["question"] for file in given.without for line in file.open(encoding="utf-8")}
    own = without(answered(given.files), aside)
    others = without([*twins(), *families()], aside)
    practice = Practice(with_far(own, others), others, OF_THE_READER, given.seed)
    if given.resume:
        network.load_taught(torch.load(given.resume, weights_only=True))
    network.train()
    teach(network, tokens, practice, given)
    torch.save(network.taught(), given.out)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("minutes", type=float)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--without", type=Path, nargs="+", default=[])
    parser.add_argument("--resume", type=Path)
    parser.add_argument("--rate", type=float, default=RATE)
    parser.add_argument("--last", type=float, default=0.0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


def teach(network: Network, tokens: Tokens, practice: Practice, given: argparse.Namespace) -> None:
    head = list(network.head.parameters())
    below = [weight for name, weight in network.taught().items() if not name.startswith("head")]
    optimizer = torch.optim.AdamW([{"params": below, "lr": 1.0}, {"params": head, "lr": HEAD_RATE / RATE}], weight_decay=DECAY)
    shares = [group["lr"] for group in optimizer.param_groups]
    started = saved = time.monotonic()
    pairs, losses = 0, []
    while (gone := (time.monotonic() - started) / 60 / given.minutes) < 1:
        rate = min(1, (len(losses) + 1) / WARM_UP) * (given.last + (given.rate - given.last) * (1 - gone))
        for group, share in zip(optimizer.param_groups, shares, strict=True):
            group["lr"] = rate * share
        chosen = [practice.pairs() for _ in range(GROUPS_A_STEP)]
        loss = loss_of(network, tokens, chosen)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        pairs += sum(map(len, chosen))
        losses.append(loss.item())
        if time.monotonic() - saved > SAVED_EVERY:
            saved = time.monotonic()
            torch.save(network.taught(), given.out)
            mean = sum(losses[-60:]) / len(losses[-60:])
            print(f"{len(losses)} steps, {pairs} pairs, {pairs / (saved - started):.1f} a second, loss {mean:.3f}", flush=True)


def loss_of(network: Network, tokens: Tokens, groups: Sequence[Sequence[Pair]]) -> torch.Tensor:
    """That of each pair alone, and of each that asks the same against each of its group that doesn't."""
    flat = [pair for pairs in groups for pair in pairs]
    found = logits(network, [tokens.pair(pair.asked, pair.question) for pair in flat])
    same = torch.tensor([pair.same for pair in flat])
    at, apart = 0, []
    for pairs in groups:
        here, right = found[at : at + len(pairs)], same[at : at + len(pairs)]
        apart.append((here[right][:, None] - here[~right][None, :]).flatten())
        at += len(pairs)
    return binary_cross_entropy_with_logits(found, same.float()) + softplus(-torch.cat(apart)).mean()


def logits(network: Network, sequences: Sequence[list[int]]) -> torch.Tensor:
    """(sequences,), in micro-batches sorted by length, so that little is padding."""
    order = sorted(range(len(sequences)), key=lambda place: len(sequences[place]))
    found = []
    for begin in range(0, len(order), MICRO_BATCH):
        ids, mask = padded([sequences[place] for place in order[begin : begin + MICRO_BATCH]])
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=HALF):
            found.append(network(ids, mask).float())
    return torch.cat(found)[torch.argsort(torch.tensor(order))]


if __name__ == "__main__":
    main()
