"""The difference of two figures that a question asks for, shown as computed: never taken for something the document says."""

import re
from decimal import Decimal

from bot.answering.extractive.agreement import Figures
from indexer.question.wording import spelled_out

_ASKS = re.compile(
    r"\b(?:selisih\w*|kenaikan\w*|penurunan\w*|peningkatan\w*|(?:naik|turun|bertambah|berkurang|meningkat) berapa|berapa (?:naik|turun)\w*)\b"
)
_PLAIN = re.compile(r"(?:Rp\s?)?\d{1,3}(?:\.\d{3})+(?:,\d+)?|(?:Rp\s?)?\d+(?:,\d+)?")


def asks_difference(question: str) -> bool:
    """Whether a question wants the difference of two figures."""
    return bool(_ASKS.search(" ".join(spelled_out(question))))


def difference_line(found: Figures, marks: str) -> str | None:
    """ "Selisih (dihitung): 3,85 − 3,05 = 0,80 [1]" for the figures of two years in one row; None when they are not two numbers."""
    if len(found.values) != 2 or not all(_PLAIN.fullmatch(cell.strip()) for _, cell in found.values):
        return None
    (_, first), (_, last) = sorted(found.values)
    result = _number(last) - _number(first)
    return f"Selisih (dihitung): {last} − {first} = {_written(result)} {marks}"


def _number(cell: str) -> Decimal:
    return Decimal(re.sub(r"[^\d,]", "", cell).replace(",", "."))


def _written(number: Decimal) -> str:
    """In Indonesian: dots between thousands, a decimal comma."""
    return f"{number:,}".translate(str.maketrans(",.", ".,")).replace("-", "−")
