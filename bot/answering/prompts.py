"""The texts the assistant speaks with, kept as files in prompts/ so that they can be reworded without touching code."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from bot.errors import BadSettings

FOLDER = Path(__file__).resolve().parents[2] / "prompts"


def text(name: str) -> str:
    """The words in prompts/<name>.txt, without surrounding blank lines. Raises BadSettings if there is no such file."""
    return _read(f"{name}.txt").strip()


def with_examples(name: str, questions: Sequence[str]) -> str:
    """The same with these questions, one a line, in the place of its line {contoh}, which goes where there are none."""
    listed = "\n".join(["Misalnya:", *(f"• {question}" for question in questions)])
    return text(name).replace("{contoh}\n", f"{listed}\n" if questions else "")


@cache
def table(name: str) -> Mapping[str, Mapping[str, str]]:
    """What is said on which occasion, and by role: prompts/<name>.toml. Raises BadSettings if it can't be read."""
    try:
        return tomllib.loads(_read(f"{name}.toml"))
    except tomllib.TOMLDecodeError as error:
        raise BadSettings(
            f"Berkas teks {FOLDER / name}.toml salah tulis ({error}); betulkan, atau kembalikan aslinya."
        ) from error


def _read(name: str) -> str:
    path = FOLDER / name
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise BadSettings(f"Berkas teks {path} tidak dapat dibaca; kembalikan dari salinan asli program.") from error
