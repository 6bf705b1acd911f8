"""A question that names two or three things of one kind (regions, years, acts …) -> what is asked of each, in full. Pure.

Whatever words it is asked with, the things themselves tell: they stand side by side with no more between them than what joins them and
what the first one is called after ("RKPD 2025 atau RKPD 2026"), or each in a question of its own that says nothing new ("tahun 2023
berapa, dan jadi berapa di 2024").
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from indexer.language.place_names import PROVINCE_OF
from indexer.language.wordlists import alternatives, any_of, words
from indexer.question.kinds import asked_kinds
from indexer.question.named import VERSIONS, Named, named
from indexer.question.slots import PREPOSITIONS
from indexer.question.uncompared import CLAUSE, COMPARATIVES, COMPARING, MORE, asks, is_of_grammar, without_comparing
from indexer.question.words import ASKING, words_in

MOST = 3
"""Things that are asked by themselves; more are rather a list."""
MOST_NAMED = 12
"""Mentions of things of one kind, the same ones among them, in what still asks of two or three of them."""
_STRONG_JOINTS = words("question_strong_joints")
_JOINTS = words("question_side_joints") | _STRONG_JOINTS
_AGAINST = re.compile(rf"\s*\b{any_of(_STRONG_JOINTS)}(?: (?:dengan|tahun|di|pada))*\s+$", re.I)
OF_MANY = re.compile(rf"\bpaling \w+|\bter{any_of(COMPARATIVES)}\b", re.I)
"""Asks which of many is the most, not how two compare."""
_OF_CHANGE = re.compile(rf"\s*\b{alternatives('question_change_joints')}\s*", re.I)
"""Between two years: how something changed. Between two places it is a way."""
_BLANK = re.compile(r"\s+")
"""Between three years or more; two with no more between them are rather a plan's period."""
_WORDS_OF_VERSION = 2
"""Words that may say of what the first of two is a version: "draf masterplan sama final"."""
_BEFORE_WHAT = "sebelum"
"""Leaves out what stands behind the other one: "sebelum dan sesudah perubahan"."""
_BETWEEN, _WITH, _WORDS_BEFORE_NAME = "antara", "dengan", 2
"""What makes two things the ends of one, at most so many words before the first ("antara Pemkab Wajo")."""
_MARK = re.compile(r"[,/&]")
_SMALL = PREPOSITIONS | {"tahun", "th"}
_ASIDE = re.compile(r"\s*\([^()]{1,40}\)")
"""Behind a thing: what is said of it alone ("(aturan terbaru)")."""
_NAME_BEFORE = re.compile(r"(?<!^)\b[A-Z]\w+,\s*(?:(?:kab|kabupaten|kota)\.?\s+)?$")
_NAME_BEHIND = re.compile(rf"\s*,?\s*{alternatives('question_last_name_joints')}\s+[A-Z]")
_REST_OF_NAME = re.compile(r"(?: [A-Z][a-z]+)+")
_NAMED_AFTER = re.compile(
    rf"(?:^|\b(?:{any_of(PREPOSITIONS)}|{alternatives('question_since')}) )(?P<name>(?:\S+ )?(?:tahun )?)$"
)


@dataclass(frozen=True, slots=True)
class Side:
    """What is asked of one side of a comparison, and what people call this side."""

    title: str
    asked: str


@dataclass(frozen=True, slots=True)
class Sides:
    """`compares`: it is asked how the sides compare, `more` which is more in which way ("tinggi"), "" where it isn't."""

    sides: tuple[Side, ...]
    compares: bool
    more: str


def sides_in(text: str, regions: Collection[str] = ()) -> Sides | None:
    """None where a text names no two or three things of one kind, or of several kinds, so that it isn't certain which are asked."""
    found = [asked for of_kind in named(text, regions).values() if (asked := _asked(_with_asides(of_kind, text), text))]
    if len(found) != 1:
        return None
    (sides,) = found
    more = MORE.search(text)
    compares = bool(more) or any(word.plain in COMPARING for word in words_in(text))
    if compares and "reason" in asked_kinds(text.casefold()):
        return None  # why two differ is no question of either
    plain = tuple(Side(side.title, without_comparing(side.asked)) for side in sides)
    if len({side.asked for side in plain} - {""}) < len(plain):
        return None
    return Sides(plain, compares, (more["how"] or more["short"]).casefold() if more else "")


def _with_asides(of_kind: Sequence[Named], text: str) -> list[Named]:
    """The things with what stands in brackets behind them."""
    found = []
    for one in of_kind:
        aside = _ASIDE.match(text, one.end)
        found.append(replace(one, text=one.text + aside[0], end=aside.end()) if aside else one)
    return found


def _asked(of_kind: Sequence[Named], text: str) -> list[Side]:
    """What is asked of each of the things of one kind; empty where these are no sides."""
    if len(of_kind) > MOST_NAMED:
        return []
    runs = [run for run in _runs(of_kind, text) if 1 < len(run) <= MOST]
    values = {one.value for one in of_kind}
    if len(runs) == 1 and len(values) == len(runs[0]):
        is_no_comparison = _stand_in_relation(runs[0], text) or _goes_on(runs[0], text)
        return [] if is_no_comparison else _side_by_side(runs[0], text)
    if 1 < len(of_kind) <= MOST and len(values) == len(of_kind):
        return _set_against(of_kind, text) or _in_clauses(of_kind, text)
    return []


def _set_against(of_kind: Sequence[Named], text: str) -> list[Side]:
    """What is asked of both where the second only is what the first is set against: "peserta 2025 naik berapa dibanding 2024"."""
    first, second = of_kind[0], of_kind[-1]
    against = _AGAINST.search(text[first.end : second.start])
    if len(of_kind) != 2 or against is None or OF_MANY.search(text):
        return []
    start = first.end + against.start()
    rest = text[first.end : start] + text[second.end :]
    return [Side(one.title, text[: first.start] + one.text + rest) for one in of_kind]


def _stand_in_relation(run: Sequence[Named], text: str) -> bool:
    """Whether something between two things is asked ("jarak antara", "kerja sama … dengan"), not how they compare."""
    said = {word.plain for word in words_in(text)}
    before = [word.plain for word in words_in(text[: run[0].start])][-_WORDS_BEFORE_NAME:]
    between = {word.plain for word in words_in(text[run[0].end : run[-1].start])}
    is_related = _BETWEEN in before or _WITH in between
    return is_related and said.isdisjoint(COMPARING - {_BETWEEN, "mana"}) and MORE.search(text) is None


def _goes_on(run: Sequence[Named], text: str) -> bool:
    """Whether something else that has a name stands in the same list, which then isn't known as a thing of this kind."""
    return _NAME_BEFORE.search(text[: run[0].start]) is not None or _NAME_BEHIND.match(text, run[-1].end) is not None


def _side_by_side(run: Sequence[Named], text: str) -> list[Side]:
    """What is asked of each; what goes on with the name of the last is said of that alone ("Palu atau Luwu Coffee Fest")."""
    first, last = run[0], run[-1]
    more = _REST_OF_NAME.match(text, last.end)
    end = more.end() if more else last.end
    names = [*(one.text for one in run[:-1]), last.text + text[last.end : end]]
    if names[0].casefold() == _BEFORE_WHAT:
        names[0] = f"{names[0]} {names[-1].partition(' ')[2]}".rstrip()
    return [Side(one.title, text[: first.start] + name + text[end:]) for one, name in zip(run, names, strict=True)]


def _runs(of_kind: Sequence[Named], text: str) -> Iterator[list[Named]]:
    """The things of one kind that stand side by side, each once."""
    run: list[Named] = []
    for one in of_kind:
        if run and (one.value in {other.value for other in run} or not _are_joined(run, one, of_kind, text)):
            yield run
            run = []
        run.append(one)
    if run:
        yield run


def _are_joined(run: Sequence[Named], other: Named, of_kind: Sequence[Named], text: str) -> bool:
    """Whether no more stands between two things than what joins them, and what the first is called after."""
    between = text[run[-1].end : other.start]
    if other.kind == "year" and (_OF_CHANGE.fullmatch(between) or (len(of_kind) > 2 and _BLANK.fullmatch(between))):
        return True
    said = [word.plain for word in words_in(between)]
    before = {word.plain for word in words_in(text[: run[0].start])}
    joints = [word for word in said if word in _JOINTS]
    if _contains(run[-1], other):
        return bool(joints) and not set(said) - _JOINTS
    if not joints and not _MARK.search(between):
        return False
    new = [word for word in said if word not in _JOINTS | _SMALL | COMPARING | before]
    if not _STRONG_JOINTS.isdisjoint(said):
        new = [word for word in new if word in ASKING or not is_of_grammar(word)]
    return len(new) <= (_WORDS_OF_VERSION if other.kind in VERSIONS and joints else 0)


def _contains(one: Named, other: Named) -> bool:
    """Whether one of two regions may lie in the other: "Kabupaten Madiun, Jawa Timur" is one place."""
    if one.kind != "region":
        return False
    pairs = ((one.value, other.value), (other.value, one.value))
    return any(PROVINCE_OF.get(region) in around for inside, around in pairs for region in inside)


def _in_clauses(of_kind: Sequence[Named], text: str) -> list[Side]:
    """What is asked of each where each stands in a question of its own, and only the first says what about."""
    first, *others = of_kind
    breaks = [clause for clause in CLAUSE.finditer(text) if first.end <= clause.start() and clause.end() <= others[0].start]
    end = next((clause.start() for clause in breaks if asks(text[: clause.start()])), None)
    if end is None or not _asks_again(text, end, others):
        return []
    return [Side(one.title, text[: first.start] + one.text + text[first.end : end]) for one in of_kind]


def _asks_again(text: str, end: int, others: Sequence[Named]) -> bool:
    """Whether what stands behind `end` asks what stands before it again, of other things."""
    asked, added = words_in(text[:end]), words_in(_without_names(text, end, others))
    is_asked = any(word.plain in ASKING | COMPARING for word in added)
    said = {word.term for word in asked}
    added_words = (word for word in added if word.term not in said)
    new = [word for word in added_words if word.plain[0].isdigit() or not is_of_grammar(word.plain)]
    asks_otherwise = {word.plain for word in added} & ASKING - {word.plain for word in asked} - {"saja"}
    return is_asked and not new and not asks_otherwise


def _without_names(text: str, start: int, things: Sequence[Named]) -> str:
    """What stands from `start` on without these things and what each is called after: "SK" of "di SK 2024"."""
    left = ""
    for one in things:
        before = text[start : one.start]
        name = _NAMED_AFTER.search(before)
        left += before[: name.start("name")] if name else before
        start = one.end
    return left + text[start:]
