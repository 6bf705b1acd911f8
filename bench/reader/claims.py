"""Claims about spans: sentences as a language model would word them, right ones and ones that are wrong in one thing. One JSON object a line."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

KEPT_ASIDE = 3
"""One span in so many is kept for measuring with all claims about it."""


@dataclass(frozen=True)
class Claim:
    """`claim` is about `span`, a span as the reader reads it of which `own` characters are its own, found for `question`. Whether the span
    says it is `supported`; what is wrong with it else is its `kind`."""

    id: str
    question: str
    span: str
    own: int
    claim: str
    supported: bool
    kind: str

    @property
    def kept_aside(self) -> bool:
        digest = sha256(self.span.encode()).digest()
        return digest[0] % KEPT_ASIDE == 0


def read_claims(files: Iterable[Path]) -> Iterator[Claim]:
    for path in files:
        for line in path.read_text(encoding="utf-8").splitlines():
            known = json.loads(line)
            known.pop("set")
            yield Claim(**known)
