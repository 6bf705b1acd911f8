"""A question that names two or three things of one kind (regions, years, acts …) -> what is asked of each, in full. Pure.

Whatever words it is asked with, the things themselves tell: they stand side by side with no more between them than what joins them and
what the first one is called after ("RKPD 2025 atau RKPD 2026"), or each in a question of its own that says nothing new ("tahun 2023
berapa, dan jadi berapa di 2024").
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from indexer.language.place_names import PROVINCE_OF
from indexer.language.wordlists import alternatives, any_of, groups, words
from indexer.question.generic import is_generic, says_what_about
from indexer.question.leaning import FILLERS, JOINING, is_verb
from indexer.question.named import VERSIONS, Named, named
from indexer.question.slots import PREPOSITIONS
from indexer.question.words import ASKING, Word, words_in

MOST = 3
"""Things that are asked by themselves; more are rather a list."""
JOINTS_OF_QUESTIONS = alternatives("question_part_joints")
"""What joins two questions in one sentence, as a regular expression."""
_STRONG_JOINTS = words("question_strong_joints")
_JOINTS = words("question_side_joints") | _STRONG_JOINTS
COMPARATIVES = {word: direction for direction, *said in groups("question_comparatives") for word in said}
"""What one thing may be more than another ("tinggi") -> "more" or "less": what that says of their figures."""
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
_MARK = re.compile(r"[,/&]")
_SMALL = PREPOSITIONS | {"tahun", "th"}
_COMPARING = words("question_comparing")
_MORE = re.compile(
    rf"\b(?:(?:yang )?mana(?: yang)? )?(?:(?:lebih|paling) (?P<how>\w+)|(?P<short>{any_of(COMPARATIVES)})an)\b(?: (?:yang )?mana\b)?",
    re.I,
)
_HOW_IT_DIFFERS = re.compile(
    rf"\b(?:(?:apa|dimana|bagaimana) )?{alternatives('question_differing')}(?: (?:apa|dimana|bagaimana)(?: saja)?)?\b", re.I
)
_EACH = re.compile(r"\bmasing(?:[- ]?masing)?\b", re.I)
_CLAUSE = re.compile(rf"\s*(?:[;?!]|[,.:](?!\d)|\b(?:{JOINTS_OF_QUESTIONS}|jadi|jadinya|menjadi)\b)\s*", re.I)
_ASIDE = re.compile(r"\s*\([^()]{1,40}\)")
"""Behind a thing: what is said of it alone ("(aturan terbaru)")."""
_REST_OF_NAME = re.compile(r"(?: [A-Z][a-z]+)+")
_NAMED_AFTER = re.compile(rf"(?:^|\b(?:{any_of(PREPOSITIONS)}|sejak|setelah|sesudah|sebelum) )(?P<name>(?:\S+ )?(?:tahun )?)$")
_LEFT_AT_END = re.compile(r"(?:[\s,;:?!.]|\b(?:dan|serta|atau|antara|pada|di|dari|menjadi|jadi)$)+$", re.I)


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
    more = _MORE.search(text)
    compares = bool(more) or any(word.plain in _COMPARING for word in words_in(text))
    plain = tuple(Side(side.title, _without_comparing(side.asked)) for side in sides)
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
    runs = [run for run in _runs(of_kind, text) if 1 < len(run) <= MOST]
    values = {one.value for one in of_kind}
    if len(runs) == 1 and len(values) == len(runs[0]):
        return _side_by_side(runs[0], text)
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
    new = [word for word in said if word not in _JOINTS | _SMALL | _COMPARING | before]
    if not _STRONG_JOINTS.isdisjoint(said):
        new = [word for word in new if word in ASKING or not _is_of_grammar(word)]
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
    breaks = [clause for clause in _CLAUSE.finditer(text) if first.end <= clause.start() and clause.end() <= others[0].start]
    end = next((clause.start() for clause in breaks if _asks(text[: clause.start()])), None)
    if end is None or not _asks_again(text, end, others):
        return []
    return [Side(one.title, text[: first.start] + one.text + text[first.end : end]) for one in of_kind]


def _asks(text: str) -> bool:
    return any(word.plain in ASKING for word in words_in(text))


def _asks_again(text: str, end: int, others: Sequence[Named]) -> bool:
    """Whether what stands behind `end` asks what stands before it again, of other things."""
    asked, added = words_in(text[:end]), words_in(_without_names(text, end, others))
    is_asked = any(word.plain in ASKING | _COMPARING for word in added)
    said = {word.term for word in asked}
    new = [word for word in added if word.term not in said and not _is_of_grammar(word.plain)]
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


def _is_of_grammar(word: str) -> bool:
    """Whether a word of a further question says nothing of what it is about."""
    if word in _COMPARING | FILLERS | JOINING or is_verb(word):
        return True
    return not says_what_about(word)


def _without_comparing(text: str) -> str:
    """What is asked of one side, without what only compares it with the other."""
    plain = _MORE.sub(" ", _HOW_IT_DIFFERS.sub(" ", text))
    ends = [*_CLAUSE.finditer(plain), None]
    kept, asking, start = "", "", 0
    for end in ends:
        clause = _bare(plain[start : end.start() if end else len(plain)])
        if _says_anything(clause):
            kept += clause + (end[0] if end else "")
        elif _asks(clause):
            asking = asking or clause
        start = end.end() if end else start
    asked = _LEFT_AT_END.sub("", " ".join(kept.split()))
    if not asked or _asks(asked):
        return asked
    wants_figure = _MORE.search(text) is not None
    return f"{asked} {asking.strip() or ('berapa' if wants_figure else '')}".rstrip()


def _says_anything(clause: str) -> bool:
    """Whether a clause says what a question is about, or names a number."""
    return any(map(_says_something, words_in(clause)))


def _says_something(word: Word) -> bool:
    is_number = word.plain[0].isdigit()
    return is_number or not (_is_of_grammar(word.plain) or is_generic(word.plain))


def _bare(clause: str) -> str:
    """A clause without the words that only compare."""
    clause = _EACH.sub(" ", clause)
    bare, end = "", 0
    for word in words_in(clause):
        if word.plain in _COMPARING or word.plain == "sama":
            bare += clause[end : word.start]
            end = word.end
    return bare + clause[end:]
