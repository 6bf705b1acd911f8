"""Markdown, also as machines write it from PDFs: HTML tables on one line, LaTeX, loops, stray scripts -> one Page."""

import re
from collections.abc import Iterator
from datetime import date

import frontmatter
import yaml
from frontmatter.default_handlers import YAMLHandler

from indexer.errors import NoText, UnreadableDocument
from indexer.models import Metadata, Page, Reading
from indexer.reading.markup.html_tables import read_table
from indexer.reading.markup.latex import plain_math
from indexer.reading.page import cleaning
from indexer.reading.tables.aligned.text import with_tables
from indexer.reading.tables.table import Cell, Table, make_table

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
_BLANK_PAGE = re.compile(r"\W*halaman ini (?:memang )?sengaja (?:dikosongkan|dibiarkan kosong)\W*", re.I)


def read_markdown(text: str) -> Reading:
    """Raises NoText when nothing but markup is in it, UnreadableDocument when the front matter is no YAML."""
    metadata, body = _front_matter(text)
    body = _COMMENT.sub("", cleaning.normalise(body))
    body = _BROKEN_HEADING.sub(lambda lines: " ".join(lines[0].replace("\\\n", "\n").split()), body)
    body = "\n".join(with_tables(body.split("\n")))
    foreign = cleaning.is_foreign(body)
    lines: list[str] = []
    table: Table | None = None
    for block in _blocks(body):
        if isinstance(block, str):
            new = [_line(line, foreign) for line in block.split("\n")]
            table = None if _leaves_table(new) else table
            lines += new
        else:
            table = _table(block, foreign).after(table)
            lines += ["", *table.lines(), ""]
    page = _tidy(cleaning.drop_contents(lines))
    if not re.search(r"\w", page):
        raise NoText("Berkas ini tidak berisi teks; periksa berkasnya, lalu kirim kembali yang berisi.")
    return Reading((Page(None, page),), metadata)


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


def _blocks(text: str) -> Iterator["str | list[list[Cell]]"]:
    """Stretches of text and tables (HTML or pipe) in their order."""
    position = 0
    while opening := _TABLE_OPEN.search(text, position):
        yield from _pipe_blocks(text[position : opening.start()])
        position = _table_end(text, opening.end())
        yield read_table(text[opening.start() : position])
    yield from _pipe_blocks(text[position:])


def _table_end(text: str, start: int) -> int:
    """Where the HTML table begun before `start` ends: its close; when there is none, the next table or blank line."""
    close, following = _TABLE_CLOSE.search(text, start), _TABLE_OPEN.search(text, start)
    if close and not (following and following.start() < close.start()):
        return close.end()
    blank = _BLANK_LINE.search(text, start)
    return min([match.start() for match in (following, blank) if match] or [len(text)])


def _pipe_blocks(text: str) -> Iterator["str | list[list[Cell]]"]:
    """Stretches of text and pipe tables; a pipe table has a line of dashes under its first row."""
    lines, plain, n = text.split("\n"), [], 0
    while n < len(lines):
        if "|" in lines[n] and n + 1 < len(lines) and "|" in lines[n + 1] and _DASHES.fullmatch(lines[n + 1].strip()):
            if plain:
                yield "\n".join(plain)
            end = next((m for m in range(n + 2, len(lines)) if "|" not in lines[m]), len(lines))
            yield [_pipe_cells(line, head=m == 0) for m, line in enumerate([lines[n], *lines[n + 2 : end]])]
            plain, n = [], end
        else:
            plain.append(lines[n])
            n += 1
    if plain:
        yield "\n".join(plain)


def _pipe_cells(line: str, head: bool) -> list[Cell]:
    inner = line.strip().removeprefix("|").removesuffix("|")
    return [Cell(cell.replace("\\|", "/"), head=head) for cell in re.split(r"(?<!\\)\|", inner)]


def _table(rows: list[list[Cell]], foreign: bool) -> Table:
    return make_table([[Cell(_inline(c.text, foreign), c.rowspan, c.colspan, c.head) for c in row] for row in rows])


def _line(line: str, foreign: bool) -> str:
    """One line of text in the page's own few marks."""
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


def _leaves_table(lines: list[str]) -> bool:
    """Whether lines after a table are too much for its heads to hold for a table below: more than a few short ones."""
    said = [line for line in lines if re.search(r"\w", line)]
    return len(said) > _BETWEEN_TABLES or any(len(line) > _SHORT_LINE for line in said)


def _tidy(lines: list[str]) -> str:
    """One text: no run of blank lines, no line that stands a third time in a row."""
    kept: list[str] = []
    for line in lines:
        said = [text for text in kept[-4:] if text]
        if (not line and (not kept or not kept[-1])) or (line and said[-2:] == [line, line]):
            continue
        kept.append(line)
    return "\n".join(kept).strip()
