"""Whether a document is another version of one that is here: by its name and what it is, never by chance. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

from indexer.documents.acts import own_act
from indexer.documents.kinds import OTHER
from indexer.language.roman import roman_value
from indexer.language.wordlists import alternatives
from indexer.models import Document, Metadata

SPELLING = 85
"""Words that are alike to this degree (0..100) are one word, spelled in two ways."""
SAME_NAME_TITLES = 60
"""How alike the titles of two files of one name are at least."""

LONGER_WORD = 5
"""Letters from which on a word may be spelled in two ways; shorter ones are often numbers and letters of lists."""
_OF_ONE_NAME = 2.0
"""What two files of one name are more alike than any two files of different names."""

_WORD = re.compile(r"[^\W_]+")
_VERSION = re.compile(rf"{alternatives('version_words')}\d{{0,3}}|\d{{1,2}}(?=\))")
_STAMP = re.compile(
    r"\(\d{1,2}\)"  # "laporan (2).pdf"
    r"|(?<!\d)(?:20\d\d[-_. ]?[01]\d[-_. ]?[0-3]\d"  # 2025-08-29
    r"|[0-3]?\d[-_. ][01]?\d[-_. ]20\d\d|[0-3]\d[01]\d20\d\d)(?!\d)"  # 29-8-2025, 29082025
)
_EMPTY_NAME = re.compile(f"{alternatives('empty_file_names')}?")


@dataclass(frozen=True, slots=True)
class _TitleWords:
    """The words of a title: `fixed` ones, numbers and short words, which must be the same, sorted; and `longer` ones, which may
    be spelled in another way."""

    fixed: list[str]
    longer: list[str]


def older_version(name: str, metadata: Metadata, documents: Iterable[Document]) -> int | None:
    """The id of the live document that a file of this name seems to be a new version of; the likeliest, if there are several.

    Documents of different regions, periods, kinds or regulation numbers are never versions of each other, and neither are those
    whose titles differ in a number.
    """
    likeness_and_id = [(_likeness(name, metadata, document), document.id) for document in documents]
    likeness, document_id = max(likeness_and_id, default=(0.0, 0))
    return document_id if likeness else None


def _likeness(name: str, new: Metadata, old: Document) -> float:
    """0..3; 0 for another document."""
    if _are_different(new, old):
        return 0.0
    titles_alike = fuzz.token_sort_ratio(new.title.casefold(), old.title.casefold())
    of_like_titles = titles_alike >= SAME_NAME_TITLES and _may_be_of_one_kind(new, old)
    if of_like_titles and _same_name(name, old.name):
        return _OF_ONE_NAME + titles_alike / 100
    of_one_series = _of_one_known_kind(new, old) and _of_one_time_and_place(new, old)
    if of_one_series and _same_title(new.title, old.title):
        return titles_alike / 100
    return 0.0


def _are_different(new: Metadata, old: Document) -> bool:
    """Whether the two are surely of different regions or periods, or are different regulations."""
    if _conflict(new.region, old.region) or _conflict(new.period, old.period):
        return True
    return _act(new) != _act(old)


def _may_be_of_one_kind(new: Metadata, old: Document) -> bool:
    """Whether the kinds are the same, or one is not of those that lists show."""
    return new.kind == old.kind or OTHER in (new.kind, old.kind)


def _of_one_known_kind(new: Metadata, old: Document) -> bool:
    """Whether both are of a kind whose titles tell documents apart: those of news and of the rest are alike by chance."""
    return new.kind == old.kind and new.kind not in ("berita", OTHER)


def _of_one_time_and_place(new: Metadata, old: Document) -> bool:
    return new.region == old.region and new.period == old.period


def _same_name(one: str, other: str) -> bool:
    """Whether two files are called the same, but for what tells versions apart, and by a name that says something."""
    words = _words_of_name(one)
    if words != _words_of_name(other):
        return False
    letters = "".join(word for word in words if word.isalpha())
    return not _EMPTY_NAME.fullmatch(letters)


def _conflict(one: str, other: str) -> bool:
    return bool(one and other) and one.casefold() != other.casefold()


def _act(document: Metadata | Document) -> tuple[str, ...]:
    """The number under which a regulation was issued; () for other documents."""
    act = own_act("", document.title, document.region)
    return (act.name, act.number, act.year) if act else ()


def _words_of_name(name: str) -> list[str]:
    """The words of a file's name without its ending and what tells versions apart."""
    stem = name.casefold().rsplit(".", 1)[0]
    return _telling_words(_STAMP.sub(" ", stem))


def _telling_words(text: str) -> list[str]:
    """The words of a text in small letters, without those like "rancangan" that tell versions apart."""
    return [word for word in _WORD.findall(text) if not _VERSION.fullmatch(word)]


def _same_title(one: str, other: str) -> bool:
    """Whether two titles have the same words, and the same numbers, but for words like "rancangan"."""
    first, second = _title_words(one), _title_words(other)
    if first.fixed != second.fixed:
        return False
    return _all_among(first.longer, second.longer) and _all_among(second.longer, first.longer)


def _title_words(title: str) -> _TitleWords:
    fixed: list[str] = []
    longer: list[str] = []
    for word in _telling_words(title.casefold()):
        kept_in = fixed if _is_fixed(word) else longer
        kept_in.append(word)
    return _TitleWords(sorted(fixed), longer)


def _is_fixed(word: str) -> bool:
    """Whether a word is a number, or so short that another spelling is another word."""
    is_short = len(word) < LONGER_WORD
    has_figures = any(map(str.isdigit, word))
    is_roman = roman_value(word) > 0
    return is_short or has_figures or is_roman


def _all_among(words: list[str], others: list[str]) -> bool:
    """Whether each of the words is spelled like one of the others."""
    return all(_among(word, others) for word in words)


def _among(word: str, others: list[str]) -> bool:
    return any(fuzz.ratio(word, other) >= SPELLING for other in others)
