"""A message as its words and sentences: written out and taken apart once, for everything that asks what it says."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import filterfalse
from operator import attrgetter

from indexer.language.sentences import sentences
from indexer.language.terms import TOKEN, term
from indexer.language.wordlists import words
from indexer.question.spelling import is_owned, written_out

QUESTION_WORDS = words("question_words")
ASKING = QUESTION_WORDS | {"saja"}
"""The words that ask, with what stands behind them: "apa saja"."""
_ORDERING = words("question_orders_to_tell")
_ASKS = attrgetter("asks")
_HOLDING_TOGETHER = ("", "-", "'", "’", ".", "/", "&")


@dataclass(frozen=True, slots=True)
class Word:
    """A word or number of a text that is written out. `text` has its capitals, `plain` is in lower case, `term` is its term, without
    -nya; it stands from `start` to `end`, and `before` is what stands between it and the word before."""

    text: str
    plain: str
    term: str
    start: int
    end: int
    before: str

    def moved(self, by: int) -> "Word":
        """The same word in a longer text, or a shorter one."""
        return replace(self, start=self.start + by, end=self.end + by)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence `typed` by somebody, its `text` written out, one space between words; the places of its `words` are in that. `asks`:
    by a question mark or a word."""

    typed: str
    text: str
    words: tuple[Word, ...]
    asks: bool

    @property
    def bare(self) -> str:
        """Its text without the punctuation around it."""
        return self.text.strip(" ?!.,;:…")

    @property
    def plain(self) -> str:
        """Its words in lower case with a space between."""
        return " ".join(word.plain for word in self.words)

    @property
    def said(self) -> frozenset[str]:
        """Its words in lower case."""
        return frozenset(word.plain for word in self.words)

    def between(self, start: int, end: int) -> tuple[Word, ...]:
        """The words that begin from `start` to before `end`."""
        starts = [word.start for word in self.words]
        first = bisect_left(starts, start)
        last = bisect_left(starts, end)
        return self.words[first:last]

    def part(self, start: int, end: int) -> "Sentence":
        """What stands from `start` to `end`, as a sentence of its own; it is as typed only as far as it was written out already."""
        text = self.text[start:end]
        words = tuple(word.moved(-start) for word in self.between(start, end))
        return Sentence(text, text, words, self.asks)


@dataclass(frozen=True, slots=True)
class Message:
    """A message: all of it as one sentence, the sentences of it that ask (all, where none does), and those around them: a story, a
    claim, small talk, an order to ignore the rules."""

    whole: Sentence
    asking: tuple[Sentence, ...]
    around: tuple[Sentence, ...]


def read(typed: str) -> Message:
    """Takes a message apart."""
    found = tuple(_sentence(part.strip()) for part in sentences(typed, in_chat=True))
    in_order: list[Word] = []
    start = 0
    for sentence in found:
        in_order += (word.moved(start) for word in sentence.words)
        start += len(sentence.text) + 1
    text = " ".join(sentence.text for sentence in found)
    asking = tuple(filter(_ASKS, found))
    around = tuple(filterfalse(_ASKS, found))
    whole = Sentence(typed, text, tuple(in_order), asks=bool(asking))
    if not asking:
        return Message(whole, asking=around, around=())
    return Message(whole, asking, around)


def words_in(text: str) -> tuple[Word, ...]:
    """The words of a text that is written out."""
    found = []
    end = 0
    for match in TOKEN.finditer(text):
        plain = match[0].casefold()
        bare = plain.removesuffix("nya") if is_owned(plain) else plain
        before = text[end : match.start()]
        found.append(Word(match[0], plain, term(bare), match.start(), match.end(), before))
        end = match.end()
    return tuple(found)


def without(words: Sequence[Word], spans: Iterable[tuple[int, int]]) -> list[Word]:
    """The words that stand in none of the spans."""
    left = list(words)
    for start, end in spans:
        left = [word for word in left if not start <= word.start < end]
    return left


def in_one_line(words: Sequence[Word]) -> str:
    """Words as they stood: "air/limbah" and "rata-rata" stay together, all others get a space between them."""
    line = ""
    end = -1
    for word in words:
        stood_behind = word.start - len(word.before) == end
        if stood_behind and word.before in _HOLDING_TOGETHER:
            line += word.before
        else:
            line += " "
        line += word.text
        end = word.end
    return line.strip()


def _sentence(typed: str) -> Sentence:
    text = " ".join(written_out(typed).split())
    sentence = Sentence(typed, text, words_in(text), asks=text.endswith("?"))
    if sentence.said & (QUESTION_WORDS | _ORDERING):
        return replace(sentence, asks=True)
    return sentence
