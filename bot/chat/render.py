"""Answers, sources and lists as Telegram's HTML. Pure: values in, text out; everything from outside is escaped."""

import re
from collections.abc import Sequence
from datetime import datetime
from html import escape, unescape

from bot.answer_log import LogEntry, LoggedCitation
from indexer.models import DITTO, Page

LIMIT = 4096
"""Longest message, in UTF-16 units and counted without tags."""
SURROUNDINGS = 700
"""Characters shown before and after a quoted passage."""

KIND_NAMES = {
    "masterplan": "Masterplan", "rpjpd": "RPJPD", "rpjmd": "RPJMD", "rkpd": "RKPD", "renstra": "Renstra", "renja": "Renja",
    "apbd": "APBD", "peraturan": "Peraturan", "laporan": "Laporan", "berita": "Berita", "lainnya": "Lainnya",
}

_MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)

_UNIT = re.compile(r"<(/?)(\w+)[^>]*>|&(?:#\w+|\w+);|.", re.DOTALL)
_BREAKS = (re.compile(r"\n{2,}"), re.compile(r"\n"), re.compile(r"[.!?;]\s"), re.compile(r"\s"))
_QUOTED_WORD = re.compile(r"\S+")


def answer(entry: LogEntry) -> list[str]:
    """The messages that show an answer: its text and sources, or the refusal and where to look instead."""
    blocks = [_safe(readable(entry.answer))]
    if entry.refused and entry.nearest:
        blocks.append("<b>Yang paling dekat</b>\n" + "\n".join(f"• {where(cited)}" for cited in entry.nearest))
    elif entry.citations:
        blocks.append("<b>Sumber</b>\n" + "\n".join(f"[{cited.number}] {where(cited)}" for cited in entry.citations))
    return split("\n\n".join(blocks))


def logged(entry: LogEntry) -> list[str]:
    """An entry as coordinators read it: who asked what, the answer, and the quoted words."""
    asked = f"{entry.user_name or 'terminal'}, {moment(entry.asked_at)}"
    marks = f"{entry.ms / 1000:.1f} detik · penilaian {entry.feedback}".replace(".", ",")
    head = f"❓ <b>{_safe(entry.question)}</b>\n<i>{_safe(asked)}</i>"
    quotes = [f"[{cited.number}] {where(cited)}\n<blockquote>{_safe(readable(cited.quote))}</blockquote>" for cited in entry.citations]
    nearest = [f"• {where(cited)}" for cited in entry.nearest]
    blocks = [head, _safe(readable(entry.answer)), *quotes, "\n".join(nearest), f"<i>{marks}</i>"]
    return split("\n\n".join(block for block in blocks if block))


def _safe(text: str) -> str:
    return escape(text, quote=False)


def where(cited: LoggedCitation) -> str:
    """Title, page and heading of a citation, in one line."""
    place = [page_name(cited.page)] if cited.page is not None else []
    place += [cited.heading] if cited.heading else []
    line = " · ".join(place)
    return _safe(f"{cited.title or cited.document} — {line}" if line else cited.title or cited.document)


def kind_name(kind: str) -> str:
    return KIND_NAMES.get(kind, kind.capitalize())


def page_name(page: int | None) -> str:
    return "" if page is None else f"hlm. {page}"


def source(cited: LoggedCitation, pages: Sequence[Page] | None) -> list[str]:
    """The quote in its surroundings; `pages` is None when the document is no longer in the library."""
    head = f"📄 <b>[{cited.number}]</b> {where(cited)}"
    quote = f"<b><u>{_safe(readable(cited.quote))}</u></b>"
    if pages is None:
        return split(f"{head}\n\nDokumen ini sudah dihapus. Kutipan yang tersimpan:\n\n{quote}")
    text = next((page.text for page in pages if page.number == cited.page), "")
    found = re.search(r"\s+".join(re.escape(word) for word in _QUOTED_WORD.findall(cited.quote)), text) if cited.quote else None
    if found is None:
        return split(f"{head}\n\nIsi dokumen ini sudah berubah. Kutipan yang tersimpan:\n\n{quote}")
    before, after = _before(text[: found.start()]), _after(text[found.end() :])
    return split(f"{head}\n\n{_safe(readable(before))}{quote}{_safe(readable(after))}")


def _before(text: str) -> str:
    if len(text) <= SURROUNDINGS:
        return text.lstrip()
    cut = text[-SURROUNDINGS:]
    return "… " + cut[cut.find(" ") + 1 :]


def _after(text: str) -> str:
    if len(text) <= SURROUNDINGS:
        return text.rstrip()
    cut = text[:SURROUNDINGS]
    return cut[: cut.rfind(" ")] + " …"


def readable(text: str) -> str:
    """A page's text without the marks of Markdown: table rows become cells with dots between, headings plain lines."""
    text = re.sub(r"^[ \t]*\|[-:| ]+\|[ \t]*\n?", "", text, flags=re.MULTILINE)
    text = re.sub(r"^[ \t]*\|[ \t]*|[ \t]*\|[ \t]*$", "", text, flags=re.MULTILINE)
    text = re.sub(r"[ \t]*\|[ \t]*", " · ", text)
    return re.sub(r"^#{1,6}[ \t]+", "", text, flags=re.MULTILINE).replace(DITTO, "").replace("\f", "\n")


def split(html: str, limit: int = LIMIT) -> list[str]:
    """`html` in parts of at most `limit` UTF-16 units (tags not counted), each valid by itself.

    It is cut after a paragraph, else a line, else a sentence, else a word; tags open at a cut are closed and opened again.
    """
    units = _units(html)
    parts = []
    while units:
        count = _fitting(units, limit)
        parts.append(_join(units[:count]))
        units = units[count:]
    return [part for part in parts if plain(part).strip()]


def plain(html: str) -> str:
    """What a reader sees of `html`."""
    return unescape(re.sub(r"</?\w+[^>]*>", "", html))


def width(text: str) -> int:
    """Length as Telegram counts it."""
    return len(text.encode("utf-16-le")) // 2


def _units(html: str) -> list[tuple[str, tuple[str, ...]]]:
    """Each visible character (or entity) with the tags it stands in."""
    units, tags = [], ()
    for match in _UNIT.finditer(html):
        if match[2]:
            tags = tags[:-1] if match[1] else (*tags, match[2])
        else:
            units.append((match[0], tags))
    return units


def _fitting(units: list[tuple[str, tuple[str, ...]]], limit: int) -> int:
    """How many units the next part takes."""
    room, count = limit, 0
    while count < len(units) and (room := room - width(unescape(units[count][0]))) >= 0:
        count += 1
    if count == len(units):
        return count
    # An entity stands as one character here, so that positions in this text are positions in `units`.
    text = "".join(raw if len(raw) == 1 else "x" for raw, _ in units[:count])
    for pattern in _BREAKS:
        ends = [match.end() for match in pattern.finditer(text) if match.end() > count // 2]
        if ends:
            return ends[-1]
    return count


def _join(units: list[tuple[str, tuple[str, ...]]]) -> str:
    """HTML of these units, without space at its ends."""
    while units and units[0][0].isspace():
        units = units[1:]
    while units and units[-1][0].isspace():
        units = units[:-1]
    pieces, open_tags = [], ()
    for raw, tags in [*units, ("", ())]:
        shared = next((i for i, (a, b) in enumerate(zip(open_tags, tags, strict=False)) if a != b), min(len(open_tags), len(tags)))
        pieces += [f"</{tag}>" for tag in reversed(open_tags[shared:])] + [f"<{tag}>" for tag in tags[shared:]] + [raw]
        open_tags = tags
    return "".join(pieces)



def moment(when: datetime) -> str:
    """An aware time as people here write it, in the server's own time zone."""
    local = when.astimezone()
    return f"{local.day} {_MONTHS[local.month - 1]} {local.year} pukul {local:%H.%M}"


def brief(text: str, limit: int) -> str:
    """`text` on one line of at most `limit` characters."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"
