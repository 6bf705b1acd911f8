"""The default composer: the few sentences, clauses or rows that answer, quoted word for word, best first."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.answering.composer import Part
from bot.answering.extractive.agreement import Figures, difference, figures
from bot.answering.extractive.arithmetic import asks_difference, difference_line
from bot.answering.extractive.blocks import Block, expand, opens
from bot.answering.extractive.joint import fitted, joined
from bot.answering.extractive.premises import unsupported
from bot.answering.extractive.ranking import Candidate, gain, rank
from bot.models import Draft
from indexer.evidence.confidence import confidence
from indexer.models import Passage
from indexer.question.model import YEAR
from indexer.question.subquestions import compares
from indexer.question.wording import asked_kinds

THRESHOLD = 0.5
"""Below this confidence, even odds, the answer is a refusal."""
LIMIT = 800
"""Characters an answer has at most, without its sources."""
KEEP = 0.75
"""A further block is shown only if its worth is this share of the best one's."""
AS_MUCH = 0.65
"""How much of the question, compared with the first block, a further one must hold when it adds no new part of it."""
TELLING = 0.12
"""The share of what is asked that a word must be for its absence to be pointed out."""
MARKS = 12
"""Characters kept free for the marks of a block."""
COMPARING = re.compile(r"\b(?:ber|per|mem)?beda|banding|\bsedangkan\b|\b(?:lebih|paling) \w+ (?:dari|di antara)", re.I)
"""Words of a text that compares two things itself: better than what is said of each."""
MOST = 3
"""Blocks an answer has at most."""
LOOKED_AT, NEARLY, LISTED = 8, 0.85, 3
"""Where a list is asked: how many candidates are looked at for one, how well they must answer beside the best, and the spans that make one."""


class ExtractiveComposer:
    """Needs no language model; every line it shows is quoted from one passage."""

    name = "extractive"

    def __init__(self, threshold: float = THRESHOLD):
        self._threshold = threshold

    def compose(
        self,
        question: str,
        passages: Sequence[Passage],
        on_text: Callable[[str], None] | None = None,
        parts: Sequence[Part] = (),
    ) -> Draft:
        """The best spans up to LIMIT characters, or a refusal that names the nearest passages; `on_text` isn't needed.

        Each of the `parts` is answered by itself, unless none can be, or one place answers them all.
        """
        if not isinstance(question, str):  # until evidence and blocks take what was understood
            question, parts = question.text, [(part.text, found) for part, found in parts]
        draft = self._answered(question, passages, parts)
        note = None if draft.refused else unsupported(question, [draft.text, *(quote for _, _, quote in draft.quotes)])
        return replace(draft, text=fitted(draft.text.split("\n\n"), note, LIMIT)) if note else draft

    def _answered(self, question: str, passages: Sequence[Passage], parts: Sequence[Part]) -> Draft:
        whole = self._compose(question, passages, LIMIT, set())
        if not parts or not whole.refused and compares(question) and COMPARING.search(whole.text):
            return whole
        drafts: list[Draft] = []
        shown: set[tuple[int, int]] = set()
        for place, (part, found) in enumerate(parts):
            left = LIMIT - sum(len(draft.text) + MARKS for draft in drafts)
            drafts.append(self._compose(part, found, left // (len(parts) - place), shown))
        return whole if all(draft.refused for draft in drafts) else joined([part for part, _ in parts], drafts, LIMIT)

    def _compose(self, question: str, passages: Sequence[Passage], room: int, shown: set[tuple[int, int]]) -> Draft:
        """An answer within `room` characters without the spans that are `shown` already; those of the answer are added to these, but
        for rows: of these another question shows other cells."""
        kinds = asked_kinds(question)
        ranked = rank(kinds, passages)
        sure = confidence(ranked[0].evidence if ranked else None, kinds)
        if not ranked or sure < self._threshold:
            nearest = tuple((number, c.passage, c.span.quotes[0][1]) for number, c in enumerate(_nearest(ranked), 1))
            return Draft("", nearest, refused=True, confidence=sure)
        blocks = _chosen(question, kinds, ranked, room, set(shown))
        shown |= {member.key for block in blocks for member in block.members if member.span.kind != "row"}
        return _draft(question, blocks, sure, room) if blocks else Draft("", confidence=sure)


def _chosen(
    question: str, kinds: frozenset[str], ranked: Sequence[Candidate], room: int, shown: set[tuple[int, int]]
) -> list[Block]:
    """Blocks in the order they are shown: the best first, then what adds most to what is already shown."""
    blocks: list[Block] = []
    said: dict[str, int] = {}
    held: set[str] = set()
    left = room
    pool = list(ranked)
    first = _opening_a_list(question, kinds, ranked, shown, left) if "list" in kinds else None
    while pool and len(said) < MOST:
        best = first or max(pool, key=lambda candidate: round(gain(candidate, held), 2))
        first = None
        pool.remove(best)
        if (blocks or shown) and gain(best, held) < KEEP * ranked[0].score:
            break
        lists = "list" in kinds and opens(best)
        if best.key in shown or blocks and (best.evidence.elsewhere or not lists and not _adds(best, ranked[0], held)):
            continue
        block = expand(question, kinds, best, ranked, shown, left)
        if block is None or said.get(block.text.casefold()) == block.members[0].passage.document.id:
            continue
        blocks.append(block)
        if block.text.casefold() not in said:
            said[block.text.casefold()] = block.members[0].passage.document.id
            left -= len(block.text) + MARKS
        shown |= {member.key for member in block.members}
        for member in block.members:
            held.update(member.evidence.held)
    return blocks


def _opening_a_list(
    question: str, kinds: frozenset[str], ranked: Sequence[Candidate], shown: set[tuple[int, int]], room: int
) -> Candidate | None:
    """Of what answers nearly as well as the best, the first that comes with a list: that is what is asked for."""
    near = (
        c for c in ranked[:LOOKED_AT] if c.score >= NEARLY * ranked[0].score and c.evidence.lacks <= ranked[0].evidence.lacks
    )
    return next(
        (c for c in near if (block := expand(question, kinds, c, ranked, shown, room)) and len(block.members) >= LISTED), None
    )


def _adds(candidate: Candidate, first: Candidate, held: set[str]) -> bool:
    """Whether a further span says something about what is asked, and not about a neighbour of it (another year, another
    project): it holds as much of the question as the first one, or a part that is not shown yet."""
    if any(word not in held for word in candidate.evidence.held):
        return True
    other_year = any(YEAR.fullmatch(word) and word not in candidate.evidence.held for word in first.evidence.held)
    return candidate.evidence.own >= AS_MUCH * first.evidence.own and not other_year


def _absent(blocks: Sequence[Block]) -> list[str]:
    """The telling words of the question that stand nowhere near anything shown: what was asked beyond what was found."""
    shares = [dict(member.evidence.missing) for block in blocks for member in block.members]
    return [word for word, share in shares[0].items() if share >= TELLING and all(word in other for other in shares)]


def _nearest(ranked: Sequence[Candidate]) -> list[Candidate]:
    """The best candidate of each of the first three documents."""
    found: dict[int, Candidate] = {}
    for candidate in ranked:
        found.setdefault(candidate.passage.document.id, candidate)
    return list(found.values())[:3]


def _draft(question: str, blocks: Sequence[Block], sure: float, room: int) -> Draft:
    """The blocks with their marks. A row that repeats another source's figures only adds its mark; one that contradicts them is
    pointed out."""
    paragraphs: list[str] = []
    quotes: list[tuple[int, Passage, str]] = []
    rows: list[tuple[str, Figures]] = []
    places: dict[str | Figures, int] = {}
    for block in blocks:
        first = len(quotes) + 1
        quotes += [(first + place, block.members[0].passage, quote) for place, quote in enumerate(block.quotes)]
        marks = "".join(f"[{number}]" for number in range(first, len(quotes) + 1))
        found = figures(block.members[0], question) if len(block.members) == 1 else None
        same = next(
            (key for key in places if key == block.text.casefold() or found and isinstance(key, Figures) and key.agrees(found)),
            None,
        )
        if same is not None:
            paragraphs[places[same]] += marks
            continue
        places[found or block.text.casefold()] = len(paragraphs)
        if found:
            rows.append((marks, found))
        paragraphs.append(f"{block.text} {marks}")
    if rows and (others := [(marks, other) for marks, other in rows[1:] if other.same_thing(rows[0][1])]):
        paragraphs.append(difference(rows[0][1], others, rows[0][0]))
    elif rows and asks_difference(question) and (computed := difference_line(rows[0][1], rows[0][0])):
        paragraphs.append(computed)
    absent = _absent(blocks)
    remark = f"Tidak ditemukan dalam kutipan: {', '.join(absent)}." if absent else ""
    return Draft(fitted(paragraphs, remark, room), tuple(quotes), confidence=sure)
