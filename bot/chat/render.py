"""Answers, sources and lists as Telegram's HTML. Pure: values in, text out; everything from outside is escaped."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from bot.answering.citations import stands_in
from bot.chat.html_text import LIMIT, safe, split, visible, width
from bot.journal.entries import LogEntry, LoggedCitation
from bot.journal.paragraphs import Paragraph, paragraphs_of, readable
from bot.journal.sources import KIND_NAMES, can_be_asked, page_name, short_title, telling, understood
from bot.journal.years import label_of_all, year_lines
from indexer.language.dates import month_name
from indexer.language.shortening import without_its_middle
from indexer.models import Page

SURROUNDINGS = 700
"""Characters shown before and after a quoted passage."""
SHORT = 115
"""Characters of a quote that takes about three lines of a telephone."""
TITLE = 70
"""Longest title in a line of the sources of an answer."""
HEADING = 80
"""Longest heading in a line that says where something stands."""


def answer(entry: LogEntry) -> list[str]:
    """The messages that show an answer: its text and sources, or the refusal and where to look instead."""
    blocks = [_understood(entry), _text(entry)]
    if entry.refused and entry.nearest:
        blocks.append("<b>Yang paling dekat</b>\n" + "\n".join(_nearest(entry)))
    elif entry.citations:
        blocks.append("<b>Sumber</b>\n" + "\n".join(source_lines(entry.citations)))
    blocks.append(safe(can_be_asked(entry.example)))
    return split("\n\n".join(filter(None, blocks)))


def _text(entry: LogEntry) -> str:
    """The answer, with what opens its paragraphs in bold, and the words beneath that as a quote."""
    return "\n\n".join(map(_paragraph, paragraphs_of(entry.answer, entry.values)))


def _paragraph(paragraph: Paragraph) -> str:
    """The value in bold, what warns of it, and the words that it stands in as a quote, folded up where it is long."""
    if not paragraph.value:
        return safe(paragraph.rest)
    lines = [f"<b>{safe(paragraph.value)}</b>{safe(paragraph.rest)}", *map(safe, paragraph.cautions)]
    if paragraph.words:
        lines.append(_quote(paragraph.words))
    return "\n".join(lines)


def _quote(text: str) -> str:
    """Words as a quote; one that is longer than SHORT opens when it is pressed."""
    folded = " expandable" if len(text) > SHORT else ""
    return f"<blockquote{folded}>{safe(text)}</blockquote>"


def years(entry: LogEntry) -> list[str]:
    """What the row of an answer's value says year by year; the answered one in bold."""
    (value,) = entry.values
    lines = [
        f"<b>{safe(line)}</b>" if is_answered else safe(line) for line, is_answered in year_lines(value, entry.other_years)
    ]
    return split("\n".join([f"📅 {safe(label_of_all(value))}", *lines, "", *source_lines(entry.citations[:1])]))


def waiting(ahead: int) -> str:
    """The message for who waits in line behind so many questions."""
    return f"Masih ada {ahead} pertanyaan sebelum Anda. Jawabannya nanti muncul di pesan ini."


def unfinished(text: str) -> str:
    """The message that shows an answer while it is being written: what fits of the text so far, and that more will come."""
    ending = "\n\n<i>Jawaban masih disusun …</i>"
    return split(safe(readable(text)), LIMIT - width(visible(ending)))[0] + ending


def _understood(entry: LogEntry) -> str:
    if not entry.asked:
        return ""
    return f"<i>{safe(understood(entry.asked))}</i>"


def source_lines(citations: Sequence[LoggedCitation]) -> list[str]:
    """A line for each page, with all the numbers that stand for it."""
    numbers: dict[tuple[int, str], str] = defaultdict(str)
    for cited in citations:
        numbers[cited.document_id, _in_a_line(cited)] += f"[{cited.number}] "
    return [marks + line for (_, line), marks in numbers.items()]


def _in_a_line(cited: LoggedCitation) -> str:
    """Where a citation stands, in about a line of a telephone: the page alone where it has one, else the heading."""
    page = page_name(cited.page, cited.place)
    headings = telling(cited.heading, cited.name, cited.place)
    place = page or next(iter(headings[-1:]), "")
    title = without_its_middle(short_title(cited.name), TITLE)
    return safe(" — ".join(filter(None, [title, brief(place, HEADING)])))


def logged(entry: LogEntry, above: str = "") -> list[str]:
    """An entry as coordinators read it: who asked what, the answer, the quoted words, and what was judged of it. `above` is HTML."""
    head = f"❓ <b>{safe(entry.question)}</b>\n<i>{safe(asked_by(entry.user_name, entry.asked_at))}</i>"
    quotes = [f"[{cited.number}] {where(cited)}\n{_block(cited.quote)}" for cited in entry.citations]
    seconds = f"{entry.ms / 1000:.1f}".replace(".", ",")
    marks = f"<i>{seconds} detik · {opinion(entry.feedback) or 'belum dinilai'}</i>"
    last = "\n".join([marks, *(f"👎 {safe(why)}" for why in entry.objections), *_verdict(entry)])
    blocks = [above, head, _understood(entry), _text(entry), *quotes, "\n".join(_nearest(entry)), last]
    return split("\n\n".join(filter(None, blocks)))


def _verdict(entry: LogEntry) -> list[str]:
    if not entry.verdict:
        return []
    note = f" — {safe(entry.verdict_note)}" if entry.verdict_note else ""
    return [f"⚖️ <b>{entry.verdict}</b>{note} ({safe(entry.reviewer)})"]


def asked_by(user_name: str, asked_at: datetime) -> str:
    """Who asked, and when."""
    return f"{user_name or 'terminal'}, {moment(asked_at)}"


def opinion(feedback: int) -> str:
    """What the readers of an answer think of it; empty where nobody said, or as many like it as not."""
    if feedback > 0:
        return "👍"
    if feedback < 0:
        return "👎"
    return ""


def _nearest(entry: LogEntry) -> list[str]:
    """Where to look instead of an answer, a line each, with the words where they are near enough; none said twice."""
    lines = []
    for cited in entry.nearest:
        quote = f"\n{_block(cited.quote)}" if cited.quote else ""
        lines.append(f"• {_in_a_line(cited)}{quote}")
    return list(dict.fromkeys(lines))


def _block(quote: str) -> str:
    return f"<blockquote>{safe(readable(quote))}</blockquote>"


def where(cited: LoggedCitation) -> str:
    """Title, place and heading of a citation, in one line; what title or place have said is not said again."""
    heading = " › ".join(brief(part, HEADING) for part in telling(cited.heading, cited.name, cited.place))
    page = page_name(cited.page, cited.place)
    place = " · ".join(filter(None, [page, heading]))
    return safe(" — ".join(filter(None, [cited.name, place])))


def kind_name(kind: str) -> str:
    return KIND_NAMES.get(kind, kind.capitalize())


def source(cited: LoggedCitation, pages: Sequence[Page] | None) -> list[str]:
    """The quote in its surroundings, where there is none the beginning of its page; `pages` is None when the document is no longer in
    the library."""
    head = f"📄 <b>[{cited.number}]</b> {where(cited)}"
    if pages is None:
        return split(f"{head}\n\nDokumen ini sudah dihapus. Kutipan yang tersimpan:\n{_block(cited.quote)}")
    text = next((page.text for page in pages if page.number == cited.page), "")
    found = stands_in(cited.quote, text)
    if not cited.quote:
        return split(f"{head}\n\n{safe(readable(_after(text)))}")
    if found is None:
        return split(f"{head}\n\nIsi dokumen ini sudah berubah. Kutipan yang tersimpan:\n{_block(cited.quote)}")
    before = safe(readable(_before(text[: found.start()])))
    quote = f"<b><u>{safe(readable(found[0]))}</u></b>"
    after = safe(readable(_after(text[found.end() :])))
    return split(f"{head}\n\n{before}{quote}{after}")


def _before(text: str) -> str:
    """The end of `text`, from the beginning of a line if there is one in its first half, else of a word."""
    if len(text) <= SURROUNDINGS:
        return text.lstrip()
    cut = text[-SURROUNDINGS:]
    start = cut.find("\n", 0, SURROUNDINGS // 2)
    if start < 0:
        start = cut.find(" ")
    return "… " + cut[start + 1 :].lstrip()


def _after(text: str) -> str:
    """The beginning of `text`, to the end of a line if there is one in its second half, else of a word."""
    if len(text) <= SURROUNDINGS:
        return text.rstrip()
    cut = text[:SURROUNDINGS]
    end = cut.rfind("\n", SURROUNDINGS // 2)
    if end < 0:
        end = cut.rfind(" ")
    return cut[:end].rstrip() + " …"


def moment(when: datetime) -> str:
    """An aware time as people here write it, in the server's own time zone."""
    return f"{day(when)} pukul {when.astimezone():%H.%M}"


def day(when: datetime) -> str:
    """The day of an aware time, likewise."""
    local = when.astimezone()
    return f"{local.day} {month_name(local.month)} {local.year}"


def brief(text: str, limit: int) -> str:
    """`text` on one line of at most `limit` characters."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    return line[: limit - 1].rstrip() + "…"
