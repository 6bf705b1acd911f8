"""Answers, sources and lists as Telegram's HTML. Pure: values in, text out; everything from outside is escaped."""

import re
from collections.abc import Sequence
from datetime import datetime
from html import escape, unescape
from os.path import commonprefix

from bot.answering.citations import stands_in
from bot.journal.answer_log import LogEntry, LoggedCitation
from bot.journal.plain import page_name, telling, understood
from indexer.models import Page

LIMIT = 4096
"""Longest message, in UTF-16 units and counted without tags."""
SURROUNDINGS = 700
"""Characters shown before and after a quoted passage."""
HEADING = 80
"""Longest heading in a line that says where something stands."""

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

_MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)

_UNIT = re.compile(r"<(/?)(\w+)[^>]*>|&(?:#\w+|\w+);|.", re.DOTALL)
_BREAKS = (re.compile(r"\n{2,}"), re.compile(r"\n"), re.compile(r"[.!?;]\s"), re.compile(r"\s"))


def answer(entry: LogEntry) -> list[str]:
    """The messages that show an answer: its text and sources, or the refusal and where to look instead."""
    blocks = [_understood(entry), _safe(readable(entry.answer))]
    if entry.refused and entry.nearest:
        blocks.append("<b>Yang paling dekat</b>\n" + "\n".join(_nearest(entry)))
    elif entry.citations:
        blocks.append("<b>Sumber</b>\n" + "\n".join(_sources(entry.citations)))
    return split("\n\n".join(filter(None, blocks)))


def unfinished(text: str) -> str:
    """The message that shows an answer while it is being written: what fits of the text so far, and that more will come."""
    ending = "\n\n<i>Jawaban masih disusun …</i>"
    return split(_safe(readable(text)), LIMIT - width(plain(ending)))[0] + ending


def _understood(entry: LogEntry) -> str:
    return f"<i>{_safe(understood(entry.asked))}</i>" if entry.asked else ""


def _sources(citations: Sequence[LoggedCitation]) -> list[str]:
    """A line for each place, with all the numbers that stand for it."""
    places: dict[str, str] = {}
    for cited in citations:
        places[where(cited)] = places.get(where(cited), "") + f"[{cited.number}] "
    return [numbers + place for place, numbers in places.items()]


def logged(entry: LogEntry) -> list[str]:
    """An entry as coordinators read it: who asked what, the answer, and the quoted words."""
    asked = f"{entry.user_name or 'terminal'}, {moment(entry.asked_at)}"
    marks = f"{entry.ms / 1000:.1f} detik · {opinion(entry) or 'belum dinilai'}".replace(".", ",")
    head = f"❓ <b>{_safe(entry.question)}</b>\n<i>{_safe(asked)}</i>"
    quotes = [f"[{cited.number}] {where(cited)}\n{_block(cited.quote)}" for cited in entry.citations]
    blocks = [head, _understood(entry), _safe(readable(entry.answer)), *quotes, "\n".join(_nearest(entry)), f"<i>{marks}</i>"]
    return split("\n\n".join(block for block in blocks if block))


def opinion(entry: LogEntry) -> str:
    """What the readers of an answer think of it; empty where nobody said, or as many like it as not."""
    return "👍" if entry.feedback > 0 else "👎" if entry.feedback < 0 else ""


def _nearest(entry: LogEntry) -> list[str]:
    return list(
        dict.fromkeys(f"• {where(cited)}" + (f"\n{_block(cited.quote)}" if cited.quote else "") for cited in entry.nearest)
    )


def _block(quote: str) -> str:
    return f"<blockquote>{_safe(readable(quote))}</blockquote>"


def _safe(text: str) -> str:
    return escape(text, quote=False)


def where(cited: LoggedCitation) -> str:
    """Title, place and heading of a citation, in one line; what title or place have said is not said again."""
    title = cited.title or cited.document
    heading = " › ".join(brief(part, HEADING) for part in telling(cited.heading, title, cited.place))
    place = " · ".join(part for part in (page_name(cited.page, cited.place), heading) if part)
    return _safe(f"{title} — {place}" if place else title)


def kind_name(kind: str) -> str:
    return KIND_NAMES.get(kind, kind.capitalize())


def source(cited: LoggedCitation, pages: Sequence[Page] | None) -> list[str]:
    """The quote in its surroundings; `pages` is None when the document is no longer in the library."""
    head = f"📄 <b>[{cited.number}]</b> {where(cited)}"
    if pages is None:
        return split(f"{head}\n\nDokumen ini sudah dihapus. Kutipan yang tersimpan:\n{_block(cited.quote)}")
    text = next((page.text for page in pages if page.number == cited.page), "")
    found = stands_in(cited.quote, text)
    if found is None:
        return split(f"{head}\n\nIsi dokumen ini sudah berubah. Kutipan yang tersimpan:\n{_block(cited.quote)}")
    before, after = _before(text[: found.start()]), _after(text[found.end() :])
    quote = f"<b><u>{_safe(readable(found[0]))}</u></b>"
    return split(f"{head}\n\n{_safe(readable(before))}{quote}{_safe(readable(after))}")


def _before(text: str) -> str:
    if len(text) <= SURROUNDINGS:
        return text.lstrip()
    cut = text[-SURROUNDINGS:]
    line = cut.find("\n", 0, SURROUNDINGS // 2)
    return "… " + cut[(line if line >= 0 else cut.find(" ")) + 1 :].lstrip()


def _after(text: str) -> str:
    if len(text) <= SURROUNDINGS:
        return text.rstrip()
    cut = text[:SURROUNDINGS]
    line = cut.rfind("\n", SURROUNDINGS // 2)
    return cut[: line if line >= 0 else cut.rfind(" ")].rstrip() + " …"


def readable(text: str) -> str:
    """A page's text without the marks of Markdown: table rows become cells with dots between, headings plain lines."""
    text = re.sub(r"^[ \t]*\|[-:| ]+\|[ \t]*\n?", "", text, flags=re.MULTILINE)
    text = re.sub(r"^[ \t]*\|[ \t]*|[ \t]*\|[ \t]*$", "", text, flags=re.MULTILINE)
    text = re.sub(r"[ \t]*\|[ \t]*", " · ", text)
    return re.sub(r"^#{1,6}[ \t]+", "", text, flags=re.MULTILINE).replace("\f", "\n")


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
        shared = len(commonprefix([open_tags, tags]))
        pieces += [f"</{tag}>" for tag in reversed(open_tags[shared:])] + [f"<{tag}>" for tag in tags[shared:]] + [raw]
        open_tags = tags
    return "".join(pieces)


def moment(when: datetime) -> str:
    """An aware time as people here write it, in the server's own time zone."""
    return f"{day(when)} pukul {when.astimezone():%H.%M}"


def day(when: datetime) -> str:
    """The day of an aware time, likewise."""
    local = when.astimezone()
    return f"{local.day} {_MONTHS[local.month - 1]} {local.year}"


def brief(text: str, limit: int) -> str:
    """`text` on one line of at most `limit` characters."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"
