"""Where a text as people read it is not the text of the file: a LaTeX command, an HTML entity stood there.

A quote has to stand word for word in the file, so none may run over such a place. Readers put a SEAM there, a character that no
file brings along (cleaning takes it out) and nobody sees; cutting breaks quotes at it, and no text that leaves reading and cutting
has one. A place beside the text would have to follow each character through all the cleaning; a character in it goes along.
"""

import re

SEAM = "\u2060"

_BROKEN = re.compile(rf"…|\.{{3,}}|{SEAM}")


def unseamed(text: str) -> str:
    """The text as people read it."""
    return text.replace(SEAM, "")


def unbroken(text: str) -> str:
    """The longest part of a text without a SEAM and without an ellipsis, which stands where words are missing on the page or were
    not readable."""
    return max((part.strip() for part in _BROKEN.split(text)), key=len)
