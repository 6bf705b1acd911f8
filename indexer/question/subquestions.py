"""One message that asks two things -> the questions in it, each in full. Pure.

Three shapes are told apart: several questions one after the other ("… berapa? target 2026 nya?"), two joined in one sentence
("apa itu SIPJM dan bagaimana fungsinya"), and a comparison ("bedanya belanja modal sama belanja barang"). What leans on the
question before it is completed from that; where it isn't certain how, the message stays one question.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import chain

from indexer.language.terms import STOPWORDS
from indexer.language.vocabulary import ACRONYMS
from indexer.question.followups import BESIDE, HEADS, complete, is_verb, leans_on, plain
from indexer.question.wording import about_answer, asking_sentences

MOST = 4
"""Questions taken out of one message; with more it is rather a list to be answered as a whole."""
LONGEST = 120
"""Characters of each side of a comparison; more is a story."""

_ASKS = r"(?:berapa|siapa|kapan|bagaimana|mengapa|kenapa|apa|apakah|dimana|di mana|sebutkan|jelaskan|hitung|uraikan|tunjukkan)"
_ASKING = re.compile(rf"\b{_ASKS}\b", re.I)
_JOINT = re.compile(rf"(?:[,;]\s*)?\b(?:dan|serta|lalu|terus|kemudian|sekaligus)\s+(?:juga\s+)?(?={_ASKS}\b)", re.I)
_OWNED = re.compile(rf"[,;]\s*(?:dan\s+)?(?=[^\W\d]{{3,}}nya\b[^,;]*\b{_ASKS}\b)", re.I)
"""Before "…, turunnya berapa?": what is asked next of the same subject."""
_OF_THE_ANSWER = re.compile(
    r"\W*\b(?:serta|dan|,)\s+(?:sebutkan|tunjukkan|sertakan|tuliskan|berikan|cantumkan)\s+(?:juga\s+)?(?:sumber|dasar|rujukan|halaman|dokumen)"
    r"(?:\s?nya)?(?:\s+(?:dokumen|data|halaman|peraturan|hukum)(?:\s?nya)?)?\s*[.!?]*$",
    re.I,
)
_AND, _OPENING = r"(?:dan|dengan|sama|vs|versus|daripada|terhadap)", r"^(?:.*?\b)??"
_HOW = r"(?:[\s,]+(?:masing(?:[\s-]masing)?|berapa|persen|nya|itu|apa|atau|naik|turun|meningkat|menurun|bagaimana))*"
_COMPARES = (
    (
        re.compile(
            rf"{_OPENING}(?:perbedaan(?:nya)?|membedakan)\s+(?:antara\s+)?(?P<a>.+?)\s+{_AND}\s+(?P<b>.+?)"
            r"(?:\s+(?:itu\s+)?(?:apa|bagaimana|dimana)(?: saja)?)?$", re.I,
        ),
        "Apa itu {}?",
    ),
    *(
        (re.compile(rf"{_OPENING}(?:di)?(?:bandingkan|perbandingan)\s+(?P<what>\S.*?)\s+antara\s+(?P<a>.+?)\s+{joint}\s+(?P<b>.+?){_HOW}$", re.I), "{}")
        for joint in ("dengan", _AND)  # each side may have an "and" of its own
    ),
    (re.compile(rf"{_OPENING}(?:bandingkan|perbandingan)\s+(?:antara\s+)?(?P<a>.+?)\s+{_AND}\s+(?P<b>.+?){_HOW}$", re.I), "{}"),
    (re.compile(rf"(?P<a>.+?)\s+(?:di)?banding(?:kan)?\s+(?:dengan\s+)?(?P<b>(?:(?:19|20)\d\d|kabupaten|kota|provinsi)\b.*?)(?:\s+(?:itu\s+)?(?:perbedaan|selisih|lebih)\b.*|{_HOW})$", re.I), "{}"),
    (
        re.compile(
            rf"(?P<what>.*?)\s*(?:(?:lebih|paling) \w+ (?:yang )?mana|(?:yang )?mana(?: yang)? (?:lebih|paling) \w+)[\s,:]*(?:antara\s+)?"
            rf"(?P<a>.+?)\s+(?:atau|dan|dengan|sama)\s+(?P<b>.+?){_HOW}$", re.I,
        ),
        "{}",
    ),
)  # fmt: skip
"""How a comparison of a and b is put, and what is then asked of each side."""
_FACTS = r"(?:nomor|no|tanggal|tgl|tahun|judul|visi|misi|ketua|sekretaris|wakil ketua|alamat|lokasi|penanggung jawab)"
_TWO_FACTS = re.compile(
    rf"(?P<opening>^\W*(?:tolong |mohon |siapa |sebutkan |apa )*)(?P<a>{_FACTS})\s+(?:dan|sama|serta|&|/)\s+(?P<b>{_FACTS})\s+(?P<of>\S.*)$",
    re.I,
)
"""Two things asked of one subject: "nomor dan tanggal SK Tim SPBE"."""
_FULL = {"no": "nomor berapa", "nomor": "nomor berapa", "tgl": "tanggal", "tanggal": "tanggal"}
_OF_THE_SAME = re.compile(r"\b(?:per|peng)hitungannya|\brinciannya|\bpenjelasannya|\bcara (?:menghitung|hitung)", re.I)
"""Asks how the same figure comes about: that stands with it, if anywhere."""
_UNITS = frozenset("kali hari bulan minggu tahun persen orang rupiah unit buah".split())
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_RELATION = re.compile(r"\b(?:untuk|di|pada|dalam|bagi)\s", re.I)
_PLACE = re.compile(r"\b(?:kabupaten|kota|provinsi|kecamatan)\s", re.I)


def subquestions(question: str, regions: Collection[str] = ()) -> tuple[str, ...]:
    """The questions in a message, each in full, in order, or those that a comparison rests on; empty where it asks one thing.

    `regions` are the names of places that the library knows.
    """
    question = _OF_THE_ANSWER.sub("?", question)
    sentences, around = asking_sentences(question)
    asked = [part for part in chain.from_iterable(map(_split, sentences)) if re.search(r"\w", part)]
    if not 1 < len(asked) <= MOST:
        return _sides(sentences, regions) or _two_facts(sentences)
    full = [asked[0]]
    for part in asked[1:]:
        completed = part if _stands_alone(part) else complete(f"kalau {part}", [full[-1]], regions)
        if completed is None:
            return ()
        full.append(completed)
    return tuple(" ".join([*around, part]) for part in full)


def compares(question: str) -> bool:
    """Whether a message asks how two things compare, and nothing besides."""
    return bool(_sides(asking_sentences(_OF_THE_ANSWER.sub("?", question))[0], ()))


def _sides(sentences: Sequence[str], regions: Collection[str]) -> tuple[str, ...]:
    """What is asked of each side of a comparison: what it is where their difference is asked, else its value."""
    for sentence in sentences:
        text = plain(sentence)
        found = next(((match, asks) for pattern, asks in _COMPARES if (match := pattern.match(text))), None)
        if found and all(map(_side, found[0].group("a", "b"))):
            match, asks = found
            what = f"{match.groupdict().get('what') or ''} ".lstrip()
            return tuple(asks.format(what + side) for side in _in_full(match["a"], match["b"], regions))
    return ()


def _two_facts(sentences: Sequence[str]) -> tuple[str, ...]:
    match = _TWO_FACTS.match(plain(sentences[0])) if len(sentences) == 1 else None
    return (
        tuple(f"{match['opening']}{_FULL.get(match[one].casefold(), match[one])} {match['of']}" for one in "ab")
        if match
        else ()
    )


def _side(text: str) -> bool:
    """Whether a text may be one side of a comparison: a thing or a year, and not a whole story."""
    return len(text) <= LONGEST and bool(_content(text) or _YEAR.match(text))


def _split(sentence: str) -> Iterator[str]:
    """The questions that one sentence joins: each has its own word that asks, and something that it asks about."""
    start = 0
    text = plain(sentence)
    for joint in sorted([*_JOINT.finditer(text), *_OWNED.finditer(text)], key=re.Match.start):
        left, right = text[start : joint.start()], text[joint.end() :]
        new = (_content(right) or leans_on(right)) and not _OF_THE_SAME.search(right)
        if new and _ASKING.search(left) and _content(left):
            yield left.rstrip(" ,;") + "?"
            start = joint.end()
    yield text[start:] + "?" if start else sentence


def _content(text: str) -> list[str]:
    """The words that say what a text is about: not how it is asked, nor in which unit or year."""
    words = re.findall(r"[^\W_]+", plain(text).casefold())
    beside = STOPWORDS | _UNITS
    return [word for word in words if not (word in beside or about_answer(word) or _ASKING.fullmatch(word) or word.isdigit())]


def _stands_alone(part: str) -> bool:
    """Whether a part has a subject of its own and leans on none before it."""
    return not leans_on(part) and any(word not in HEADS | BESIDE and not is_verb(word) for word in _content(part))


def _in_full(first: str, second: str, regions: Collection[str]) -> tuple[str, str]:
    """Both sides with what they share: "periode RPJPD" and "RPJMD", "APBD 2024" and "2025", "IPM Kota A" and "Kota B tahun 2022",
    "target stunting 2027 Kapuas" and "Barru"."""
    words, other = first.split(), second.split()
    if (region := _region(first, regions)) and (another := _region(second, regions)) and second.casefold() == another:
        return first, re.sub(rf"(?:\b(?:kabupaten|kota|provinsi)\s+)?\b{re.escape(region)}\b", second, first, flags=re.I)
    place = _PLACE.search(first)
    if _YEAR.fullmatch(other[0]) and _YEAR.search(first):
        rest = " ".join(other[1:])
        of_both = f" {rest}" if _RELATION.match(rest) and not _RELATION.search(first) else ""
        return first + of_both, " ".join([_YEAR.sub(other[0], first), *other[1:]])
    if _PLACE.match(second) and place and place.start():
        second = first[: place.start()] + second
    elif len(other) == 1 < len(words) and _short(words[-1]) and _short(other[0]) and not any(map(_short, words[:-1])):
        second = " ".join([*words[:-1], second])
    years = set(_YEAR.findall(f"{first} {second}"))
    when = f" tahun {years.pop()}" if len(years) == 1 else ""
    return tuple(side if not when or _YEAR.search(side) else side + when for side in (first, second))


def _region(text: str, regions: Collection[str]) -> str | None:
    """The place known to the library that a text names, as the text has it, in lower case: with "kabupaten" or without."""
    bare = text.casefold()
    names = sorted((name.casefold() for region in regions for name in (region, _PLACE.sub("", region))), key=len, reverse=True)
    return next((name for name in names if name and re.search(rf"\b{re.escape(name)}\b", bare)), None)


def _short(word: str) -> bool:
    return word.casefold() in ACRONYMS or word.isupper()
