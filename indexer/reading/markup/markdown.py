"""Markdown, also as machines write it from PDFs: HTML tables on one line, LaTeX, loops, stray scripts -> one Page."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

import frontmatter
import yaml
from frontmatter.default_handlers import YAMLHandler

from indexer.errors import NoText, UnreadableDocument
from indexer.models import Metadata, Reading, Row, Table
from indexer.reading.markup.html_tables import read_table
from indexer.reading.markup.latex import plain_math
from indexer.reading.page import cleaning
from indexer.reading.page.blocks import to_blocks
from indexer.reading.page.lines import Line
from indexer.reading.page.page_text import page_of, written_lines
from indexer.reading.tables.aligned.text import with_tables
from indexer.reading.tables.source_cells import SourceCell
from indexer.reading.tables.table import continued, make_table

_FRONT_KEYS = {
    "title": ("title", "judul"),
    "kind": ("kind", "jenis"),
    "region": ("region", "daerah", "wilayah"),
    "period": ("period", "periode", "tahun"),
}
_FRONT_MATTER = re.compile(r"---[ \t]*\n(?:\w[\w -]*:.*\n)(?:\w[\w -]*:.*\n|[ \t#-].*\n|\n)*?---[ \t]*(?:\n|$)")
_TABLE_OPEN = re.compile(r"<table\b", re.I)
_TABLE_CLOSE = re.compile(r"</table\s*>", re.I)
_BLANK_LINE = re.compile(r"\n\s*\n")
_COMMENT = re.compile(r"<!--.*?-->", re.S)
_IMAGE = re.compile(r"!\[[^\[\]]*\](?:\([^)\n]*\))?")
_LINK = re.compile(r"\[([^\[\]\n]*)\]\(([^)\s]*)(?:\s+\"[^\"]*\")?\)")
_EMPHASIS = re.compile(r"(?<![\w*\\])(\*{1,3}|_{1,3})(?=\S)([^*_\n]+?)(?<=\S)\1(?![\w*])")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!%&$|<>~-])")
_TAG = re.compile(r"</?(?:br|p|div|span|b|i|u|em|strong|sup|sub|center|font|small|a|img|details|summary)\b[^>]*>", re.I)
_LINE_BREAK = re.compile(r"\\(?=\s|$)")
_BROKEN_HEADING = re.compile(r"^#{1,6} [^\n]*(?:  |\\)\n(?:[A-Z\d][^a-z\n]*(?:  |\\)\n)*[A-Z\d][^a-z\n]*$", re.M)
_DASHES = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?")
_RULE = re.compile(r"\s*(?:-{3,}|\*{3,}|_{3,}|={3,})\s*")
_FENCE = re.compile(r"\s*(?:```|~~~).*")
_HEADING = re.compile(r"\s{0,3}(#{1,6})\s*(\S.*?)\s*#*\s*")
_BULLET = re.compile(r"(\s*)[*+•□☐]\s+")
_BETWEEN_TABLES = 3
_SHORT_LINE = 150
_NEAR = 4
_HIDDEN = "|<table>|"
"""Takes the place of a line; as a row of bars it is none of a table set with spaces."""
_BLANK_PAGE = re.compile(r"\W*halaman ini (?:memang )?sengaja (?:dikosongkan|dibiarkan kosong)\W*", re.I)


def read_markdown(text: str) -> Reading:
    """Raises NoText when nothing but markup is in it, UnreadableDocument when the front matter is no YAML."""
    metadata, body = _front_matter(text)
    body = _COMMENT.sub("", cleaning.normalise(body))
    body = _BROKEN_HEADING.sub(lambda lines: " ".join(lines[0].replace("\\\n", "\n").split()), body)
    foreign = cleaning.is_foreign(body)
    page = page_of(None, to_blocks(_tidy(cleaning.drop_contents(_lines(body, foreign)))))
    if not re.search(r"\w", page.text):
        raise NoText("Berkas ini tidak berisi teks; periksa berkasnya, lalu kirim kembali yang berisi.")
    return Reading((page,), metadata)


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


def has_front_matter(text: str) -> bool:
    """Whether the text begins with "key: value" lines between two lines of dashes, not merely with a rule."""
    return bool(_FRONT_MATTER.match(text))


def _front_matter(text: str) -> tuple[Metadata, str]:
    """What the front matter says, and the text below it; date and outlet stay in the text, where they can be quoted."""
    if not has_front_matter(text):
        return Metadata(), text
    try:
        post = frontmatter.loads(text, handler=YAMLHandler())
    except (yaml.YAMLError, ValueError) as error:
        raise UnreadableDocument(
            "Kepala berkas (di antara dua baris ---) bukan YAML yang benar; perbaiki atau hapus."
        ) from error
    values = {str(key).casefold(): value for key, value in post.metadata.items()}
    known = {field: next((str(values.pop(key)) for key in keys if values.get(key)), "") for field, keys in _FRONT_KEYS.items()}
    rest = [f"{key.capitalize()}: {value}" for key, value in values.items() if isinstance(value, (str, int, float, date))]
    return Metadata(**known), "\n".join([*rest, "", post.content] if rest else [post.content])


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
    plain: list[str] = []
    for line in with_tables([_HIDDEN if n in within else line for n, line in enumerate(lines)]):
        if isinstance(line, str):
            plain.append(next(hidden) if line == _HIDDEN else line)
            continue
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
    close, following = _TABLE_CLOSE.search(text, start), _TABLE_OPEN.search(text, start)
    if close and not (following and following.start() < close.start()):
        return close.end()
    blank = _BLANK_LINE.search(text, start)
    return min([match.start() for match in (following, blank) if match] or [len(text)])


def _with_bars(text: str, foreign: bool) -> Iterator[str | Table]:
    """Stretches of text, and tables whose cells are parted by bars; such a table has a line of dashes under its first row."""
    lines, plain, n = text.split("\n"), [], 0
    while n < len(lines):
        if _opens_table(lines, n):
            yield "\n".join(plain)
            end = next((m for m in range(n + 2, len(lines)) if "|" not in lines[m]), len(lines))
            rows = [_bar_cells(lines[n], head=True), *(_bar_cells(line, head=False) for line in lines[n + 2 : end])]
            yield _table(rows, foreign)
            plain, n = [], end
        else:
            plain.append(lines[n])
            n += 1
    yield "\n".join(plain)


def _opens_table(lines: Sequence[str], n: int) -> bool:
    has_row_of_dashes = n + 1 < len(lines) and "|" in lines[n + 1] and bool(_DASHES.fullmatch(lines[n + 1].strip()))
    return "|" in lines[n] and has_row_of_dashes


def _bar_cells(line: str, head: bool) -> list[SourceCell]:
    inner = line.strip().removeprefix("|").removesuffix("|")
    return [SourceCell(cell.replace("\\|", "/"), head=head) for cell in re.split(r"(?<!\\)\|", inner)]


def _table(rows: Sequence[Sequence[SourceCell]], foreign: bool) -> Table:
    return make_table([[replace(cell, text=_inline(cell.text, foreign)) for cell in row] for row in rows])


def _inlined(table: Table, foreign: bool) -> Table:
    """The table without markup in its cells."""

    def row(cells: Row) -> Row:
        return tuple(replace(cell, text=_inline(cell.text, foreign)) for cell in cells)

    titles = tuple(_inline(title, foreign) for title in table.titles)
    return Table(titles, tuple(map(row, table.heads)), tuple(map(row, table.body)))


def _text_lines(text: str, foreign: bool) -> list[Line]:
    """Lines of text without markup; rows of bars that have no heads are a table too."""
    return written_lines(_line(line, foreign) for line in text.split("\n"))


def _line(line: str, foreign: bool) -> str:
    """One line of text without markup, but for the marks of a heading; "" for what only parts."""
    if _RULE.fullmatch(line) or _FENCE.fullmatch(line) or _BLANK_PAGE.fullmatch(line):
        return ""
    line = _inline(line, foreign)
    if heading := _HEADING.fullmatch(line):
        return f"{heading[1]} {heading[2]}"
    if line.lstrip(" #") == "":
        return ""
    return _BULLET.sub(r"\1- ", line, count=1).rstrip()


def _inline(text: str, foreign: bool) -> str:
    """The text of a line or cell without markup and without what a machine added to it."""
    text = _IMAGE.sub("", text)
    text = _LINK.sub(lambda link: link[1] or link[2], text)
    text = _TAG.sub(" ", text)
    text = plain_math(text)
    for _ in range(2):
        text = _EMPHASIS.sub(r"\2", text)
    text = _LINE_BREAK.sub("", _ESCAPE.sub(r"\1", text)).replace("**", "")
    indent = text[: len(text) - len(text.lstrip(" \t"))]
    text = indent + " ".join(text.split()) if text.strip() else ""
    return cleaning.drop_loops(text if foreign else cleaning.drop_foreign(text))


def _leaves_table(lines: Sequence[Line]) -> bool:
    """Whether lines after a table are too much for its heads to hold for a table below: more than a few short ones."""
    said = [line.text for line in lines if re.search(r"\w", line.text)]
    return len(said) > _BETWEEN_TABLES or any(len(text) > _SHORT_LINE for text in said)


def _tidy(lines: Sequence[Line]) -> list[Line]:
    """The lines without runs of empty ones and without those that stand a third time in a row."""
    kept: list[Line] = []
    for line in lines:
        said = [(other.text, other.level) for other in kept[-_NEAR:] if other != Line()]
        second_empty = line == Line() and kept[-1:] == [Line()]
        third = bool(line.text) and said[-2:] == [(line.text, line.level)] * 2
        if not (second_empty or third):
            kept.append(line)
    return kept
