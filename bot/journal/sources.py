"""How a question and what its answer rests on are told in plain text, wherever answers are shown or kept."""

import re

from indexer.language.wordlists import any_of, pairs
from indexer.models import Passage

UNSURE = " (hasil pindai, mungkin ada salah baca)"
"""Follows the name of a page that was recognised badly."""
_SHORT = pairs("short_forms_in_titles")
_LONG = re.compile(rf"\b{any_of(_SHORT)}(?!\w)", re.I)
_IN_PASSING = re.compile(r"\s*\((?=[A-Za-z]*[A-Z][A-Za-z]*[A-Z])[A-Za-z]{2,10}\)")
"""A short form that a title explains, behind what it is short for."""
_MOST_OF_A_HEADING = 0.6
"""The share of a heading's letters from which on the title in it is all it says."""

KIND_NAMES = {
    "masterplan": "Masterplan",
    "rpjpd": "RPJPD",
    "rpjmd": "RPJMD",
    "rkpd": "RKPD",
    "renstra": "Renstra",
    "renja": "Renja",
    "perencanaan": "Rencana lain",
    "apbd": "APBD",
    "peraturan": "Peraturan",
    "laporan": "Laporan",
    "berita": "Berita",
    "lainnya": "Lainnya",
}


def understood(asked: str) -> str:
    """The line that says how a question was completed; empty where it wasn't."""
    return f"Saya pahami sebagai: {asked}" if asked else ""


def can_be_asked(example: str) -> str:
    """The line under a refusal that gives a question which is answered; empty where there is none."""
    return f"Yang dapat saya jawab, misalnya: {example}" if example else ""


def passage_text(passage: Passage) -> str:
    """The passage as a person reads it: the path of headings on a line of its own, then the text."""
    text = passage.chunk.text.replace("\f", "\n")
    return "\n".join(filter(None, (" › ".join(passage.chunk.heading), text)))


def source_line(title: str, page: int | None, heading: str, place: str = "") -> str:
    """Where a quote stands: title, place or else page, and the headings that say more than these."""
    where = page_name(page, place)
    source = f"{title} — {where}" if where else title
    return " › ".join([source, *telling(heading, title, place)])


def short_title(title: str) -> str:
    """A title as people call it in a line: "RPJMD Kab. Wonosobo Tahun 2025–2029"."""
    short = _LONG.sub(lambda long: _SHORT[" ".join(long[0].casefold().split())], _IN_PASSING.sub("", title))
    return " ".join(short.split()).rstrip(" ,;:")


def telling(heading: str, title: str, place: str = "") -> list[str]:
    """The parts of a citation's heading, outermost first, without those that its title, its sheet or a part before has said."""
    title = _bare(title.removesuffix("…"))
    sheet = re.sub(r", baris \d+.*", "", place).removeprefix("lembar ")
    said = {title, _bare(sheet)}
    parts = []
    for part in heading.split(" › "):
        bare = _bare(part)
        several_words = " " in bare
        in_title = several_words and f" {bare} " in f" {title} "
        if bare and bare not in said and not in_title and not _is_title_with_more(bare, title):
            parts.append(part)
        said.add(bare)
    return parts


def _is_title_with_more(bare: str, title: str) -> bool:
    """Whether a heading is the title with a letterhead around it: most of its words are the title's."""
    holds_title = bool(title) and f" {title} " in f" {bare} "
    return holds_title and len(title) >= _MOST_OF_A_HEADING * len(bare)


def _bare(text: str) -> str:
    """Its words alone, in small letters."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def page_name(page: int | None, place: str = "") -> str:
    """A citation's `place`; "hlm. N" where an older log entry doesn't have it; empty for formats without pages."""
    if place or page is None:
        return place
    return f"hlm. {page}"
