"""A question as somebody else might type it in a chat: shortened words, slips of the finger, politeness, another order. It asks the same."""

import random
import re
from collections import defaultdict

from indexer.language.vocabulary import CHAT

_SHORT = defaultdict(list)
for _short, _word in CHAT.items():
    if " " not in _word:
        _SHORT[_word].append(_short)
_OPENINGS = (
    "min, ",
    "pak ",
    "bu ",
    "kak ",
    "mau tanya, ",
    "izin bertanya ",
    "mohon info ",
    "pagi, ",
    "halo kak ",
    "tanya dong ",
    "maaf ",
)
_CLOSINGS = (" ya", " ya?", " sih", " dong", " kak", " min?", ", makasih", " nih?", "?", " ya kak?", ", mohon infonya", " ??")
_ASKING = re.compile(r"^(berapa|siapa|kapan|apa|di mana|dimana)(?:kah)?\s+(?!saja|aja|yang|yg|isi|sih)(.+?)\??$", re.I)
_RENDERED = (
    (re.compile(r"\btahun (?=\d{4})", re.I), ("thn ", "th ", "th. ", "")),
    (re.compile(r"\bkabupaten ", re.I), ("kab ", "kab. ", "")),
    (re.compile(r"\bnomor (\d+) tahun (\d{4})", re.I), (r"no \1 th \2", r"\1/\2", r"no. \1/\2", r"nomor \1/\2")),
    (re.compile(r"(?<=\d)[-–](?=\d{4})"), ("-", "–", " - ", " s.d. ")),
)
LEAST_SLIP = 6


def typed_anew(question: str, chance: random.Random) -> str:
    text = _moved(question) if chance.random() < 0.4 else question
    for pattern, ways in _RENDERED:
        if chance.random() < 0.5:
            text = pattern.sub(chance.choice(ways), text)
    words = [_word(word, chance) for word in text.split()]
    text = " ".join(words)
    if chance.random() < 0.5:
        text = text.rstrip("?. ")
    if chance.random() < 0.6:
        text = text.lower()
    if chance.random() < 0.2:
        text = chance.choice(_OPENINGS) + text
    if chance.random() < 0.3:
        text = text.rstrip("?. ") + chance.choice(_CLOSINGS)
    return text


def _moved(question: str) -> str:
    found = _ASKING.match(question)
    return f"{found[2]} {found[1].lower()}" if found else question


def _word(word: str, chance: random.Random) -> str:
    short = _SHORT.get(word.lower())
    if short and chance.random() < 0.35:
        return chance.choice(short)
    if word.isalpha() and word.islower() and len(word) >= LEAST_SLIP and chance.random() < 0.04:
        at = chance.randrange(1, len(word) - 2)
        return chance.choice((word[:at] + word[at + 1 :], word[:at] + word[at + 1] + word[at] + word[at + 2 :]))
    return word
