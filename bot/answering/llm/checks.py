"""A language model's draft -> what of it may be shown: sentences that cite, whose facts stand where they cite."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from bot.answering.citations import stands_in
from bot.answering.llm.assertions import GENERIC, Fact, Source, denies, facts
from indexer.language.sentences import sentences
from indexer.language.terms import STOPWORDS, stem, term, terms, tokens
from indexer.models import Passage, Span
from indexer.question.query import YEAR

_THOUGHTS = re.compile(r"<think>.*?(?:</think>|\Z)", re.S)
_EMPHASIS = re.compile(r"\*\*|__|`|^#+ ", re.M)
_MARK = re.compile(r"\s*\[(\d{1,3})\]")
_SEVERAL = re.compile(r"\[\s*(?:kutipan\s+)?(\d{1,3}(?:\s*(?:,|;|dan)\s*\d{1,3})*)\s*\]", re.I)
_MARKS_AFTER = re.compile(r"([.!?:;])((?: *\[\d{1,3}\])+)")
_WRAPPED = re.compile(r"(?<=[\w,])[ \t]*\n(?=[a-z][^.)])")
_OPENER = re.compile(r"^([^\[\]\n]*):\s*\n(?=\s*\S[^\n]*?((?:\[\d{1,3}\])+))", re.M)
_BULLET = re.compile(r"^\s*(?:[-*•–]|\(?\d{1,2}[.)]|[a-z][.)])\s+")
FOREIGN = 0.5
"""The share of a sentence's informative words that may stand in none of the passages it cites."""


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


class Checker:
    """Checks drafts written from these passages, whose first is [1]."""

    def __init__(self, passages: Sequence[Passage]):
        self._spans = {number: (passage, _quotable(passage)) for number, passage in enumerate(passages, 1)}
        text = " ".join(passage.chunk.text for passage in passages)
        self._ordinary = {stem(word) for word in re.findall(r"(?<![\w-])[a-z]+(?![\w-])", text)}

    def check(self, draft: str) -> Checked:
        """Sentences are kept or dropped whole, and marked anew with the numbers of their quotes."""
        quotes: dict[tuple[int, str], tuple[int, Passage, str]] = {}
        lines, kept, total = [], 0, 0
        for line in tidy(draft).split("\n"):
            bullet = _BULLET.match(line)
            shown = []
            for sentence in _sentences(line[bullet.end() :] if bullet else line):
                total += 1
                support = self._support(sentence)
                numbers = [quotes.setdefault((p.chunk_id, quote), (len(quotes) + 1, p, quote))[0] for p, quote in support]
                if numbers:
                    marks = "".join(f"[{number}]" for number in dict.fromkeys(numbers))
                    shown.append(f"{_MARK.sub('', sentence).strip()} {marks}")
            kept += len(shown)
            if shown or not line.strip():
                lines.append(("• " if bullet else "") + " ".join(shown))
        return Checked(re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip(), tuple(quotes.values()), kept, total)

    def _support(self, sentence: str) -> list[tuple[Passage, str]]:
        """The quotes that together state every fact of a sentence; empty when there are none."""
        cited = [self._spans[number] for number in map(int, dict.fromkeys(_MARK.findall(sentence))) if number in self._spans]
        words = _MARK.sub("", sentence)
        informative = {term(token) for token in tokens(words) if token not in STOPWORDS}
        known = {word for passage, _ in cited for word in terms(" ".join((*_around(passage), passage.chunk.text)))}
        if not informative or len(informative - known - GENERIC) > FOREIGN * len(informative):
            return []
        found = [(passage, span, informative & set(terms(span.text))) for passage, inside in cited for span in inside]
        subject = {word for _, _, shared in found for word in shared if not word[0].isdigit()}
        places = [
            _Place(passage, span, _source(passage, span, words), len(shared))
            for passage, span, shared in found
            if not subject or shared & subject  # the same figure said of something else proves nothing
        ]
        nearest = max(places, key=lambda place: place.shared, default=None)
        if nearest is None or denies(words) != denies(nearest.span.text):
            return []
        chosen = _enough(facts(words, self._ordinary), places)
        return [(place.passage, quote) for place in chosen for _, quote in place.span.quotes]


def tidy(text: str) -> str:
    """A model's text without its thoughts and Markdown, with marks written [1][2] and before the full stop; the line that
    opens a list cites what its first item cites."""
    text = _EMPHASIS.sub("", _THOUGHTS.sub("", unicodedata.normalize("NFKC", text)))
    text = _SEVERAL.sub(lambda match: "".join(f"[{number}]" for number in re.findall(r"\d+", match[1])), text)
    return _OPENER.sub(r"\1 \2:\n", _MARKS_AFTER.sub(r"\2\1", _WRAPPED.sub(" ", text))).strip()


def _sentences(line: str) -> list[str]:
    return [sentence for sentence in sentences(line) if tokens(_MARK.sub("", sentence))]


def _enough(wanted: Sequence[Fact], places: Sequence[_Place]) -> list[_Place]:
    """The fewest places found that state all facts, and at least the one nearest to the sentence; empty if a fact is left."""
    stated = {place: {fact for fact in wanted if place.source.states(fact)} for place in places}
    left = set(wanted)
    chosen: list[_Place] = []
    while left or not chosen:
        best = max(places, key=lambda place: (len(stated[place] & left), place.shared))
        if left and not stated[best] & left or not best.shared and not stated[best]:
            return []
        chosen.append(best)
        left -= stated[best]
    return chosen


def _quotable(passage: Passage) -> list[Span]:
    """The spans whose quotes stand in the passage."""
    on_page = dict(zip(passage.chunk.pages, passage.chunk.text.split("\f"), strict=True))
    return [span for span in passage.chunk.spans if all(stands_in(quote, on_page[page]) for page, quote in span.quotes)]


def _around(passage: Passage) -> tuple[str, ...]:
    """What stands above all of a passage."""
    document, chunk = passage.document, passage.chunk
    return (document.title, document.region, document.period, *chunk.heading, *chunk.parents, *chunk.heads)


def _source(passage: Passage, span: Span, sentence: str) -> Source:
    """What a span states about the years a sentence names: of a table row, the cells of other years don't count."""
    document = passage.document
    labels = [cell for cell in span.cells if not re.search(r"\d", cell)]  # one of them may be the unit
    above = (document.title, document.region, document.period, *span.heading, *span.parents, *labels)
    cells = list(zip(span.heads, span.cells, strict=False)) if len(span.heads) == len(span.cells) else []
    named = set(YEAR.findall(sentence)) & {year for head, _ in cells for year in YEAR.findall(head)}
    if not named:
        return Source(span.text, (*above, *span.heads))
    of_these = [(head, cell) for head, cell in cells if not (years := set(YEAR.findall(head))) or years & named]
    return Source(" | ".join(cell for _, cell in of_these), (*above, *(head for head, _ in of_these)))
