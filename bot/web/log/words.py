"""What is known of an answer besides its words, as a person says it. Pure."""

from collections.abc import Iterator

from bot.journal.entries import Delivery, LogEntry
from bot.models import ROLE_NAMES, Role

DELIVERIES = {
    "": "tidak tercatat (ditanyakan di terminal, atau dengan versi lama)",
    Delivery.SENDING: "sedang dikirim; belum diketahui apakah sampai",
    Delivery.WAITING: "belum sampai; Telegram sedang tidak menerima, dicoba lagi",
    Delivery.CLOSED: "belum sampai; bot diblokir atau dikeluarkan dari grup",
    Delivery.ARRIVED: "sampai",
    Delivery.LOST: "tidak sampai, dan tidak dicoba lagi",
}
_LIKELY = ((0.8, "hampir pasti"), (0.6, "besar kemungkinannya"), (0.4, "mungkin"), (0.2, "kecil kemungkinannya"))


def probability(entry: LogEntry, threshold: float) -> str:
    """How likely the assistant held it that the words it found answer the question, and from when on it answers."""
    word = next((word for least, word in _LIKELY if entry.confidence >= least), "hampir tidak mungkin")
    share = f"{_of_hundred(entry.confidence)} dari 100"
    held = f"Menurut perkiraan asisten, kutipan terbaiknya {word} menjawab pertanyaan ini ({share})."
    return f"{held} Ia menjawab mulai dari {_of_hundred(threshold)}."


def _of_hundred(share: float) -> int:
    return round(100 * share)


def conflicts(entry: LogEntry) -> list[str]:
    """In what the answer differs from what was asked, or why it was refused; and what was noted when it was written."""
    reasons = [entry.reason] if entry.reason else []
    return [*reasons, *entry.notes]


def particulars(entry: LogEntry) -> Iterator[tuple[str, str]]:
    """Name and value of what else is known."""
    yield "Penyusun", entry.composer
    yield "Waktu menyusun", f"{entry.ms / 1000:.1f} detik".replace(".", ",")
    yield "Pengiriman", DELIVERIES[entry.delivery]
    if entry.about:
        yield "Melanjutkan pertanyaan", entry.about
    if entry.again_of is not None:
        yield "Diajukan ulang", f"oleh asisten, dari pertanyaan nomor {entry.again_of}"


def asker(entry: LogEntry) -> str:
    """Who asked: name, role and agency, as far as they are known."""
    role = ROLE_NAMES[Role(entry.role)] if entry.role else ""
    return ", ".join(filter(None, [entry.user_name or "terminal", role, entry.opd]))
