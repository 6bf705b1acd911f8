"""How well wrong claims are kept from being shown: `python bench/claims/measure.py [--taught] [--kinds]`.

Claims are sentences as a language model words them, each about one span (claims.jsonl). Those that neither the reader was taught with nor
fit.py fits on are put to the check that a model's draft goes through (bot/answering/llm/checks.py), with the reader where the package has one;
with --taught those that the reader was taught with, to build on. Says how many wrong ones are shown and how many right ones are dropped, and with --kinds of which kind they are.
"""

import argparse
import sys
from collections import Counter
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "bench" / "reader"))

from claims import Claim, read_claims  # noqa: E402

from bot.answering.llm.checks import Checker  # noqa: E402
from indexer.evidence.reader.opening import open_reader  # noqa: E402
from indexer.models import Chunk, Document, Passage, Span  # noqa: E402
from indexer.structure.traits import described  # noqa: E402

CLAIMS = Path(__file__).with_name("claims.jsonl")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--taught", action="store_true")
    parser.add_argument("--kinds", action="store_true")
    given = parser.parse_args()
    reader = open_reader(ROOT / "data" / "models", print)
    every = read_claims([CLAIMS])
    claims = [claim for claim in every if (not claim.kept_aside if given.taught else is_for_measuring(claim))]
    shown = [claim for claim in claims if Checker([passage_of(claim)], reader).check(f"{claim.claim} [1]").kept]
    right = [claim for claim in claims if claim.supported]
    wrong = [claim for claim in claims if not claim.supported]
    dropped = len(right) - sum(claim.supported for claim in shown)
    wrong_shown = Counter(claim.kind for claim in shown if not claim.supported)
    print(f"{wrong_shown.total()} of {len(wrong)} wrong claims shown, {dropped} of {len(right)} right ones dropped")
    if given.kinds:
        for kind, count in Counter(claim.kind for claim in wrong).most_common():
            print(f"  {kind}: {wrong_shown[kind]} of {count} shown")


def is_for_measuring(claim: Claim) -> bool:
    """Of what is kept aside every second span."""
    return claim.kept_aside and sha256(claim.span.encode()).digest()[1] % 2 == 0


def passage_of(claim: Claim) -> Passage:
    """A claim's span as a passage of its own, in the document that the end of its text names."""
    own, around = claim.span[: claim.own], claim.span[claim.own :].strip(" |").split(" | ")
    title, *particulars = around[-1].split(" · ")
    heading = tuple(around[-2].split(" › ")) if len(around) > 1 else ()
    region = next((part for part in particulars if part.startswith(("Kabupaten", "Kota", "Provinsi"))), "")
    period = next((part for part in particulars if part[:4].isdigit()), "")
    document = Document(1, "1.pdf", "/1.pdf", "", title, "lainnya", region, period, "indexed", None, 1, "")
    return Passage(1, document, Chunk(own, (None,), heading, spans=(_span(own, heading),)), 1.0)


def _span(own: str, heading: tuple[str, ...]) -> Span:
    cells = [cell.split(": ", 1) for cell in own.split("; ")]
    is_row = len(cells) > 1 and all(len(cell) == 2 for cell in cells)
    if not is_row:
        return described(Span("sentence", own, ((None, own),), heading))
    heads, values = zip(*cells, strict=True)
    return described(Span("row", " | ".join(values), ((None, own),), heading, heads=heads, cells=values))


if __name__ == "__main__":
    main()
