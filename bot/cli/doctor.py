"""`tanya doctor`: is everything there that answering needs, and what to do where it isn't."""

import platform
import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from bot.cli.parts import Parts
from bot.errors import BotError
from bot.intake.uploads import megabytes
from bot.journal.backups import Backups
from bot.journal.retention import Retention
from bot.journal.store import stamp
from bot.journal.trail import Trail
from bot.settings import Settings
from indexer.errors import IndexerError
from indexer.evidence.reader.opening import open_reader
from indexer.library import Library, OpenReader, OpenSameness
from indexer.reading import libreoffice
from indexer.reading.scans import ocr
from indexer.sameness.opening import open_sameness

ROOM = 1024**3
"""Bytes that should be free for the index and the log to grow."""
OLD_DAYS = 7
"""From this age on a backup is of little use."""
PATIENCE = 5.0
"""Seconds to wait for Telegram."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the examination; without an essential one nothing can be answered."""

    good: bool
    text: str
    essential: bool = True


def examine(parts: Parts) -> Iterator[Finding]:
    """Findings one by one, as they are made."""
    yield Finding(True, "Pengaturan terbaca.")
    yield Finding(True, f"Python {platform.python_version()}.")
    yield from _library(parts)
    yield _taught(parts.settings, "Pembaca jawaban", open_reader)
    yield _taught(parts.settings, "Pembanding pertanyaan", open_sameness)
    yield from _log(parts)
    yield from backed_up(parts.settings, datetime.now(UTC))
    yield _scans()
    yield _office()
    yield _room(parts.settings)
    yield _telegram(parts.settings)
    yield from unreadable(parts.settings)
    yield _destination(parts.settings)


def _library(parts: Parts) -> Iterator[Finding]:
    """The model, whether the index fits it, and the corpus."""
    try:
        library = parts.library
    except IndexerError as error:
        yield Finding(False, str(error))
        return
    yield Finding(True, f"Model {parts.settings.embedding_model} siap dan cocok dengan indeks.")
    for check in (_corpus, _index, _vectors):
        try:
            yield check(parts.settings, library)
        except IndexerError as error:
            yield Finding(False, str(error))


def _taught(settings: Settings, name: str, open_it: OpenReader | OpenSameness) -> Finding:
    """Whether what was taught is there: the reader of spans, and what tells questions apart. Without them answers are still found."""
    said: list[str] = []
    opened = open_it(settings.models_dir, said.append)
    if opened is None:
        return Finding(False, said[-1], essential=False)
    return Finding(True, f"{name} {opened.name} siap.", essential=False)


def _corpus(settings: Settings, library: Library) -> Finding:
    if not settings.corpus_dir.is_dir():
        return Finding(False, f"Folder dokumen {settings.corpus_dir} tidak ada; periksa TANYA_CORPUS_DIR.")
    documents = library.documents()
    if not documents:
        return Finding(False, f"Belum ada dokumen; taruh berkas di {settings.corpus_dir}, lalu jalankan `tanya index`.")
    chunks = sum(document.chunks for document in documents)
    waiting, outdated = len(library.waiting()), library.outdated()
    text = f"{len(documents)} dokumen terindeks, {chunks} potongan."
    if waiting:
        text += f" {waiting} berkas di {settings.corpus_dir} belum terindeks; jalankan `tanya index`."
    if outdated:
        text += f" {outdated} dokumen diindeks dengan cara versi lama; jalankan `tanya index`."
    return Finding(not (waiting or outdated), text, essential=False)


def _index(settings: Settings, library: Library) -> Finding:
    """Whether each page of the index is as SQLite wrote it."""
    damage = library.damage()
    if damage:
        advice = "hentikan bot, pindahkan berkas itu, lalu jalankan `tanya index`"
        return Finding(False, f"Indeks {settings.index_path} rusak ({damage[0]}); {advice}.")
    return Finding(True, f"Indeks {settings.index_path} utuh.")


def _vectors(settings: Settings, library: Library) -> Finding:
    """Whether the vectors that are kept beside the index are those of the index."""
    wrong = library.wrong_vectors()
    if wrong:
        advice = "hentikan bot, hapus berkas itu, lalu jalankan lagi; isinya dibuat ulang dari indeks"
        return Finding(False, f"{wrong} vektor di {settings.vectors_path} tidak sama dengan indeksnya; {advice}.")
    return Finding(True, "Vektor cocok dengan indeks.")


def _log(parts: Parts) -> Iterator[Finding]:
    try:
        parts.log.remember("doctor", stamp())
        damage = parts.log.damage()
    except BotError as error:
        yield Finding(False, str(error))
        return
    if damage:
        advice = "hentikan bot, lalu pulihkan berkas itu dari cadangan"
        yield Finding(False, f"Log {parts.settings.log_path} rusak ({damage[0]}); {advice}.")
    else:
        yield Finding(True, f"Log {parts.settings.log_path} utuh dan dapat ditulis.")
        yield trail(parts.settings)
        yield retention(parts)


def trail(settings: Settings) -> Finding:
    """Whether the chain of what was done holds, and its newest hash, which may be noted elsewhere: nobody can cut the end off then."""
    try:
        kept = Trail(settings.log_path)
        state = kept.chain()
        kept.close()
    except BotError as error:
        return Finding(False, str(error))
    if state.broken is not None:
        advice = "bandingkan dengan cadangan, dan cari tahu siapa yang dapat menulis ke berkas itu"
        return Finding(
            False, f"Jejak tindakan di {settings.log_path} diubah mulai baris {state.broken}; {advice}.", essential=False
        )
    noted = f", sidik terakhir {state.newest}" if state.newest else ""
    return Finding(True, f"Jejak tindakan utuh: {state.length} baris{noted}.")


def retention(parts: Parts) -> Finding:
    """How long answers are kept, and when what is older went last."""
    kept = Retention(parts.settings.log_path, parts.log, parts.settings.log_days)
    last = kept.last_run
    kept.close()
    days = f"{parts.settings.log_days} hari" if parts.settings.log_days else "selamanya (TANYA_LOG_DAYS)"
    when = (
        f"terakhir diterapkan {last.astimezone():%d-%m-%Y %H.%M}"
        if last
        else "belum pernah diterapkan; itu terjadi selama bot berjalan"
    )
    return Finding(True, f"Tanya-jawab disimpan {days}; {when}.", essential=False)


def backed_up(settings: Settings, now: datetime) -> Iterator[Finding]:
    """Whether there is a backup, how old it is at the moment `now` (aware), and whether what is to make them works."""
    try:
        with closing(Backups(settings.log_path)) as known:
            made, failing, back = known.last(), known.failing(), known.brought_back()
    except BotError:  # which was said of the log
        return
    if back and not back.whole:
        yield Finding(False, "Pemulihan dari cadangan belum selesai; jalankan lagi `tanya restore BERKAS`.", essential=False)
    if failing:
        yield Finding(
            False, f"Cadangan otomatis gagal sejak {failing.since.astimezone():%d-%m-%Y %H.%M}: {failing.why}", essential=False
        )
    if made is None:
        advice = "isi TANYA_BACKUP_DIR, atau jalankan `tanya backup`"
        yield Finding(False, f"Belum pernah dicadangkan; {advice}.", essential=False)
        return
    days = (now - made.at).days
    age = f"{days} hari yang lalu" if days else "dalam 24 jam terakhir"
    there = Path(made.path).exists()
    fate = f"{made.path}, {megabytes(made.size)}" if there else f"{made.path} sudah tidak ada di sana"
    is_good = there and days < OLD_DAYS
    advice = "" if is_good else "; jalankan `tanya backup`, atau isi TANYA_BACKUP_DIR"
    yield Finding(is_good, f"Cadangan terakhir dibuat {age} ({fate}){advice}.", essential=False)


def _scans() -> Finding:
    if ocr.available():
        return Finding(True, "Hasil pindai dan foto dapat dibaca (Tesseract, bahasa Indonesia).", essential=False)
    advice = "pasang tesseract-ocr dan tesseract-ocr-ind"
    return Finding(False, f"Hasil pindai dan foto belum dapat dibaca; {advice}.", essential=False)


def _office() -> Finding:
    if libreoffice.available():
        return Finding(True, "Berkas DOC, XLS, PPT, dan RTF dapat dibaca (LibreOffice).", essential=False)
    return Finding(False, "Berkas DOC, XLS, PPT, dan RTF belum dapat dibaca; pasang LibreOffice.", essential=False)


def _room(settings: Settings) -> Finding:
    folder = settings.data_dir.absolute()
    existing = next(known for known in (folder, *folder.parents) if known.exists())
    free = shutil.disk_usage(existing).free
    text = f"Ruang disk kosong {free / 1024**3:.1f} GB".replace(".", ",")
    advice = "." if free >= ROOM else "; kosongkan sampai paling sedikit 1 GB."
    return Finding(free >= ROOM, text + advice, essential=False)


def _destination(settings: Settings) -> Finding:
    """Where questions go, and the passages found for them."""
    if settings.llm_base_url is None:
        return Finding(True, "Pertanyaan tidak keluar dari komputer ini.")
    server = urlsplit(settings.llm_base_url).netloc.rpartition("@")[2]  # before it a password may stand
    return Finding(True, f"Pertanyaan dan potongan dokumen dikirim ke {server} (LLM_BASE_URL, model {settings.llm_model}).")


def _telegram(settings: Settings) -> Finding:
    if settings.telegram_bot_token is None:
        return Finding(False, "TELEGRAM_BOT_TOKEN belum diisi; tanpa itu hanya terminal yang bisa dipakai.", essential=False)
    try:
        url = f"{settings.telegram_base_url}{settings.telegram_bot_token.get_secret_value()}/getMe"
        answer = httpx.get(url, timeout=PATIENCE)
        if answer.status_code in (401, 404):
            return Finding(False, "Telegram menolak TELEGRAM_BOT_TOKEN; salin ulang tokennya dari @BotFather.")
        name = answer.raise_for_status().json()["result"]["username"]
    except (httpx.HTTPError, ValueError, KeyError):  # their words may hold the URL, and it holds the token
        return Finding(False, "Telegram tidak dapat dihubungi; periksa sambungan internet dan TELEGRAM_BASE_URL.")
    return Finding(True, f"Telegram mengenal bot ini sebagai @{name}.")


def unreadable(settings: Settings) -> Iterator[Finding]:
    """What Telegram sent and nothing could be made of."""
    count = len(list(settings.unreadable_dir.glob("*.json")))
    if count:
        text = f"{count} pesan dari Telegram tidak terbaca, disimpan di {settings.unreadable_dir}; laporkan, lalu hapus."
        yield Finding(False, text, essential=False)
