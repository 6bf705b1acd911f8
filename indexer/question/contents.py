"""A message that asks what a document or a part of it holds ("ringkas RKPD 2025", "apa isi pasal 25?") -> what it names. Pure.

Only its form is told here. Whether the words that are left name a document is for the library to say: one that they don't fit
wholly is none, and the message a question like any other.
"""

import re
from dataclasses import dataclass

from indexer.language.roman import roman_value
from indexer.language.sentences import sentences
from indexer.language.wordlists import alternatives, any_of, pairs, words
from indexer.question.spelling import written_out

RULINGS = pairs("ordinals_of_rulings")
"""What a ruling of a decree is called -> its number, in figures."""
LONGEST = 250
"""Characters of a message that asks for no more than that."""
_POLITE = any_of(words("contents_polite"))
_ORDER = alternatives("contents_orders")
_BEFORE = alternatives("contents_asked_before")
_BEHIND = alternatives("contents_asked_behind")
_NAME = r"(?P<name>.*?)"
_FRONT = rf"^(?:{_POLITE}[\s,]+)*"
_END = rf"(?:[\s,]+{_POLITE})*$"
_ORDERED = re.compile(rf"{_FRONT}{_ORDER}\b(?!-)\s*{_NAME}{_END}")
_ASKED = re.compile(rf"{_FRONT}{_BEFORE}\b(?!-)\s*{_NAME}(?:\s*\b(?:{_BEHIND}|apa|apa saja|bagaimana))?{_END}")
_ASKED_BEHIND = re.compile(rf"{_FRONT}{_NAME}\s*\b{_BEHIND}{_END}")
_ALONE = re.compile(rf"{_FRONT}{_NAME}{_END}")
_NUMERAL = r"(?:[ivxlc]+|\d{1,3})"
_PART = re.compile(
    rf"\b(?:(?P<kind>bab|lampiran)\s*(?P<numeral>{_NUMERAL})\b|pasal\s*(?P<article>{_NUMERAL}(?:\s?[a-z]\b(?!/))?)\b"
    rf"|diktum\s+(?P<ordinal>{any_of(RULINGS)})\b)"
    r"(?:,?\s*ayat\s*\(?\s*(?P<paragraph>\d{1,2}[a-z]?)\b\s*\)?)?"
)
_ANOTHER = re.compile(rf"\)?\s*(?:dan|atau|hingga|sampai(?:\s+dengan)?|s/d|[,.&/–-])\s*\(?(?:{_NUMERAL}|\d{{1,3}}[a-z])\b")
"""What goes on after the number of a part: several are asked, or a part of it."""
_ATTACHMENT = re.compile(r"\blampiran(?:nya)?\b")


@dataclass(frozen=True, slots=True)
class Part:
    """A numbered part of a document: `kind` is "pasal", "bab", "lampiran" or "diktum"; `number` as "9A", of Roman numerals the value, but
    for articles, where "II" is another one than "2"; "" where it has none. `paragraph` is the ayat of an article, or ""."""

    kind: str
    number: str
    paragraph: str = ""


@dataclass(frozen=True, slots=True)
class AskedContents:
    """What a message asks the contents of. `name` are the words that name the document, in lower case, "" for none; `part` is what
    of it is asked, None for all. `ordered`: the message says itself that a document is meant ("ringkas …")."""

    name: str
    part: Part | None = None
    ordered: bool = False


def asked_contents(typed: str) -> AskedContents | None:
    """What a message asks the contents of; None for one that asks anything else."""
    text = " ".join(written_out(typed).casefold().split()).strip(" ?!.,;:…")
    says_more = len(list(sentences(typed, in_chat=True))) > 1
    if says_more or len(text) > LONGEST:
        return None
    ordered = _ORDERED.match(text)
    asked = ordered or _ASKED.match(text) or _ASKED_BEHIND.match(text)
    if asked is None:
        return _part_alone(text)
    return _contents(asked["name"], ordered=ordered is not None)


def _part_alone(text: str) -> AskedContents | None:
    """The contents of an article that a message names, with or without its act, and nothing else: "pasal 5 perda 3/2024"."""
    match = _ALONE.match(text)
    begins_with_part = match is not None and _PART.match(match["name"])
    return _contents(match["name"], ordered=False) if begins_with_part else None


def _contents(name: str, *, ordered: bool) -> AskedContents | None:
    parts = list(_PART.finditer(name))
    if len(parts) > 1 or any(_ANOTHER.match(name, part.end()) for part in parts):
        return None
    if parts:
        (found,) = parts
        rest = f"{name[: found.start()]} {name[found.end() :]}"
        return AskedContents(" ".join(rest.split()), _part(found), ordered)
    attachment = _ATTACHMENT.match(name)
    if attachment:
        return AskedContents(name[attachment.end() :].strip(), Part("lampiran", ""), ordered)
    return AskedContents(name, ordered=ordered)


def _part(match: re.Match[str]) -> Part:
    if match["article"]:
        return Part("pasal", _article_number(match["article"]), match["paragraph"] or "")
    if match["ordinal"]:
        return Part("diktum", RULINGS[" ".join(match["ordinal"].split())])
    return Part(match["kind"], number_of(match["numeral"]))


def _article_number(said: str) -> str:
    return said.replace(" ", "").upper()


def number_of(numeral: str) -> str:
    """A numeral, Roman or not, in figures."""
    return str(roman_value(numeral) or numeral)
