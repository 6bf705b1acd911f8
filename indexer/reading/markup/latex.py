"""LaTeX fragments in text ($15\\,\\%$, $\\mathrm{m}^2$) -> the plain text they print."""

import re

from indexer.language.wordlists import pairs
from indexer.reading.page.seams import SEAM

_FRAGMENT = re.compile(r"(?<![\w\\$])\$(?!\s*\$)([^$\n]{1,200})\$")
_BRACKETED = re.compile(r"\\\((.{1,200}?)\\\)")
_IS_MATH = re.compile(r".*[\\^_].*|[\d\s.,+()%xX/=<>±–-]+|[A-Za-z]")
_SYMBOLS = pairs("latex_symbols") | {"left": "", "right": ""}
"""The others leave a space."""
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_STYLED = re.compile(
    r"\\(?:mathrm|mathfrak|mathbf|mathit|mathsf|text|textbf|textit|operatorname|boldsymbol|rm|bf)\s*\{([^{}]*)\}"
)


def plain_math(text: str) -> str:
    """The text with its $…$ fragments as plain text; amounts of money (US$ 5 …) stay as they are."""
    text = text.replace("\\%", "%")
    text = _BRACKETED.sub(lambda match: _plain(match[1]), text)
    return _FRAGMENT.sub(_plain_fragment, text)


def _plain_fragment(fragment: re.Match[str]) -> str:
    inner = fragment[1]
    return _plain(inner) if _IS_MATH.fullmatch(inner) else fragment[0]


def _plain(inner: str) -> str:
    for _ in range(2):
        inner = _STYLED.sub(_unstyled, inner)
    inner = re.sub(r"\\([A-Za-z]+)", lambda name: _SYMBOLS.get(name[1], " ") + SEAM, inner)
    inner = re.sub(r"\\[,;:! ]|~", " ", inner).replace("\\", "")
    inner = re.sub(r"\^\s*\{?\s*°\s*\}?", "°", inner)
    inner = re.sub(r"\^\s*\{?\s*(\d+)\s*\}?", lambda power: power[1].translate(_RAISED), inner)
    inner = re.sub(r"[{}^_]", "", inner)
    inner = re.sub(r"(?<!\S)\d(?: [\d.,])+(?= ?%|$|(?<=\d)\s)", lambda digits: digits[0].replace(" ", ""), inner)
    return re.sub(r"\s+(?=[%°])", "", " ".join(inner.split()))


def _unstyled(styled: re.Match[str]) -> str:
    """What stands in braces, apart from what is before it."""
    before = " " if styled.start() else ""
    return before + SEAM + styled[1].replace(" ", "")
