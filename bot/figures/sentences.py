"""What the figures of a period come to, in a few sentences. Pure."""

from bot.figures.wording import days, number, share
from bot.journal.figures import Figures


def summary(figures: Figures) -> tuple[str, ...]:
    """A sentence or two on what was asked, what was thought of it, and what is missing."""
    if not figures.questions:
        nobody = f"Selama {figures.period.name} tidak ada pertanyaan{_of_agency(figures)}."
        return (nobody, *_gaps(figures))
    return (_asked(figures), _opinions(figures), *_gaps(figures), *_corrected(figures))


def _of_agency(figures: Figures) -> str:
    return f" dari {figures.agency}" if figures.agency else ""


def _asked(figures: Figures) -> str:
    whole = figures.questions
    answered = f"{number(figures.answered)} ({share(figures.answered, whole)}) terjawab"
    refused = f"{number(figures.refused)} ({share(figures.refused, whole)}) ditolak karena jawabannya tidak ada di dokumen"
    by = f" oleh {number(figures.askers)} orang" if figures.askers else ""  # whoever asks at the terminal isn't known
    asked = f"{number(whole)} pertanyaan{by}{_of_agency(figures)}"
    return f"Selama {figures.period.name} diajukan {asked}: {answered}, {refused}."


def _opinions(figures: Figures) -> str:
    marks = f"Pengguna memberi {number(figures.up)} penilaian baik dan {number(figures.down)} penilaian kurang"
    if not figures.up and not figures.down:
        marks = "Belum ada penilaian pengguna"
    reviewed = f"{number(figures.reviewed)} jawaban ({share(figures.reviewed, figures.questions)}) ditinjau koordinator"
    return f"{marks}; {reviewed}."


def _gaps(figures: Figures) -> list[str]:
    """Gaps (celah) are what nothing answers yet."""
    if not figures.opened and not figures.closed:
        return []
    sentence = f"{number(figures.opened)} celah baru dibuka dan {number(figures.closed)} ditutup"
    if figures.days_to_close is not None:
        sentence += f"; separuh yang ditutup selesai dalam {days(figures.days_to_close)}"
    return [f"{sentence}."]


def _corrected(figures: Figures) -> list[str]:
    uses = sum(answer.uses for answer in figures.corrected)
    if not uses:
        return []
    return [f"Jawaban yang diperiksa koordinator dipakai {number(uses)} kali."]
