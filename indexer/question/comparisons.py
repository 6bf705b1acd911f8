"""A comparison, or two facts asked of one thing -> what is asked of each side, in full. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.language.dates import YEAR
from indexer.language.vocabulary import ACRONYMS
from indexer.language.wordlists import alternatives
from indexer.question.generic import says_what_about
from indexer.question.leaning import HEADS
from indexer.question.words import QUESTION_WORDS, Sentence, words_in

LONGEST = 120
"""Characters of each side of a comparison; more is a story."""
_JOINT = alternatives("question_comparison_joints")
_OPENING = r"^(?:.*?\b)??"
_TAIL = rf"(?:[\s,]+{alternatives('question_comparison_tails')})*"
_A, _B, _WHAT = r"(?P<a>.+?)", r"(?P<b>.+?)", r"(?P<what>\S.*?)"
_COMPARE = r"(?:bandingkan|perbandingan)"
_WHICH_IS_MORE = r"(?:(?:lebih|paling) \w+ (?:yang )?mana|(?:yang )?mana(?: yang)? (?:lebih|paling) \w+)"
_DIFFERENCE = re.compile(
    rf"{_OPENING}(?:perbedaan(?:nya)?|membedakan)\s+(?:antara\s+)?{_A}\s+{_JOINT}\s+{_B}"
    r"(?:\s+(?:itu\s+)?(?:apa|bagaimana|dimana)(?: saja)?)?$",
    re.I,
)
"""Asks in what two things differ: what each of them is says it."""
_VALUES = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        # each side may have an "and" of its own: "antara A dan B dengan C"
        rf"{_OPENING}(?:di)?{_COMPARE}\s+{_WHAT}\s+antara\s+{_A}\s+dengan\s+{_B}{_TAIL}$",
        rf"{_OPENING}(?:di)?{_COMPARE}\s+{_WHAT}\s+antara\s+{_A}\s+{_JOINT}\s+{_B}{_TAIL}$",
        rf"{_OPENING}{_COMPARE}\s+(?:antara\s+)?{_A}\s+{_JOINT}\s+{_B}{_TAIL}$",
        rf"(?P<what>.*?)\s*{_WHICH_IS_MORE}[\s,:]*(?:antara\s+)?{_A}\s+(?:atau|dan|dengan|sama)\s+{_B}{_TAIL}$",
    )
)
"""Ask for the values of two things."""
_FACT = alternatives("question_paired_facts")
_TWO_FACTS = re.compile(
    rf"(?P<opening>^\W*(?:{alternatives('question_before_paired_facts')} )*)(?P<a>{_FACT})\s+(?:dan|sama|serta|&|/)\s+"
    rf"(?P<b>{_FACT})\s+(?P<of>\S.*)$",
    re.I,
)
"""Two things asked of one subject: "nomor dan tanggal SK Tim SPBE"."""
_IN_FULL = {"no": "nomor berapa", "nomor": "nomor berapa", "tgl": "tanggal", "tanggal": "tanggal"}
_YEAR = re.compile(rf"\b{YEAR}\b")
_VALUE = "{}"


@dataclass(frozen=True, slots=True)
class _Comparison:
    """Two sides, what of them is compared ("" where they say so themselves), and how one side is asked."""

    first: str
    second: str
    what: str
    asked_as: str

    def asked(self, side: str) -> str:
        """What is asked of one side, which is put in full: of a year its value, never what it is."""
        return (_VALUE if _YEAR.search(side) else self.asked_as).format(self.what + side)


def sides(sentences: Sequence[Sentence]) -> tuple[str, ...]:
    """What is asked of each side of a comparison: what it is where their difference is asked, else its value. Empty for none."""
    for sentence in sentences:
        found = _comparison(sentence.bare)
        if found is None or not all(map(_may_be_side, (found.first, found.second))):
            continue
        first, second = _in_full(found.first, found.second)
        return found.asked(first), found.asked(second)
    return ()


def two_facts(sentence: Sentence) -> tuple[str, ...]:
    """What is asked where two facts of one subject are; empty where it isn't so."""
    match = _TWO_FACTS.match(sentence.bare)
    if not match:
        return ()
    asked = [_IN_FULL.get(match[fact].casefold(), match[fact]) for fact in ("a", "b")]
    return tuple(f"{match['opening']}{fact} {match['of']}" for fact in asked)


def _comparison(text: str) -> _Comparison | None:
    difference = _DIFFERENCE.match(text)
    if difference:
        return _Comparison(difference["a"], difference["b"], "", "Apa itu {}?")
    for pattern in _VALUES:
        match = pattern.match(text)
        if match is None or _asks(match["b"]):
            continue
        what = match.groupdict(default="").get("what", "")
        return _Comparison(match["a"], match["b"], f"{what} ".lstrip(), _VALUE)
    return None


def _asks(side: str) -> bool:
    """Whether what looks like the second side is rather a question of its own."""
    return not QUESTION_WORDS.isdisjoint(word.plain for word in words_in(side))


def _may_be_side(text: str) -> bool:
    """Whether a text may be one side of a comparison: a thing or a year, and neither a list nor a whole story."""
    if len(text) > LONGEST or ", " in text:
        return False
    if _YEAR.match(text):
        return True
    said = [word.plain for word in words_in(text)]
    return any(map(says_what_about, said))


def _in_full(first: str, second: str) -> tuple[str, str]:
    """Both sides with what they share: "target" and "realisasi PAD 2024", "periode RPJPD" and "RPJMD"."""
    head, *of_both = second.split()
    if {first.casefold(), head.casefold()} <= HEADS and of_both:
        return f"{first} {' '.join(of_both)}", second
    second = _with_what_it_shares(first, second)
    years = set(_YEAR.findall(f"{first} {second}"))
    if len(years) != 1:
        return first, second
    when = f" tahun {years.pop()}"
    return _dated(first, when), _dated(second, when)


def _dated(side: str, when: str) -> str:
    return side if _YEAR.search(side) else side + when


def _with_what_it_shares(first: str, second: str) -> str:
    """The second side with the words of the first that it leaves out: those before an acronym."""
    beginning, _, last = first.rpartition(" ")
    are_acronyms = _is_acronym(last) and _is_acronym(second)
    if are_acronyms and not any(map(_is_acronym, beginning.split())):
        return f"{beginning} {second}".lstrip()
    return second


def _is_acronym(word: str) -> bool:
    if " " in word:
        return False
    return word.isupper() or word.casefold() in ACRONYMS
