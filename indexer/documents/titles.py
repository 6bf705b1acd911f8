"""A document's title from its first page, or from its file's name. Pure."""

import re

from indexer.language.dates import YEAR
from indexer.language.roman import roman
from indexer.language.shortening import ELLIPSIS, cut_at_word
from indexer.language.wordlists import alternatives, words

LONGEST = 200
_FEWEST_LETTERS = 4
LONGEST_LINE = 120
"""Characters of a line of a title; longer ones are paragraphs."""
_GENERIC = re.compile(
    rf"\W*(?:{alternatives('generic_titles')}\b[\s\d.IVX]*|{alternatives('signing_offices')}\b.*)"
    r"|\W*(?:lampiran|form|formulir|tabel|gambar|bab|lembar)\s+[\divx]+[.a-z]?\b(?!.*\btentang\b).*"
    r"|.*\bNIP\b.*",
    re.I,
)
_GOAL = re.compile(rf"{alternatives('beginnings_of_goals')}\b", re.I)
_PERIODS = re.compile(rf"\b{YEAR}(?:\s?[-–]\s?{YEAR})?\b")
_IN_NO_TITLE = re.compile(r"[\d.,:;|!?…]")
_SMALL = words("small_title_words")
_NUMERALS = frozenset(roman(number).upper() for number in range(1, 13))
_KEPT = words("kept_capitals") | _NUMERALS
_CASED_ALONE = re.compile(r"(\d+/\S+|[\s\-/(\"“]+)")
_BETWEEN_WORDS_OF_A_FILE_NAME = re.compile(r"[\s_]+|(?<=\D)-|-(?=\D)")
_LEADING_NUMBER = re.compile(r"\d{1,3}[.)]?")
_HASH = re.compile(r"^(?=\w*\d)[0-9a-f]{8,}$", re.I)


def file_title(stem: str) -> str:
    """A file's name as words: no underscores, no leading numbers, no hash."""
    parts = [part for part in _BETWEEN_WORDS_OF_A_FILE_NAME.split(stem) if part and not _HASH.match(part)]
    while len(parts) > 1 and _LEADING_NUMBER.fullmatch(parts[0]):
        parts.pop(0)
    title = " ".join(parts).strip(" .-")
    return cut(title) or stem or "Tanpa judul"


def title_case(text: str) -> str:
    """Capitals as an Indonesian title has them; numbers ("412/KPTS/2025"), words with figures and known abbreviations stay."""
    title = "".join(_word_of_title(part) for part in _CASED_ALONE.split(text))
    return title[:1].upper() + title[1:]


def _word_of_title(word: str) -> str:
    if word.lower() in _SMALL:
        return word.lower()
    has_figures = any(map(str.isdigit, word))
    is_kept = has_figures or word in _KEPT
    if is_kept or word.rstrip(')”".,;:') in _KEPT:
        return word
    return word.capitalize()


def cut(title: str) -> str:
    """At most LONGEST characters, ended at a word."""
    if len(title) <= LONGEST:
        return title
    return cut_at_word(title, LONGEST - len(ELLIPSIS)).rstrip(" ,;:-") + ELLIPSIS


def is_capital(line: str) -> bool:
    """Whether nearly all its letters are capitals: recognition of a scan mistakes some."""
    letters = list(filter(str.isalpha, line))
    capitals = sum(map(str.isupper, letters))
    return bool(letters) and capitals * 10 >= len(letters) * 9


def is_in_title_case(line: str) -> bool:
    """Whether a short line is written as titles are: its longer words begin with capitals, no punctuation, no figures but years."""
    text = clean(line)
    words = re.findall(r"[^\W\d_]+", text)
    longer = [word for word in words if len(word) > 3 and word.lower() not in _SMALL]
    is_short = 1 < len(words) and len(text) < LONGEST_LINE
    is_plain = not _IN_NO_TITLE.search(_PERIODS.sub("", text))
    return is_short and is_plain and bool(longer) and all(word[0].isupper() for word in longer)


def cased(text: str) -> str:
    """A text as a title has it, where it is in capitals."""
    return title_case(text) if is_capital(text) else text


def is_generic(title: str) -> bool:
    """Whether a title says nothing of the document: a chapter, a sheet, who signs."""
    letters = sum(map(str.isalpha, title))
    has_few_letters = letters < _FEWEST_LETTERS or letters * 3 < len(title)
    return has_few_letters or bool(_GENERIC.fullmatch(title))


def is_goal(text: str) -> bool:
    """Whether a line is a goal of a performance tree: "Meningkatnya kualitas layanan"."""
    return _GOAL.match(text) is not None


def clean(line: str) -> str:
    """A line without marks of Markdown, and with single spaces."""
    return " ".join(line.strip("#*_ \t|").split())
