"""The texts the assistant speaks with, kept as files in prompts/ so that they can be reworded without touching code."""

from pathlib import Path

from bot.errors import BadSettings

FOLDER = Path(__file__).resolve().parents[2] / "prompts"


def text(name: str) -> str:
    """The words in prompts/<name>.txt, without surrounding blank lines. Raises BadSettings if there is no such file."""
    path = FOLDER / f"{name}.txt"
    try:
        return path.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise BadSettings(f"Berkas teks {path} tidak dapat dibaca; kembalikan dari salinan asli program.") from error
