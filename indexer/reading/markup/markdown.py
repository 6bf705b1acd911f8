"""Markdown, also as machines write it from PDFs: HTML tables on one line, LaTeX, loops, stray scripts -> one Page."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from indexer.errors import NoText
from indexer.models import Reading, Row, Table
from indexer.reading.markup.front_matter import take_front_matter
from indexer.reading.markup.html_tables import read_table
from indexer.reading.markup.inline import without_markup, without_struck
from indexer.reading.page import cleaning
from indexer.reading.page.blocks import to_blocks
from indexer.reading.page.lines import Line
from indexer.reading.page.page_text import page_of, written_lines
from indexer.reading.tables.aligned.text import with_tables
from indexer.reading.tables.source_cells import SourceCell
from indexer.reading.tables.table import continued, make_table

_TABLE_OPEN = re.compile(r"<table\b", re.I)
_TABLE_CLOSE = re.compile(r"</table\s*>", re.I)
_BLANK_LINE = re.compile(r"\n\s*\n")
_BROKEN_HEADING = re.compile(r"^#{1,6} [^\n]*(?:  |\\)\n(?:[A-Z\d][^a-z\n]*(?:  |\\)\n)*[A-Z\d][^a-z\n]*$", re.M)
_DASHES = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?")
_RULE = re.compile(r"\s*(?:-{3,}|\*{3,}|_{3,}|={3,})\s*")
_FENCE = re.compile(r"\s*(?:```|~~~).*")
_HEADING = re.compile(r"\s{0,3}(#{1,6})\s*(\S.*)")
_BULLET = re.compile(r"[*+•□☐]\s+")
_BETWEEN_TABLES = 3
_SHORT_LINE = 150
_NEAR = 4
_HIDDEN = "|<table>|"
"""Takes the place of a line; as a row of bars it is none of a table set with spaces."""
_BLANK_PAGE = re.compile(r"\W*halaman ini (?:memang )?sengaja (?:dikosongkan|dibiarkan kosong)\W*", re.I)


def read_markdown(text: str) -> Reading:
    """Raises NoText when nothing but markup is in it, UnreadableDocument when the front matter is no YAML."""
    metadata, body = take_front_matter(text)
    body = without_struck(_without_comments(cleaning.normalise(body)))
    body = _BROKEN_HEADING.sub(lambda lines: " ".join(lines[0].replace("\\\n", "\n").split()), body)
    lines = _lines(body, foreign=cleaning.is_foreign(body))
    page = page_of(None, to_blocks(_tidy(cleaning.drop_contents(lines))))
    if not re.search(r"\w", page.text):
        raise NoText("Berkas ini tidak berisi teks; periksa berkasnya, lalu kirim kembali yang berisi.")
    return Reading((page,), metadata)


def _without_comments(text: str) -> str:
    """The text without what stands in `<!-- -->`; one that is never closed is text."""
    before, opening, rest = text.partition("<!--")
    kept = [before]
    while opening:
        comment, closing, rest = rest.partition("-->")
        if not closing:
            return "".join([*kept, opening, comment])
        before, opening, rest = rest.partition("<!--")
        kept.append(before)
    return "".join(kept)


def _lines(body: str, foreign: bool) -> list[Line]:
    """The lines of the text, with its tables among them."""
    lines: list[Line] = []
    table: Table | None = None
    for piece in _pieces(body, foreign):
        if isinstance(piece, str):
            new = _text_lines(piece, foreign)
            table = None if _leaves_table(new) else table
            lines += new
            continue
        table = continued(piece, table)
        lines += [Line(gap=True, table=table), Line()]
    return lines


def _pieces(text: str, foreign: bool) -> Iterator[str | Table]:
    """Stretches of text, and tables (HTML, bars, set with spaces) without markup in their cells, in their order."""
    for piece in _with_aligned(text):
        if isinstance(piece, str):
            yield from _with_written(piece, foreign)
        else:
            yield _inlined(piece, foreign)


def _with_aligned(text: str) -> Iterator[str | Table]:
    """Stretches of text, and tables set with spaces, which are not looked for within those written in HTML."""
    lines = text.split("\n")
    within = _lines_of_html_tables(text)
    hidden = iter([line for n, line in enumerate(lines) if n in within])
    seen = [_HIDDEN if n in within else line for n, line in enumerate(lines)]
    plain: list[str] = []
    for line in with_tables(seen):
        if line == _HIDDEN:
            plain.append(next(hidden))
        elif isinstance(line, str):
            plain.append(line)
        else:
            yield "\n".join(plain)
            yield line
            plain = []
    yield "\n".join(plain)


def _lines_of_html_tables(text: str) -> set[int]:
    """The indices of the lines on which tables written in HTML stand."""
    within: set[int] = set()
    position = line = 0
    while opening := _TABLE_OPEN.search(text, position):
        first = line + text.count("\n", position, opening.start())
        position = _table_end(text, opening.end())
        line = first + text.count("\n", opening.start(), position)
        within.update(range(first, line + 1))
    return within


def _with_written(text: str, foreign: bool) -> Iterator[str | Table]:
    """Stretches of text, and tables written in HTML or with bars."""
    position = 0
    while opening := _TABLE_OPEN.search(text, position):
        yield from _with_bars(text[position : opening.start()], foreign)
        position = _table_end(text, opening.end())
        yield _table(read_table(text[opening.start() : position]), foreign)
    yield from _with_bars(text[position:], foreign)


def _table_end(text: str, start: int) -> int:
    """Where the HTML table begun before `start` ends: its close; when there is none, the next table or blank line."""
    close = _TABLE_CLOSE.search(text, start)
    following = _TABLE_OPEN.search(text, start)
    closes_a_later_one = close and following and following.start() < close.start()
    if close and not closes_a_later_one:
        return close.end()
    blank = _BLANK_LINE.search(text, start)
    ends = [match.start() for match in (following, blank) if match]
    return min(ends, default=len(text))


def _with_bars(text: str, foreign: bool) -> Iterator[str | Table]:
    """Stretches of text, and tables whose cells are parted by bars; such a table has a line of dashes under its first row."""
    lines = text.split("\n")
    plain: list[str] = []
    n = 0
    while n < len(lines):
        if not _opens_table(lines, n):
            plain.append(lines[n])
            n += 1
            continue
        yield "\n".join(plain)
        plain = []
        end = _end_of_bars(lines, n + 2)
        body = [_bar_cells(line, head=False) for line in lines[n + 2 : end]]
        yield _table([_bar_cells(lines[n], head=True), *body], foreign)
        n = end
    yield "\n".join(plain)


def _end_of_bars(lines: Sequence[str], start: int) -> int:
    """The index of the first line from `start` on without a bar."""
    for n in range(start, len(lines)):
        if "|" not in lines[n]:
            return n
    return len(lines)


def _opens_table(lines: Sequence[str], n: int) -> bool:
    """Whether a row of heads stands here, over a row of dashes."""
    if n + 1 == len(lines) or "|" not in lines[n] or "|" not in lines[n + 1]:
        return False
    return bool(_DASHES.fullmatch(lines[n + 1].strip()))


def _bar_cells(line: str, head: bool) -> list[SourceCell]:
    inner = line.strip().removeprefix("|").removesuffix("|")
    return [SourceCell(cell.replace("\\|", "/"), head=head) for cell in re.split(r"(?<!\\)\|", inner)]


def _table(rows: Sequence[Sequence[SourceCell]], foreign: bool) -> Table:
    return make_table([_plain_cells(row, foreign) for row in rows])


def _plain_cells(row: Sequence[SourceCell], foreign: bool) -> list[SourceCell]:
    return [replace(cell, text=without_markup(cell.text, foreign)) for cell in row]


def _inlined(table: Table, foreign: bool) -> Table:
    """The table without markup in its cells."""

    def row(cells: Row) -> Row:
        return tuple(replace(cell, text=without_markup(cell.text, foreign)) for cell in cells)

    titles = tuple(without_markup(title, foreign) for title in table.titles)
    return Table(titles, tuple(map(row, table.heads)), tuple(map(row, table.body)))


def _text_lines(text: str, foreign: bool) -> list[Line]:
    """Lines of text without markup; rows of bars that have no heads are a table too."""
    return written_lines(_line(line, foreign) for line in text.split("\n"))


def _line(line: str, foreign: bool) -> str:
    """One line of text without markup, but for the marks of a heading; "" for what only parts."""
    if _RULE.fullmatch(line) or _FENCE.fullmatch(line) or _BLANK_PAGE.fullmatch(line):
        return ""
    line = without_markup(line, foreign)
    if heading := _HEADING.fullmatch(line):
        said = heading[2].rstrip().rstrip("#").rstrip() or "#"
        return f"{heading[1]} {said}"
    has_only_marks = not line.lstrip(" #")
    return "" if has_only_marks else _BULLET.sub("- ", line, count=1).rstrip()


def _leaves_table(lines: Sequence[Line]) -> bool:
    """Whether lines after a table are too much for its heads to hold for a table below: more than a few short ones."""
    said = [line.text for line in lines if re.search(r"\w", line.text)]
    return len(said) > _BETWEEN_TABLES or any(len(text) > _SHORT_LINE for text in said)


def _tidy(lines: Sequence[Line]) -> list[Line]:
    """The lines without runs of empty ones and without those that stand a third time in a row."""
    kept: list[Line] = []
    for line in lines:
        is_second_empty = line == Line() and kept[-1:] == [Line()]
        if not is_second_empty and not _is_third(line, kept):
            kept.append(line)
    return kept


def _is_third(line: Line, kept: Sequence[Line]) -> bool:
    """Whether the two lines with words above this one say the same."""
    if not line.text:
        return False
    said = [(other.text, other.level) for other in kept[-_NEAR:] if other != Line()]
    return said[-2:] == [(line.text, line.level)] * 2
