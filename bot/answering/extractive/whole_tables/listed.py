"""The rows of a table with a cell that a question names, where it asks for all of them: listed and counted."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.answering.extractive.blocks import Block, runs
from bot.answering.extractive.summable import said_over
from bot.answering.extractive.whole_tables.fitting import restricted, says_all
from bot.answering.extractive.whole_tables.naming import Naming, naming_column
from bot.answering.extractive.whole_tables.sheet import Sheet, is_blank, sheet_of
from bot.answering.extractive.whole_tables.telling import others_of
from indexer.evidence.matching import Matcher
from indexer.evidence.ranking import EVEN, Candidate
from indexer.language.numbers import SPELLED
from indexer.language.shortening import shortened
from indexer.language.terms import STOPWORDS, index_terms, term, terms, tokens
from indexer.language.wordlists import alternatives
from indexer.models import Evidence, Passage, Span
from indexer.question.model import Question

NAME, CALLED = 110, 80
"""Characters of a row's name, and of what its table is called."""
_DENIES = re.compile(rf"\b{alternatives('words_that_shut_out')}\b")
_REMARKS = re.compile(rf"\b{alternatives('heads_of_remarks')}\b", re.I)
_PARTS = re.compile(r"\s*(?:[,;+&]|/(?!\d)|\bdan\b)\s*", re.I)


@dataclass(frozen=True, slots=True)
class _Condition:
    """A column and what stands in it, as the table writes it, in the rows that are asked for."""

    place: int
    value: str
    rows: frozenset[int]


def listed(question: Question, passages: Sequence[Passage], room: int) -> Block | None:
    """None where no list is asked for, several tables have rows with such cells or none has, or something else is asked of them."""
    if "list" not in question.kinds or question.superlatives or _DENIES.search(" ".join(question.words)):
        return None
    matcher = Matcher(question)
    known = set()
    found = []
    for passage in passages:
        for table in passage.tables:
            if table.rows in known or not (table.whole and table.sure):
                continue
            known.add(table.rows)
            sheet = sheet_of(passage, table, question, matcher)
            block = _block(sheet, room) if sheet else None
            found += [block] if block else []
    return found[0] if len(found) == 1 else None


def _block(sheet: Sheet, room: int) -> Block | None:
    naming = naming_column(sheet)
    if naming is None:
        return None
    conditions = _conditions(sheet, naming)
    if not conditions:
        return None
    at = frozenset.intersection(*(one.rows for one in conditions))
    rows = [row for place, row in enumerate(sheet.rows) if place in at]
    values = [one.value for one in conditions]
    known = frozenset((*naming.asked, *terms(" ".join(values))))
    is_about_some = restricted(sheet, known) is None
    if not rows or is_about_some or _says_another_count(sheet, len(rows)) or not says_all(sheet, values):
        return None
    return _written(sheet, naming, conditions, rows, room)


def _says_another_count(sheet: Sheet, count: int) -> bool:
    """Whether a question says how many there are, and the rows are not as many."""
    asked = (word for noun in sheet.question.classes for word in noun[:1])
    counts = {SPELLED.get(word, int(word) if word.isdigit() else count) for word in asked}
    return counts != {count}


def _conditions(sheet: Sheet, naming: Naming) -> list[_Condition]:
    """For each column the value that a question names in most words, where that stands in some rows only. Where a value stands in several columns it is
    that of the one whose head the question says; none at all where that isn't one."""
    above = frozenset(index_terms(sheet.above).split())
    found: dict[str, list[_Condition]] = {}
    for place in range(len(sheet.heads)):
        if place == naming.place or not _tells_kinds(sheet, place):
            continue
        values = _values(sheet, place)
        is_key = len(values) >= sum(not is_blank(cell) for cell in sheet.cells(place))
        if is_key:
            continue
        named = {value: rows for value, rows in values.items() if _is_named(sheet, value, above)}
        best = max(named, key=lambda value: len(index_terms(value)), default=None)
        if best and len(named[best]) < len(sheet.rows):
            found.setdefault(best.casefold(), []).append(_Condition(place, best, frozenset(named[best])))
    meant = [_the_one_meant(sheet, same) for same in found.values()]
    return [one for one in meant if one] if all(meant) else []


def _tells_kinds(sheet: Sheet, place: int) -> bool:
    """Whether rows may be told by what stands in a column: it has a head, and isn't one of numbers or remarks."""
    head = sheet.heads[place].strip()
    return bool(head) and not sheet.rows[0].traits.columns[place].numbering and _REMARKS.search(head) is None


def _the_one_meant(sheet: Sheet, same: Sequence[_Condition]) -> _Condition | None:
    said = [one for one in same if sheet.held_by_head(one.place)]
    best = list(same) if len(same) == 1 else said
    return best[0] if len(best) == 1 else None


def _values(sheet: Sheet, place: int) -> dict[str, set[int]]:
    """What stands in a column, each part of a cell with several by itself, and in which rows."""
    found: dict[str, set[int]] = {}
    for at, cell in enumerate(sheet.cells(place)):
        for part in _PARTS.split(cell):
            if not is_blank(part):
                found.setdefault(part, set()).add(at)
    return found


def _is_named(sheet: Sheet, value: str, above: frozenset[str]) -> bool:
    """Whether a question says all words of a value, and these aren't said of the whole table."""
    telling = {term(word) for word in tokens(value) if word not in STOPWORDS}
    said = {one for one in telling if one in sheet.question.all_terms or _is_meant(sheet, one)}
    return bool(telling) and said == telling and not telling <= above


def _is_meant(sheet: Sheet, one: str) -> bool:
    """Whether a word of the question may stand as a term."""
    return any((one,) in concept.alternatives for concept in sheet.question.concepts if not concept.pair)


def _written(sheet: Sheet, naming: Naming, conditions: Sequence[_Condition], rows: Sequence[Span], room: int) -> Block | None:
    """ "3 dari 8 baris tabel “Lokasi” (Tahun: 2025):" and their names."""
    called = shortened(said_over(sheet.table), CALLED)
    said = "; ".join(f"{sheet.heads[one.place]}: {one.value}" for one in conditions)
    lines = [f"{len(rows)} dari {len(sheet.rows)} baris tabel{f' “{called}”' if called else ''} ({said}):"]
    for row in rows:
        others = others_of(sheet, row, naming.place, conditions[0].place)
        name = shortened(row.cells[naming.place].strip(), NAME)
        lines.append(" — ".join((f"• {name}", *others[:1])))
    if sum(len(line) + 1 for line in lines) > room:
        lines = [lines[0], *(line.split(" — ")[0] for line in lines[1:])]
    if sum(len(line) + 1 for line in lines) > room:
        return None
    members = tuple(Candidate(sheet.passage, Evidence(row, 0.0, 0.0), EVEN) for row in rows)
    return Block("\n".join(lines), runs(members), members)
