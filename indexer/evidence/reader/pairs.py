"""A question and a text -> the tokens that the reader sees, and which characters of the text each of them is."""

from dataclasses import dataclass

import sentencepiece

QUESTION, CLAIM = "query: ", "claim: "
"""What stands before a question, as the embedder has it, and before a sentence that claims something."""


@dataclass(frozen=True, slots=True)
class Pair:
    """`ids` of the whole. The text's tokens begin at the place `first` of them; `spans` are their characters in the text."""

    ids: list[int]
    first: int
    spans: list[tuple[int, int]]


class Pairs:
    """Makes pairs as the reader was taught: `<s> query: question </s></s> text </s>`, or the same of a claim, both cut at their number of
    tokens."""

    def __init__(self, tokenizer: sentencepiece.SentencePieceProcessor, question_tokens: int, text_tokens: int):
        self._tokenizer = tokenizer
        self._question_tokens, self._text_tokens = question_tokens, text_tokens

    def pair(self, question: str, text: str, prefix: str = QUESTION) -> Pair:
        beginning, end = self._tokenizer.bos_id(), self._tokenizer.eos_id()
        asked = self._tokenizer.encode(_with_utf8(prefix + question))[: self._question_tokens]
        before = [beginning, *asked, end, end]
        said = self._tokenizer.encode(_with_utf8(text), return_type="offset_mapping")
        ids, spans = said["ids"][: self._text_tokens], said["offsets"][: self._text_tokens]
        return Pair([*before, *ids, end], len(before), spans)


def _with_utf8(text: str) -> str:
    """The same length, but half a surrogate pair, which a broken PDF can yield, has no UTF-8."""
    return text.encode("utf-8", "replace").decode()
