"""What the chat says about a file on its way into the library. Pure: values in, Telegram's HTML and buttons out."""

from collections.abc import Sequence
from datetime import datetime

from bot.chat import render
from bot.chat.html_text import safe
from bot.chat.screens import Rows, button, in_rows
from bot.intake.jobs import Job, Status, Task
from indexer.library import unread, unread_line
from indexer.models import REGIONAL_KINDS, Comparison, Document

Screen = tuple[str, Rows]

UNDONE = {Task.RESTORE: "dipulihkan", Task.RETURN: "dikembalikan"}
UNITS = {"dibaca": "halaman", "diindeks": "bagian"}


def fetching(name: str, key: str) -> Screen:
    return f"{safe(name)}: sedang diambil dari Telegram.", [[button("Batal", f"uf:{key}")]]


def waiting(job: Job, turn: int) -> Screen:
    return f"{_name(job)}: menunggu giliran (ke-{turn}).", _cancel(job)


def working(job: Job, stage: str = "", done: int = 0, total: int = 0) -> Screen:
    """How far a running job is; before the first figures: that it has begun."""
    if not total:
        return f"{_name(job)}: mulai dikerjakan.", _cancel(job)
    return f"{_name(job)}: {stage} {done}/{total} {UNITS.get(stage, '')}".rstrip(), _cancel(job)


def receipt(job: Job, document: Document | None) -> Screen:
    """A job that is done: as what its document is filed, and what of the file was not read, to be corrected. None where it is removed since."""
    lines = [f"{_name(job)}: selesai, {safe(job.note)}. Sudah dapat ditanyakan."]
    if document is not None:
        lines.append(safe(f"Tercatat: {_filed_as(document)}"))
        lines.append(safe(unread_line(document.losses)))
    buttons = [button("Lihat dokumen", f"di:{job.document_id}"), button("✏️ Betulkan", f"de:{job.document_id}")]
    return "\n".join(filter(None, lines)), [buttons if document else []]


def _filed_as(document: Document) -> str:
    region = document.region or "daerah belum diketahui"
    period = document.period or "periode belum diketahui"
    return " · ".join((document.title, render.kind_name(document.kind), region, period))


def ending(job: Job) -> Screen:
    """What became of a job, and what may be done now. One that is done has its `receipt` instead, a held one its `preview`."""
    name, note = _name(job), safe(job.note)
    match job.status:
        case Status.KNOWN:
            return f"{name} tidak dimasukkan lagi. {note}", []
        case Status.OPENED:
            return f"{name} dibuka: {note}.", []
        case Status.OCR:
            return f"{name} belum dapat dibaca. {note}", _cancel(job)
        case Status.CANCELLED:
            aside = "berkasnya disisihkan di server, tidak dihapus" if job.task is Task.ADD else "tidak ada yang berubah"
            return f"{name} dibatalkan {note}; {aside}.", _again(job, "Masukkan lagi")
        case _ if job.task is Task.ADD:
            aside = "Berkasnya disisihkan di server, tidak dihapus."
            return f"{name} tidak dapat dimasukkan. {note} {aside}", _again(job, "Coba lagi")
        case _:
            return f"{name} tidak dapat {UNDONE[job.task]}. {note}", []


def _cancel(job: Job) -> Rows:
    return [[button("Batal", f"uc:{job.id}")]]


def _again(job: Job, label: str) -> Rows:
    return [[button(label, f"ua:{job.id}")]] if job.task is Task.ADD else []


def preview(
    document: Document, job: Job | None, older: Document | None, comparison: Comparison | None, regions: Sequence[str] = ()
) -> Screen:
    """A document that waits for a person's word: what is known, what is doubtful, what it would replace, and the choices; `regions` are
    those it may be of where that isn't known."""
    blocks = [
        "👀 <b>Periksa sebelum diterbitkan</b>",
        f"<b>{safe(document.title or document.name)}</b>",
        _known(document, job),
    ]
    if job and job.note:
        doubts = [f"• {safe(line)}" for line in job.note.splitlines()]
        blocks.append("\n".join(["Yang perlu diperhatikan:", *doubts]))
    if older and comparison:
        blocks.append(_compared(older, comparison))
    blocks.append("Dokumen ini belum dapat ditanyakan sampai Anda memutuskan.")
    return "\n\n".join(blocks), [*_regions(document, regions), *_corrections(document.id), *_choices(document.id, older)]


def _known(document: Document, job: Job | None) -> str:
    """What is known about a document, and what isn't."""
    particulars = {
        "Jenis": render.kind_name(document.kind),
        "Daerah": document.region or "belum diketahui",
        "Periode": document.period or "belum diketahui",
        "Halaman": str(document.pages or ""),
        "Berkas": document.name,
        "Tidak terbaca": unread(document.losses),
        "Pengirim": job.user_name if job else "",
    }
    return "\n".join(f"{name}: {safe(value)}" for name, value in particulars.items() if value)


def _regions(document: Document, regions: Sequence[str]) -> Rows:
    """The regions a document may be of, where that isn't known and matters; any other is typed."""
    if document.region or not (regions or document.kind in REGIONAL_KINDS):
        return []
    chosen = [button(f"📍 {region}", f"dR:{document.id}:{at}") for at, region in enumerate(regions)]
    others = [button("Bukan daerah tertentu", f"dR:{document.id}:n"), button("Lainnya …", f"dw:{document.id}:daerah")]
    return [*in_rows(chosen, 2), others]


def _corrections(document_id: int) -> Rows:
    fields = [button(name.capitalize(), f"dw:{document_id}:{name}") for name in ("judul", "daerah", "periode")]
    return in_rows([fields[0], button("Jenis", f"dk:{document_id}"), *fields[1:]], 2)


def _choices(document_id: int, older: Document | None) -> Rows:
    look_or_leave = [button("⬇️ Lihat berkas", f"df:{document_id}"), button("Batalkan", f"ud:{document_id}")]
    if older is None:
        return [[button("✅ Terbitkan", f"up:{document_id}:0")], look_or_leave]
    instead, beside = f"up:{document_id}:{older.id}", f"up:{document_id}:0"
    return [[button("✅ Ganti versi lama", instead)], [button("Simpan sebagai dokumen lain", beside)], look_or_leave]


def _compared(older: Document, comparison: Comparison) -> str:
    """What was compared with the old one, and what came out; the summary names what differs."""
    since = render.day(datetime.fromisoformat(older.indexed_at))
    lines = [f"🔁 Ini tampaknya versi baru dari <b>{safe(older.title)}</b> ({safe(older.name)}, {since})."]
    same = _same(comparison)
    if same:
        lines.append(f"{same.capitalize()} sama.")
    if older.pages:
        old, new = comparison.pages
        lines.append(f"Jumlah halaman: {old} → {new}." if old != new else f"Jumlah halaman sama: {new}.")
    lines.append(safe(comparison.summary))
    return "\n".join(lines)


def _same(comparison: Comparison) -> str:
    """What is the same in both; empty where nothing is."""
    pairs = {"Judul": comparison.titles, "Periode": comparison.periods}
    return " dan ".join(name for name, (old, new) in pairs.items() if old == new)


def _name(job: Job) -> str:
    return safe(job.file_name)
