"""Practice as the network sees it: tokens of a question or a claim, and of a span in its place."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sentencepiece
from claims import Claim
from groups import Places, Practised

TOKENIZER = Path(__file__).parents[2] / "data" / "models" / "multilingual-e5-small-int8" / "tokenizer.model"
QUESTION_TOKENS, TEXT_TOKENS = 48, 144
"""Where a question or a claim, and a text, are cut."""
UNCLEAR = -1.0
"""A token of what may be asked for or not."""


@dataclass(frozen=True)
class Pair:
    """A pair as token ids, whether it is `true` (the span answers, or says what the claim says), and which of these tokens are of what is asked
    for: 1, 0 where they aren't, UNCLEAR where it isn't known, for the span's own tokens from `first` on; nothing where it isn't known of any."""

    ids: list[int]
    true: bool
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
        words = _words(span, pieces) if span.answers else _none(span, pieces)
        return Pair(ids, span.answers, len(head), words)

    def claim(self, claim: Claim) -> Pair:
        """`<s> claim: sentence </s></s> text </s>`; nothing is known of its words."""
        said = self._model.encode(f"claim: {claim.claim}")[:QUESTION_TOKENS]
        text = self._model.encode(claim.span)[:TEXT_TOKENS]
        begin, end = self._model.bos_id(), self._model.eos_id()
        head = [begin, *said, end, end]
        return Pair([*head, *text, end], claim.supported, len(head), [])


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


def _none(span: Practised, pieces: Sequence[Any]) -> list[float]:
    """The same of a span that doesn't answer: none of its pieces is of what is asked for."""
    own = _bytes(span.text[: span.own])
    return [0.0 for piece in pieces if piece.begin < own]


def _touches(piece: Any, places: Sequence[tuple[int, int]]) -> bool:
    return any(piece.begin < end and piece.end > start for start, end in places)


def _bytes(text: str) -> int:
    """Its length in UTF-8: pieces are placed by bytes."""
    return len(text.encode())
