"""A span and what it needs to stand alone: the list it opens, the parent it stands under, the heads of its row."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.answering.citations import stands_in
from bot.answering.extractive.ranking import Candidate, announces
from bot.answering.extractive.row_text import row_line
from indexer.evidence.answer_kinds import fits
from indexer.evidence.confidence import STRICT
from indexer.language.terms import STOPWORDS, term, terms
from indexer.question.wording import spelled_out
from indexer.structure.marks import CAPTION

_POINTS_BACK = re.compile(
    r"^(?:kemudian|selanjutnya|selain itu|adapun|namun|hal (?:ini|tersebut)|\w+ (?:ini|tersebut)\b)|\btersebut\b", re.I
)
_GOES_ON = re.compile(r"(?:seperti|yaitu|yakni|antara lain|di\s?antaranya|misalnya|meliputi)\b", re.I)
_WHICH = re.compile(
    r"\b(bidang|bagian|seksi|unit|dinas|badan|lembaga|pasal|bab|lampiran|program|misi|tujuan|sasaran|pilar|dimensi|strategi) (?:apa|mana|berapa)\b"
    r"(?! saja)"
)
_SUM = re.compile(r"\W*(?:jumlah|total)\b", re.I)
LINE, LONG_LINE = 450, 760
"""Characters a single quoted span shows at most; one that is a list of its own."""
_ENUMERATED = re.compile(r"(?:^|\s)(?:\(?\d{1,2}\)|\(?[a-j]\)|[a-j]\.(?=\s))")


@dataclass(frozen=True, slots=True)
class Block:
    """What is shown of one place: `text` for people, `quotes` for its citations, the spans it shows."""

    text: str
    quotes: tuple[str, ...]
    members: tuple[Candidate, ...]


def expand(
    question: str,
    kinds: frozenset[str],
    best: Candidate,
    ranked: Sequence[Candidate],
    shown: Collection[tuple[int, int]],
    room: int,
) -> Block | None:
    """The block around a span within `room` characters; None when there is no room for anything of use."""
    if room < 60:
        return None
    chunk = sorted((c for c in ranked if c.passage.chunk_id == best.passage.chunk_id), key=lambda c: c.span.order)
    brief = "list" in kinds and "figure" not in kinds
    if opens(best):
        members = _opened(best, chunk)
    elif best.span.kind == "row" and brief:
        members = [
            c
            for c in chunk
            if c.span.kind == "row" and not _SUM.match(c.span.text) or c.span.kind == "heading" and CAPTION.match(c.span.text)
        ]
    elif _in_a_list(best, kinds, question):
        members = _siblings(best, chunk)
    elif best.span.kind == "sentence":
        members = _neighbours(best, chunk, "explanation" in kinds)
    else:
        members = [best]
    members = [member for member in members if member.key not in shown]
    return _block(question, members, room, brief) if len(members) > 1 else _single(question, kinds, best, room)


def _in_a_list(best: Candidate, kinds: Collection[str], question: str) -> bool:
    """Whether a span is an item of a list that is asked for: of the one that the line above it announces, or of a document's
    numbered parts."""
    listed = best.span.kind == "item" and bool(kinds & {"list", "explanation"})
    return listed and (best.passage.chunk.kind == "facts" or bool(_telling_parent(best, question)))


def opens(candidate: Candidate) -> bool:
    """Whether a span only announces what follows it."""
    return candidate.span.kind == "heading" or announces(candidate.span.text)


def _opened(best: Candidate, chunk: Sequence[Candidate]) -> list[Candidate]:
    """The span and what it opens: the lists or the two sentences under a heading, what is deeper than an item."""
    members = [best]
    for candidate in chunk:
        if candidate.span.order <= best.span.order:
            continue
        span = candidate.span
        goes_on = span.kind != "sentence" or span.text.endswith(":") or len(members) <= 2
        if best.span.kind == "heading" and (span.kind == "heading" or not goes_on):
            break
        if best.span.kind == "item" and len(span.parents) <= len(best.span.parents):
            break
        if best.span.kind == "sentence" and len(members) > 1 and span.kind != members[1].span.kind:
            break
        if span.kind != "row" or not _SUM.match(span.text):
            members.append(candidate)
    return members


def _siblings(best: Candidate, chunk: Sequence[Candidate]) -> list[Candidate]:
    """The items of the list that a span stands in, after the line that opens it."""
    members = [c for c in chunk if c.span.kind == "item" and c.span.parents == best.span.parents]
    above = best.span.parents[-1].rstrip(" …") if best.span.parents else None
    opener = next((c for c in chunk if above and c.span.text.startswith(above)), None)
    return [opener, *members] if opener else members


def _neighbours(best: Candidate, chunk: Sequence[Candidate], explained: bool) -> list[Candidate]:
    """A sentence with one or two before it where it points back ("Indeks tersebut …") or they name what is asked about, and the
    one after it for an explanation, or where it only goes on ("Seperti …")."""
    place = chunk.index(best)
    members = [best]
    for above in reversed(chunk[max(0, place - 2) : place]):
        names_more = set(above.evidence.held) - set(members[0].evidence.held)
        if above.span.kind != "sentence" or not (names_more or _POINTS_BACK.search(members[0].span.text)):
            break
        members.insert(0, above)
    following = chunk[place + 1] if place + 1 < len(chunk) else None
    if following and following.span.kind == "sentence" and (explained or _GOES_ON.match(following.span.text)):
        members.append(following)
    return members


def _block(question: str, members: Sequence[Candidate], room: int, brief: bool) -> Block:
    """Several spans that stand one after the other on the page: quoted as runs, shown a line each. Where not all of a nested
    list fits, its outer items are shown."""
    shallow = min(len(member.span.parents) for member in members[1:])
    if sum(len(member.span.text) + 3 for member in members) > room:
        members = [members[0], *(member for member in members[1:] if len(member.span.parents) == shallow)]
    lines: list[str] = []
    taken: list[Candidate] = []
    for member in members:
        line = row_line(member.span, question, brief) if member.span.kind == "row" else member.span.text
        line = line if not lines or member.span.kind == "sentence" else f"• {line}"
        if taken and len(line) + 1 > room:
            break
        line = _cut(line, min(room, LONG_LINE if _enumerates(line) else LINE))
        lines.append(line)
        taken.append(member)
        room -= len(line) + 1
    return Block("\n".join(lines), _runs(taken), tuple(taken))


def _runs(members: Sequence[Candidate]) -> tuple[str, ...]:
    """Quotes of neighbouring spans, joined where they stand side by side in one paragraph or list: between paragraphs the page
    may show something that its reader left out."""
    on_page = dict(zip(members[0].passage.chunk.pages, members[0].passage.chunk.text.split("\f"), strict=True))
    runs: list[tuple[int | None, str]] = []
    for page, quote in (pair for member in members for pair in member.span.quotes):
        together = stands_in(f"{runs[-1][1]} {quote}", on_page[page]) if runs and runs[-1][0] == page else None
        if together and "\n\n" not in together[0]:
            runs[-1] = (page, f"{runs[-1][1]} {quote}")
        else:
            runs.append((page, quote))
    return tuple(quote for _, quote in runs)


def _single(question: str, kinds: frozenset[str], best: Candidate, room: int) -> Block:
    span = best.span
    text = row_line(span, question) if span.kind == "row" else span.text
    parent = _telling_parent(best, question)
    if parent:
        text = f"{_cut(parent, 160)} → {text}"
    longest = LONG_LINE if "list" in kinds and _enumerates(text) else LINE
    return Block(
        _shortened(text, min(longest, room), question, kinds & STRICT), tuple(quote for _, quote in span.quotes), (best,)
    )


def _enumerates(text: str) -> bool:
    """Whether a sentence is a list itself: "(1) …; (2) …; (3) …"."""
    return len(_ENUMERATED.findall(text)) > 2


def _shortened(text: str, room: int, question: str, kinds: frozenset[str]) -> str:
    """A text cut to `room`: at its end, unless what answers would be cut off; then its beginning and the clause that answers."""
    head = _cut(text, room)
    if head == text or all(fits(kind, head, question) for kind in kinds):
        return head
    clauses = re.split(r"(?<=[,;:])\s+", text)
    rests = (_cut(" ".join(clauses[start:]), room // 2) for start in range(1, len(clauses)))
    answers = next((rest for rest in rests if all(fits(kind, rest, question) for kind in kinds)), None)
    return f"{_cut(text, room // 2)} {answers}" if answers else head


def _telling_parent(best: Candidate, question: str) -> str:
    """The innermost line above a span that says a word of the question which the span itself doesn't, or what is asked for ("Pasal
    12" of "pasal berapa"); "" when there is none."""
    if which := _WHICH.search(" ".join(spelled_out(question))):
        above = (*best.span.heading, *best.span.parents)
        if named := next((line for line in reversed(above) if re.search(rf"\b{which[1]}\b", line, re.I)), ""):
            return named.rstrip(" …")
    asked = {term(word) for word in spelled_out(question) if word not in STOPWORDS} - set(terms(best.span.text))
    return next((line.rstrip(" …") for line in reversed(best.span.parents) if asked & set(terms(line))), "")


def _cut(text: str, room: int) -> str:
    return text if len(text) <= room else text[: room - 2].rsplit(" ", 1)[0] + " …"
