"""How a week went, in one short message. Pure."""

from bot.chat.html_text import safe
from bot.chat.render import brief
from bot.figures.wording import number, share
from bot.journal.figures import Figures

LARGEST = 3
"""New gaps that are named."""


def digest(figures: Figures) -> str:
    """As Telegram's HTML."""
    lines = [f"<b>Pekan lalu di Tanya Masterplan</b>\n{safe(figures.period.name)}", _asked(figures)]
    if figures.down:
        lines.append(f"👎 {number(figures.down)} penilaian kurang.")
    if figures.to_approve:
        lines.append(f"{number(figures.to_approve)} jawaban yang diperiksa perlu disetujui lagi.")
    new = [gap for gap in figures.gaps if gap.is_new][:LARGEST]
    if new:
        named = [f"• {safe(brief(gap.name, 120))} ({number(gap.questions)} pertanyaan)" for gap in new]
        lines.append("\n".join(["Celah baru yang terbesar:", *named]))
    return "\n\n".join(lines)


def _asked(figures: Figures) -> str:
    if not figures.questions:
        return "Tidak ada pertanyaan."
    refused = f"{number(figures.refused)} ({share(figures.refused, figures.questions)}) ditolak"
    return f"{number(figures.questions)} pertanyaan, {refused}."
