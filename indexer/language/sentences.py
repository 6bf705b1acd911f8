"""Indonesian running text -> sentences, keeping every character."""

import re

_ABBREVIATIONS = frozenset(
    """no nomor dr drs dra ir prof h hj kh s st se sh sip si kom pd hum ag m mm mh t tgl jl jln kav kec kel kab prov rp dll dsb
    dst dkk spt a.n u.b ttd pt cv tbk ps bpk ny tn yth sda lih hlm hal vol ed tabel gbr ay al pj plt plh pjs""".split()
)
_END = re.compile(r"[.!?]+[\"”’')\]]*(?=\s)|[;:)]\s*(?=\n)|\n\s*\n|(?<=\n)(?!\s)[^\n]{1,60}(?=\n[A-Z])")


def sentences(text: str) -> list[str]:
    """Sentences with the white space that follows them: "".join(sentences(text)) == text."""
    found, start = [], 0
    for match in _END.finditer(text):
        if match.group()[0] == "." and not _ends(text, match.start(), match.end()):
            continue
        end = match.end()
        while end < len(text) and text[end].isspace():
            end += 1
        if text[start:end].strip():
            found.append(text[start:end])
            start = end
    if start < len(text):
        if text[start:].strip() or not found:
            found.append(text[start:])
        else:
            found[-1] += text[start:]
    return found


def _ends(text: str, dot: int, end: int) -> bool:
    """Whether the full stop at `dot` ends a sentence: not after initials, abbreviations, list numbers, or before lower case."""
    word = re.search(r"[^\s(]*$", text[:dot]).group().casefold()
    following = text[end:].lstrip()[:1]
    if following.islower():
        return False
    if word.isdigit():
        return bool(text[: dot - len(word)].rpartition("\n")[2].strip())
    last = word.rpartition(".")[2]
    if len(last) <= 1 or last in _ABBREVIATIONS:
        return not following or bool(re.match(r"\s*\n\s*\n", text[end:]))
    return True
