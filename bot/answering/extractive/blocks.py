"""A span and what it needs to stand alone: the list it opens, the parent it stands under, the heads of its row."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from bot.answering.citations import stands_in
from bot.answering.extractive import opening
from bot.answering.extractive.parents import telling_parent
from bot.answering.extractive.row_text import read_row, row_line
from bot.answering.extractive.shortening import LINE, keeping_the_answer, longest_line
from bot.models import Value
from indexer.evidence.opened import opened, opens
from indexer.evidence.ranking import Candidate
from indexer.language.shortening import shortened
from indexer.language.wordlists import alternatives
from indexer.models import Span
from indexer.question.model import Question

MISSING = re.compile(rf"\b{alternatives('words_of_what_is_missing')}\b", re.I)
AS_LIKELY, FEWEST_ROWS = 1.0, 3
"""How much less the log-odds of rows may be than those of the best one, and how many of them make a list."""
LEAST_ROOM = 60
"""Characters below which nothing of use fits."""
PARENT = 160
"""Characters that the line above a span takes at most."""


@dataclass(frozen=True, slots=True)
class Block:
    """What is shown of one place: `text` for people, `quotes` for its citations, the spans it shows, and the `value` that the text opens with, if
    it does."""

    text: str
    quotes: tuple[str, ...]
    members: tuple[Candidate, ...]
    value: Value | None = None


def expand(
    question: Question, best: Candidate, ranked: Sequence[Candidate], shown: Collection[tuple[int, int]], room: int
) -> Block | None:
    """The block around a span within `room` characters; None when there is no room for anything of use."""
    if room < LEAST_ROOM:
        return None
    chunk = _chunk_of(best, ranked)
    names_only = "list" in question.kinds and "figure" not in question.kinds
    wanted = _members(question, best, chunk, names_only=names_only)
    members = [member for member in wanted if member.key not in shown]
    if len(members) < 2:
        return _single(question, best, room)
    block = _several(question, members, room, names_only=names_only)
    is_told_in_sentences = all(member.span.kind == "sentence" for member in members)
    return _opening(block, opening.of_words(best, question), room) if is_told_in_sentences else block


def _opening(block: Block, value: Value | None, room: int) -> Block:
    """A block with a value before its text; not before one that says that something is missing, which may be what is asked for."""
    has_no_room = value is not None and len(value.value) + len(block.text) >= room
    if value is None or has_no_room or MISSING.search(block.text):
        return block
    return replace(block, text=f"{value.value}\n{block.text}", value=value)


def _chunk_of(best: Candidate, ranked: Sequence[Candidate]) -> list[Candidate]:
    """The spans of the same chunk, in reading order."""
    of_chunk = [candidate for candidate in ranked if candidate.passage.chunk_id == best.passage.chunk_id]
    return sorted(of_chunk, key=lambda candidate: candidate.span.order)


def _members(question: Question, best: Candidate, chunk: Sequence[Candidate], *, names_only: bool) -> Sequence[Candidate]:
    """The spans of its chunk that are shown with the best one."""
    if opens(best.span):
        return _opened(best, chunk)
    if best.span.kind == "row" and names_only:
        return _whole_table(chunk)
    if best.span.kind == "row":
        return _as_likely(best, chunk) or [best]
    if _in_a_list(best, question):
        return _siblings(best, chunk)
    if best.span.kind == "sentence":
        return _neighbours(best, chunk, explained="explanation" in question.kinds)
    return [best]


def _in_a_list(best: Candidate, question: Question) -> bool:
    """Whether a span is an item of a list that is asked for: of any where a list is asked, else of the one that the line above it announces, or
    of a document's numbered parts."""
    if best.span.kind != "item" or question.kinds.isdisjoint(("list", "explanation")):
        return False
    is_list = "list" in question.kinds or best.passage.chunk.kind == "statement"
    return is_list or bool(telling_parent(best, question))


def _as_likely(best: Candidate, chunk: Sequence[Candidate]) -> list[Candidate]:
    """The rows of its table where a question names none of them and most answer as likely as the best one: then all are asked for."""
    held = set(best.evidence.held)
    rows = [row for row in _whole_table(chunk) if row.span.kind == "row" and row.span.heads == best.span.heads]
    read = [row for row in rows if row.evidence.cells]
    alike = [row for row in read if set(row.evidence.held) == held and best.evidence.odds - row.evidence.odds <= AS_LIKELY]
    if len(alike) < FEWEST_ROWS or 2 * len(alike) <= len(read):
        return []
    return [row for row in rows if set(row.evidence.held) == held]


def _whole_table(chunk: Sequence[Candidate]) -> list[Candidate]:
    """The rows of a chunk without sums, and its captions."""
    return [candidate for candidate in chunk if _is_of_table(candidate.span)]


def _is_of_table(span: Span) -> bool:
    """Whether a span is a row and no sum, or a caption."""
    if span.kind == "row":
        return not span.traits.total
    return span.kind == "heading" and span.traits.caption


def _opened(best: Candidate, chunk: Sequence[Candidate]) -> list[Candidate]:
    """The span and what it opens."""
    at = chunk.index(best)
    places = opened([candidate.span for candidate in chunk], at)
    return [best, *(chunk[place] for place in places)]


def _siblings(best: Candidate, chunk: Sequence[Candidate]) -> list[Candidate]:
    """The items of the list that a span stands in, after the line that opens it."""
    parents = best.span.parents
    items = [other for other in chunk if other.span.kind == "item"]
    members = [item for item in items if item.span.parents == parents]
    above = parents[-1].rstrip(" …") if parents else ""
    if not above:
        return members
    for other in chunk:
        if other.span.text.startswith(above):
            return [other, *members]
    return members


def _neighbours(best: Candidate, chunk: Sequence[Candidate], explained: bool) -> list[Candidate]:
    """A sentence with one or two before it where it points back ("Indeks tersebut …") or they name what is asked about, and the
    one after it for an explanation, or where it only goes on ("Seperti …")."""
    at = chunk.index(best)
    members = [best]
    for above in reversed(chunk[max(0, at - 2) : at]):
        first = members[0]
        names_more = not set(above.evidence.held) <= set(first.evidence.held)
        is_wanted = names_more or first.span.traits.back
        if above.span.kind != "sentence" or not is_wanted:
            break
        members.insert(0, above)
    for following in chunk[at + 1 : at + 2]:
        is_wanted = explained or following.span.traits.continues
        if following.span.kind == "sentence" and is_wanted:
            members.append(following)
    return members


def _several(question: Question, members: Sequence[Candidate], room: int, *, names_only: bool) -> Block:
    """Several spans that stand one after the other on the page: quoted as runs, shown a line each. Where not all of a nested
    list fits, its outer items are shown."""
    if sum(len(member.span.text) + 3 for member in members) > room:
        members = _outermost(members)
    lines: list[str] = []
    taken: list[Candidate] = []
    for member in members:
        line = _line(member, question, names_only=names_only)
        if lines and member.span.kind != "sentence":
            line = f"• {line}"
        if taken and len(line) + 1 > room:
            break
        line = shortened(line, min(room, longest_line(line)))
        lines.append(line)
        taken.append(member)
        room -= len(line) + 1
    return Block("\n".join(lines), runs(taken), tuple(taken))


def _outermost(members: Sequence[Candidate]) -> list[Candidate]:
    """The first of a list, and its items that stand under the fewest others."""
    first, *items = members
    depths = [len(item.span.parents) for item in items]
    outermost = min(depths)
    return [first, *(item for item, depth in zip(items, depths, strict=True) if depth == outermost)]


def _line(member: Candidate, question: Question, *, names_only: bool = False) -> str:
    if member.span.kind != "row":
        return member.span.text
    return row_line(member.evidence, question, brief=names_only)


def runs(members: Sequence[Candidate]) -> tuple[str, ...]:
    """Quotes of neighbouring spans, joined where they stand side by side in one paragraph or list: between paragraphs the page
    may show something that its reader left out."""
    chunk = members[0].passage.chunk
    on_page = dict(zip(chunk.pages, chunk.text.split("\f"), strict=True))
    runs: list[str] = []
    last_page: int | None = None
    for page, quote in chain.from_iterable(member.span.quotes for member in members):
        on_same_page = bool(runs) and page == last_page
        if on_same_page and _side_by_side(runs[-1], quote, on_page[page]):
            runs[-1] = f"{runs[-1]} {quote}"
        else:
            runs.append(quote)
        last_page = page
    return tuple(runs)


def _side_by_side(one: str, other: str, text: str) -> bool:
    together = stands_in(f"{one} {other}", text)
    return together is not None and "\n\n" not in together[0]


def _single(question: Question, best: Candidate, room: int) -> Block:
    span = best.span
    quotes = tuple(quote for _, quote in span.quotes)
    if span.kind == "row":
        return _single_row(question, best, quotes, room)
    text = span.text
    if parent := telling_parent(best, question):
        text = f"{shortened(parent, PARENT)} → {text}"
    longest = longest_line(text) if "list" in question.kinds else LINE
    block = Block(keeping_the_answer(text, min(longest, room), question), quotes, (best,))
    return _opening(block, opening.of_words(best, question), room)


def _single_row(question: Question, best: Candidate, quotes: tuple[str, ...], room: int) -> Block:
    """The asked cells with what they are; the row as it stands where these aren't known, and beneath where no head bears them out."""
    row = read_row(best.evidence, question)
    value = opening.of_row(best, row, question)
    line = keeping_the_answer(row_line(best.evidence, question), min(LINE, room), question)
    opened = " — ".join(filter(None, (value.value, value.label))) if value else ""
    if not opened or len(opened) > room or MISSING.search(line):
        return Block(line, quotes, (best,))
    asks_for_more = question.several or question.joins or not row.told
    says_more = len(row.figures) + len(row.rest) > len(opening.asked_cells(row))
    has_room = len(opened) + len(line) < room
    text = f"{opened}\n{line}" if asks_for_more and says_more and has_room else opened
    return Block(text, quotes, (best,), value)
