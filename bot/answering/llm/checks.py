"""A language model's draft -> what of it may be shown: sentences that cite, whose facts stand where they cite."""

import re
import unicodedata
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass
from itertools import chain, compress

from bot.answering.citations import stands_in
from bot.answering.llm.assertions import Assertion, Name, Source, assertions
from bot.answering.llm.claims import Claim, is_said
from indexer.evidence.reader.reader import Reader
from indexer.evidence.reader.wording import in_place
from indexer.language.sentences import sentences
from indexer.language.terms import STOPWORDS, stem, term, tokens
from indexer.language.wordlists import alternatives
from indexer.models import Passage, Span
from indexer.question.model import YEAR

_THOUGHTS = re.compile(r"<think>.*?(?:</think>|\Z)", re.S)
_EMPHASIS = re.compile(r"\*\*|__|`|^#+ ", re.M)
_MARK = re.compile(r"\s*\[(\d{1,3})\]")
_SEVERAL = re.compile(r"\[\s*(?:kutipan\s+)?(\d{1,3}(?:\s*(?:,|;|dan)\s*\d{1,3})*)\s*\]", re.I)
_MARKS_AFTER = re.compile(r"([.!?:;])((?: *\[\d{1,3}\])+)")
_WRAPPED = re.compile(r"(?<=[\w,])[ \t]*\n(?=[a-z][^.)])")
_OPENER = re.compile(r"^([^\[\]\n]*):\s*\n(?=\s*\S[^\n]*?((?:\[\d{1,3}\])+))", re.M)
_BULLET = re.compile(r"^\s*(?:[-*•–]|\(?\d{1,2}[.)]|[a-z][.)])\s+")
_BLANK_LINES = re.compile(r"\n{3,}")
_DIGIT = re.compile(r"\d")
_FIGURE = re.compile(r"\S*\d\S*")
_Cited = tuple[Passage, Sequence[Span]]
"""A passage that a sentence cites, with those of its spans that can be quoted."""
_ADDRESSED = re.compile(rf"\b{alternatives('orders_to_readers')}\b|https?://|www\.", re.I)
"""Of a sentence that tells people to go somewhere, to pay or to open an address: never a model's to say."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What is left of a draft, as bot.models.Draft has it, and how many of its `total` sentences were `kept`."""

    text: str
    quotes: tuple[tuple[int, Passage, str], ...]
    kept: int
    total: int


@dataclass(frozen=True, slots=True, eq=False)
class _Place:
    """A span of a passage that a sentence cites, with what it states."""

    passage: Passage
    span: Span
    source: Source
    shared: int

    @property
    def quotes(self) -> list[tuple[Passage, str]]:
        """Each with the passage that it is taken from."""
        return [(self.passage, quote) for _, quote in self.span.quotes]


class Checker:
    """Checks drafts written from these passages, whose first is [1]; with a reader, if there is one."""

    def __init__(self, passages: Sequence[Passage], reader: Reader | None = None, judge: Callable[[Claim], bool] = is_said):
        """`judge` says whether the places of a claim say it."""
        self._reader, self._judge = reader, judge
        self._spans = {number: (passage, _quotable(passage)) for number, passage in enumerate(passages, 1)}
        text = " ".join(passage.chunk.text for passage in passages)
        self._ordinary = {stem(word) for word in re.findall(r"(?<![\w-])[a-z]+(?![\w-])", text)}

    def check(self, draft: str) -> Checked:
        """Sentences are kept or dropped whole, and marked anew with the numbers of their quotes."""
        quotes: dict[tuple[int, str], tuple[int, Passage, str]] = {}
        lines: list[str] = []
        kept = total = 0
        for line in tidy(draft).split("\n"):
            bullet = _BULLET.match(line)
            words = line[bullet.end() :] if bullet else line
            written = _sentences(words)
            marked = [self._marked(sentence, quotes) for sentence in written]
            shown = list(filter(None, marked))
            total += len(written)
            kept += len(shown)
            if shown or not line.strip():
                mark = "• " if bullet else ""
                lines.append(mark + " ".join(shown))
        text = _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()
        return Checked(text, tuple(quotes.values()), kept, total)

    def _marked(self, sentence: str, quotes: dict[tuple[int, str], tuple[int, Passage, str]]) -> str:
        """A sentence with the marks of the quotes that support it, which are added to `quotes`; "" when there are none."""
        numbers = []
        for passage, quote in self._support(sentence):
            number, _, _ = quotes.setdefault((passage.chunk_id, quote), (len(quotes) + 1, passage, quote))
            numbers.append(number)
        marks = "".join(f"[{number}]" for number in dict.fromkeys(numbers))
        return f"{_MARK.sub('', sentence).strip()} {marks}" if marks else ""

    def _support(self, sentence: str) -> list[tuple[Passage, str]]:
        """The quotes that together say what a sentence claims; empty when there are none."""
        numbers = map(int, dict.fromkeys(_MARK.findall(sentence)))
        cited = [self._spans[number] for number in numbers if number in self._spans]
        words = _MARK.sub("", sentence).strip()
        informative = {term(token) for token in tokens(words) if token not in STOPWORDS}
        if not informative or _ADDRESSED.search(words):
            return []
        places = _places(cited, words, informative)
        asserted = assertions(words, self._ordinary)
        facts = [one for one in asserted if not isinstance(one, Name)]
        chosen = _enough(facts, places)
        if not chosen:
            return []
        names = [one for one in asserted if isinstance(one, Name)]
        chosen, unnamed = _naming(names, chosen, places)
        rows = tuple(place.span for place in chosen if place.span.heads and len(place.span.heads) == len(place.span.cells))
        claim = Claim(words, *_said(chosen), rows, unnamed, self._holds(words, chosen))
        return list(chain.from_iterable(place.quotes for place in chosen)) if self._judge(claim) else []

    def _holds(self, claim: str, places: Sequence[_Place]) -> float | None:
        """The reader's logit of the likeliest place saying what a sentence claims; None without a reader."""
        if self._reader is None:
            return None
        read = []
        for place in places:
            spans = place.passage.chunk.spans
            read.append(in_place(spans, spans.index(place.span), place.passage.document, ()))
        return max(self._reader.holds(claim, read))


def _naming(names: Sequence[Name], chosen: Sequence[_Place], places: Sequence[_Place]) -> tuple[list[_Place], int]:
    """The chosen places with those others that state names which these don't; and how many words of names none of them states."""
    chosen, unnamed = list(chosen), 0
    for name in names:
        if any(place.source.states(name) for place in chosen):
            continue
        other = next((place for place in places if place.source.states(name)), None)
        if other is None:
            unnamed += len(name.words)
        else:
            chosen.append(other)
    return chosen, unnamed


def _said(places: Sequence[_Place]) -> tuple[str, str]:
    """The words of places, and those that stand above them."""
    above = [" ".join(_around(place.passage)) + " " + " ".join((*place.span.heading, *place.span.parents)) for place in places]
    return " ".join(_with_heads(place.span) for place in places), " ".join(above)


def _with_heads(span: Span) -> str:
    return f"{span.text} {' '.join(span.heads)}"


def _places(cited: Sequence[_Cited], words: str, informative: Set[str]) -> list[_Place]:
    """The spans cited that share a word with a sentence, where any does: the same figure said of something else proves nothing."""
    found = [(passage, span) for passage, inside in cited for span in inside]
    shared = [informative.intersection(span.traits.terms.split()) for _, span in found]
    subject = {word for word in set().union(*shared) if not word[0].isdigit()}
    places = []
    for (passage, span), held in zip(found, shared, strict=True):
        shares_the_subject = not subject.isdisjoint(held)
        if shares_the_subject or not subject:
            places.append(_Place(passage, span, _source(passage, span, words), len(held)))
    return places


def tidy(text: str) -> str:
    """A model's text without its thoughts and Markdown, with marks written [1][2] and before the full stop; the line that
    opens a list cites what its first item cites."""
    text = _EMPHASIS.sub("", _THOUGHTS.sub("", unicodedata.normalize("NFKC", text)))
    text = _SEVERAL.sub(lambda match: "".join(f"[{number}]" for number in re.findall(r"\d+", match[1])), text)
    return _OPENER.sub(r"\1 \2:\n", _MARKS_AFTER.sub(r"\2\1", _WRAPPED.sub(" ", text))).strip()


def _sentences(line: str) -> list[str]:
    return [sentence for sentence in sentences(line) if tokens(_MARK.sub("", sentence))]


def _enough(wanted: Sequence[Assertion], places: Sequence[_Place]) -> list[_Place]:
    """The fewest places found that state all assertions, and at least the one nearest to the sentence; empty if one is left."""
    stated = {place: set(filter(place.source.states, wanted)) for place in places}
    left = set(wanted)
    chosen: list[_Place] = []
    while places and (left or not chosen):
        best = max(places, key=lambda place: (len(stated[place] & left), place.shared))
        adds_nothing = left and not stated[best] & left
        says_nothing = not best.shared and not stated[best]
        if adds_nothing or says_nothing:
            return []
        chosen.append(best)
        left -= stated[best]
    return chosen


def _quotable(passage: Passage) -> list[Span]:
    """The spans whose quotes stand in the passage."""
    on_page = dict(zip(passage.chunk.pages, passage.chunk.text.split("\f"), strict=True))
    quotable = []
    for span in passage.chunk.spans:
        if all(stands_in(quote, on_page[page]) for page, quote in span.quotes):
            quotable.append(span)
    return quotable


def _around(passage: Passage) -> tuple[str, ...]:
    """What stands above all of a passage."""
    document, chunk = passage.document, passage.chunk
    return (document.title, document.region, document.period, *chunk.heading, *chunk.parents, *chunk.heads)


def _source(passage: Passage, span: Span, sentence: str) -> Source:
    """What a span states about the years a sentence names: of a table row, the cells of other years don't count; of a table whose rows
    can't be told apart, no figure does."""
    document = passage.document
    labels = [cell for cell in span.cells if not _DIGIT.search(cell)]  # one of them may be the unit
    above = (document.title, document.region, document.period, *span.heading, *span.parents, *labels)
    if span.undivided:
        return Source(_FIGURE.sub(" ", span.text), above)
    columns = span.traits.columns if len(span.heads) == len(span.cells) else ()
    years_of_columns = chain.from_iterable(column.years for column in columns)
    named = set(YEAR.findall(sentence)).intersection(years_of_columns)
    if not named:
        return Source(span.text, (*above, *span.heads))
    counts = [not column.years or not named.isdisjoint(column.years) for column in columns]
    heads, cells = compress(span.heads, counts), compress(span.cells, counts)
    return Source(" | ".join(cells), (*above, *heads))
