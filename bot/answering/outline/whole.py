"""The outline of a document: what it is, its headings with their pages, its numbered parts and its tables."""

import re
from collections.abc import Sequence
from itertools import islice

from bot.answering.outline.chapters import FEWEST, Branch, branches, has_chapters, says_the_title
from bot.answering.outline.lines import left_out, piece_line, section_line, span_of
from bot.answering.outline.quotes import Quotes
from bot.answering.outline.rulings import rulings
from indexer.documents.numbered_parts import parts_label
from indexer.language.dates import month_name
from indexer.models import Document
from indexer.structure.sections import Contents

LINES, TABLES, PARTS, LISTS = 12, 5, 8, 2
"""Lines of headings, of tables and of a list of numbered parts, and lists of these, that an outline has at most."""
LEAD, SHORTEST = 3, 40
"""Sentences quoted of a document that has no headings, and the characters that one of them has at least where any has."""
_IN_CAPITALS = ("rpjpd", "rpjmd", "rkpd", "apbd")
_UNTOLD_KINDS = ("peraturan", "lainnya", "")
"""Kinds that say less than the title does."""


def outline(document: Document, contents: Contents, quotes: Quotes) -> str:
    """The text of an outline; every line that quotes has its marks."""
    found = branches(document, contents)
    ruled = _rulings(contents, quotes)
    headed = "" if ruled and not has_chapters(found) else _headings(found, quotes)
    beginning = "" if ruled or headed else lead(document, contents, quotes)
    parts = [] if document.kind == "peraturan" else _numbered_parts(contents, quotes)
    blocks = [identity(document), ruled, headed, beginning, *parts, _tables(contents, quotes)]
    return "\n\n".join(filter(None, blocks))


def identity(document: Document) -> str:
    """What a document is: its title, and below kind, region, period, number, date, pages and whether it is still in force."""
    title = document.title.casefold().replace("–", "-")
    details = [_kind(document.kind), document.region, document.period, _number(document), _day(document)]
    untold = [detail for detail in details if detail and detail.casefold() not in title]
    if document.pages:
        untold.append(f"{document.pages} halaman")
    if document.validity:
        untold.append(f"sudah {document.validity}")
    return "\n".join(filter(None, [document.title, " · ".join(untold)]))


def _kind(kind: str) -> str:
    if kind in _UNTOLD_KINDS:
        return ""
    return kind.upper() if kind in _IN_CAPITALS else kind.capitalize()


def _number(document: Document) -> str:
    return f"Nomor {document.number}" if document.number else ""


def _day(document: Document) -> str:
    """The day of a document, with what was done on it."""
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", document.date):
        return ""
    year, month, day = map(int, document.date.split("-"))
    done = "terbit" if document.kind == "berita" else "tanggal"
    return f"{done} {day} {month_name(month)} {year}"


def _headings(found: Sequence[Branch], quotes: Quotes) -> str:
    if len(found) < FEWEST:
        return ""
    all_fit = sum(1 + len(branch.under) for branch in found) <= LINES
    lines = []
    for branch in found[:LINES]:
        lines.append(f"• {_branch_line(branch, quotes)}")
        if all_fit:
            lines += [f"   – {section_line(section, quotes)}" for section in branch.under]
    return "\n".join(["Isinya:", *lines, *left_out(len(found) - LINES, "bagian")])


def _branch_line(branch: Branch, quotes: Quotes) -> str:
    articles = f", Pasal {span_of(branch.articles)}" if branch.articles else ""
    return section_line(branch.section, quotes, articles, branch.name)


def lead(document: Document, contents: Contents, quotes: Quotes) -> str:
    """How a document without headings begins, news above all, word for word; of one that is a table, its first rows."""
    pieces = [piece for section in contents.sections for piece in section.pieces]
    telling = [piece for piece in pieces if len(piece.text) >= SHORTEST and not says_the_title(document, piece.text)]
    once = {piece.text: piece for piece in telling if piece.span.kind in ("sentence", "item")}
    sentences = list(once.values())
    if len(sentences) >= FEWEST or len(sentences) == len(telling):
        return "\n\n".join(f"{piece.text}{quotes.marks(piece)}" for piece in sentences[:LEAD])
    return "\n".join(piece_line(piece, quotes) for piece in (telling or pieces)[:LEAD])


def _rulings(contents: Contents, quotes: Quotes) -> str:
    found = rulings(contents)
    if not found:
        return ""
    lines = [piece_line(ruling.pieces[0], quotes) for ruling in found[:LINES]]
    return "\n".join(["Menetapkan:", *lines, *left_out(len(found) - LINES, "diktum")])


def _numbered_parts(contents: Contents, quotes: Quotes) -> list[str]:
    """The lists of missions, goals or pillars that stand apart in a document."""
    labelled = {parts_label(heading): pieces for heading, pieces in contents.lists.items()}
    labelled.pop("", None)
    blocks = []
    for label, pieces in islice(labelled.items(), LISTS):
        lines = [piece_line(piece, quotes) for piece in pieces[:PARTS]]
        blocks.append("\n".join([f"{label}:", *lines, *left_out(len(pieces) - PARTS, label.casefold())]))
    return blocks


def _tables(contents: Contents, quotes: Quotes) -> str:
    captions = [section for section in contents.sections if section.is_caption]
    if not captions:
        return ""
    # Those over nothing stand in the list of tables, or over a picture.
    shown = [section.heading for section in captions if section.pieces] or [section.heading for section in captions]
    lines = [piece_line(piece, quotes) for piece in shown[:TABLES]]
    return "\n".join(["Tabel dan gambar:", *lines, *left_out(len(shown) - TABLES, "tabel atau gambar")])
