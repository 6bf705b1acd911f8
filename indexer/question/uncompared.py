"""What a question asks without the words that only compare, as one side of a comparison is asked. Pure."""

import re

from indexer.language.wordlists import alternatives, any_of, groups, words
from indexer.question.generic import is_generic, says_what_about
from indexer.question.kinds import asked_kinds
from indexer.question.leaning import FILLERS, JOINING, is_verb
from indexer.question.words import ASKING, Word, words_in

JOINTS_OF_QUESTIONS = alternatives("question_part_joints")
"""What joins two questions in one sentence, as a regular expression."""
COMPARATIVES = {word: direction for direction, *said in groups("question_comparatives") for word in said}
"""What one thing may be more than another ("tinggi") -> "more" or "less": what that says of their figures."""
COMPARING = words("question_comparing")
MORE = re.compile(
    rf"\b(?:(?:yang )?mana(?: yang)? )?(?:(?:lebih|paling) (?P<how>\w+)|(?P<short>{any_of(COMPARATIVES)})an)\b(?: (?:yang )?mana\b)?",
    re.I,
)
_HOW_IT_DIFFERS = re.compile(
    rf"\b(?:(?:apa|dimana|bagaimana) )?{alternatives('question_differing')}(?: (?:apa|dimana|bagaimana)(?: saja)?)?\b", re.I
)
_EACH = re.compile(r"\bmasing(?:[- ]?masing)?\b", re.I)
_END = re.compile(rf"\s*(?:[;?!]|[,.:](?!\d)|\b{JOINTS_OF_QUESTIONS}\b)\s*", re.I)
CLAUSE = re.compile(rf"(?:{_END.pattern}|\s*\b{alternatives('question_becoming')}\b\s*)", re.I)
"""Between two questions: also what something has become ("2023 berapa, jadi berapa di 2024"), which within one may be part of a name ("hari jadi")."""
_LEFT_AT_END = re.compile(rf"(?:[\s,;:?!.]|\b{alternatives('question_left_at_end')}$)+$", re.I)


def asks(text: str) -> bool:
    """Whether a text has a word that asks."""
    return any(word.plain in ASKING for word in words_in(text))


def is_of_grammar(word: str) -> bool:
    """Whether a word of a further question says nothing of what it is about."""
    if word in COMPARING | FILLERS | JOINING or is_verb(word):
        return True
    return not says_what_about(word)


def without_comparing(text: str) -> str:
    """What is asked of one side, without what only compares it with the other."""
    plain = MORE.sub(" ", _HOW_IT_DIFFERS.sub(" ", text))
    ends = [*_END.finditer(plain), None]
    kept, asking, start = "", "", 0
    for end in ends:
        clause = _bare(plain[start : end.start() if end else len(plain)])
        if _says_anything(clause) or asked_kinds(clause.casefold()) - {"figure"}:
            kept += clause + (end[0] if end else "")
        elif asks(clause):
            asking = asking or clause
        start = end.end() if end else start
    asked = _LEFT_AT_END.sub("", " ".join(kept.split()))
    if not asked or asks(asked):
        return asked
    wants_figure = MORE.search(text) is not None
    return f"{asked} {asking.strip() or ('berapa' if wants_figure else '')}".rstrip()


def _says_anything(clause: str) -> bool:
    """Whether a clause says what a question is about, or names a number."""
    return any(map(_says_something, words_in(clause)))


def _says_something(word: Word) -> bool:
    is_number = word.plain[0].isdigit()
    return is_number or not (is_of_grammar(word.plain) or is_generic(word.plain))


def _bare(clause: str) -> str:
    """A clause without the words that only compare."""
    clause = _EACH.sub(" ", clause)
    bare, end = "", 0
    for word in words_in(clause):
        if word.plain in COMPARING:
            bare += clause[end : word.start]
            end = word.end
    return bare + clause[end:]
