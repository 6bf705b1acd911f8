"""Tesseract, the program that recognises text in pictures.

It is called directly, through pipes: pytesseract hands pages over in temporary files, which stay behind when the reading process is
ended, and it takes the limit on threads from this whole process.
"""

import csv
import io
import os
import re
import shutil
import subprocess
from dataclasses import dataclass

import numpy as np

LANGUAGE = "ind"
DPI = 300
"""The resolution that pictures should have: Tesseract's letters are best about 40 pixels high."""

_PATIENCE = 40.0
_FEWEST_LETTERS = 10
_WORDS = "5"
"""The level of words in what Tesseract prints; lines, paragraphs, blocks and the page have rows of lower ones."""
_NO_Q = re.compile(r"\b(?:g(?=uick|anun)|O(?=uick|UICK|anun|ANUN))")
"""The Indonesian data hardly know the letter q, which planners write in "quick win" and Aceh in "qanun"."""
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Seen:
    """A word that was recognised: its confidence (0..1), its box (left, top, right, bottom) in pixels, and the line it stands in."""

    text: str
    confidence: float
    box: Box
    line: tuple[int, ...]


def available() -> bool:
    """Whether Tesseract and its Indonesian data are installed."""
    if not shutil.which("tesseract"):
        return False
    try:
        listed = _tesseract("--list-langs")
    except (OSError, subprocess.SubprocessError):
        return False
    return LANGUAGE in listed.split()


def see(gray: np.ndarray, layout: int = 4, only: str = "") -> list[Seen]:
    """The words of an upright grey picture, line by line; none when it takes longer than a page may.

    `layout` is Tesseract's page segmentation mode. Its own choice (3) takes the numbers of clauses for a column of their own: 2 to 4 %
    of characters out of order where a single column (4) has less than 1 %. With `only` no signs are seen but these.
    """
    options = ["-l", LANGUAGE, "--psm", str(layout), "--dpi", str(DPI)]
    if only:
        options += ["-c", f"tessedit_char_whitelist={only}"]
    try:
        table = _tesseract("stdin", "stdout", *options, "tsv", picture=gray)
    except subprocess.SubprocessError:
        return []
    rows = csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE)
    return [_seen(row) for row in rows if _is_word(row)]


def quarter_turns(gray: np.ndarray) -> int:
    """How many quarter turns clockwise would put the picture upright (0 where that can't be told)."""
    few = f"min_characters_to_try={_FEWEST_LETTERS}"
    try:
        told = _tesseract("stdin", "stdout", "-l", "osd", "--psm", "0", "-c", few, picture=gray)
    except subprocess.SubprocessError:  # too few letters to tell, or without the data for it
        return 0
    found = re.search(r"Rotate: (\d+)", told)
    return int(found[1]) // 90 if found else 0


def _is_word(row: dict[str, str]) -> bool:
    return row["level"] == _WORDS and bool(row["text"].strip())


def _seen(row: dict[str, str]) -> Seen:
    left, top, width, height = (float(row[name]) for name in ("left", "top", "width", "height"))
    line = tuple(int(row[name]) for name in ("block_num", "par_num", "line_num"))
    text = _NO_Q.sub(lambda found: "q" if found[0] == "g" else "Q", row["text"].strip())
    return Seen(text, float(row["conf"]) / 100, (left, top, left + width, top + height), line)


def _tesseract(*arguments: str, picture: np.ndarray | None = None) -> str:
    """What Tesseract prints. Raises OSError and subprocess's errors."""
    done = subprocess.run(
        ["tesseract", *arguments],
        input=None if picture is None else b"P5 %d %d 255\n" % picture.shape[::-1] + picture.tobytes(),  # a PGM file
        capture_output=True,
        timeout=_PATIENCE,
        check=True,
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},  # pages run beside each other; threads within one only wait for each other
    )
    return done.stdout.decode("utf-8", "replace")
