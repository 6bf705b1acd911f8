"""A new question that says what of the earlier one was meant otherwise: "yang kota, bukan kabupaten", "tahap 1", "bandingkan dengan 2025". Pure."""

import re
from collections.abc import Collection, Sequence

from indexer.language.numbers import ORDINALS
from indexer.language.terms import STOPWORDS
from indexer.language.wordlists import alternatives
from indexer.question.leaning import BESIDE, FILLERS, HEADS, end_of_leaning, points_back
from indexer.question.slots import TITLE, Slot, find
from indexer.question.spelling import is_owned
from indexer.question.words import QUESTION_WORDS, Sentence, Word, in_one_line, words_in

_CONTRAST = alternatives("question_contrasts")
_THE_OTHER = (
    re.compile(r"^(?:yang )?(?P<meant>[^,]+?),? (?:dan )?bukan (?:yang )?(?P<taken>[^,]+)$", re.I),
    re.compile(rf"^bukan (?:yang )?(?P<taken>[^,]+?)(?:,? {_CONTRAST}|,)+ (?:yang )?(?P<meant>.+)$", re.I),
)
_COMPARED = re.compile(r"^(?:coba )?(?:di)?banding(?:kan|in)?(?: dengan| sama)? (?:yang )?(?P<other>.+)$", re.I)
_NUMBER = re.compile(r"\d{1,2}|[ivx]{1,4}")
LONGEST_NAME = 5
"""Words of what is named in the place of something else."""


def corrected(question: Sentence, topic: str, regions: Collection[str]) -> str | None:
    """The topic with what was meant in the place of what was taken for it; None where a question says no such thing, or it isn't certain where
    that stands."""
    said = question.typed.strip(" ?!.,")  # as it was written out, it no longer says what isn't meant
    for pattern in _THE_OTHER:
        found = pattern.match(said)
        if found:
            is_said = all(words - STOPWORDS for words in (_plain(found["taken"]), _plain(found["meant"])))
            return _put(topic, found["taken"], found["meant"], regions) if is_said else None
    return None


def _plain(text: str) -> set[str]:
    return {word.plain for word in words_in(text)}


def _put(topic: str, taken: str, meant: str, regions: Collection[str]) -> str | None:
    places = [slot for slot in find(topic, regions) if slot.kind == "place"]
    is_title = re.fullmatch(TITLE, taken, re.I) and re.fullmatch(TITLE, meant, re.I)
    if is_title and len(places) == 1:
        (place,) = places
        name = re.sub(rf"^{TITLE} ", "", place.value, flags=re.I)
        return f"{topic[: place.end - len(place.value)]}{meant.capitalize()} {name}{topic[place.end :]}"
    stands = re.compile(rf"(?<!\w){re.escape(taken)}(?!\w)", re.I)
    return stands.sub(lambda _: meant, topic) if stands.search(topic) else None


def of_same_head(question: Sentence, topic: str, regions: Collection[str]) -> str | None:
    """The topic with something else of the same sort in the place of what it asks of: "tahap 1" where it asks of "tahap kedua", "kecamatan
    Tingkir" where it asks of "Kecamatan Argomulyo". None where a question says more, or the topic names no such thing, or two."""
    if _asks_itself(question, topic):
        return None
    said = [word for word in question.between(end_of_leaning(question), len(question.text)) if not _says_nothing(word)]
    if not 2 <= len(said) <= LONGEST_NAME or not _is_head(said[0]) or not all(map(_may_name, said[1:])):
        return None
    words = words_in(topic)
    heads = [at for at, word in enumerate(words) if word.plain == said[0].plain]
    if len(heads) != 1:
        return None
    taken = words[heads[0]]
    following = words[heads[0] + 1 :]
    end = _end_of_name(following[:1] if _is_number(said[1]) else following, find(topic, regions))
    return f"{topic[: taken.start]}{in_one_line(said)}{topic[end:]}" if end else None


def _asks_itself(question: Sentence, topic: str) -> bool:
    """Whether a question asks something else than the topic, or of what was named before: "desa mana yang …", "anggotanya siapa"."""
    asks_else = QUESTION_WORDS & question.said - _plain(topic)
    return bool(asks_else) or any(map(points_back, question.said))


def _says_nothing(word: Word) -> bool:
    return word.plain in QUESTION_WORDS or word.plain in FILLERS


def _is_head(word: Word) -> bool:
    """Whether a word may be the class of what is named after it."""
    is_class = word.plain.isalpha() and not is_owned(word.plain)
    return is_class and word.plain not in STOPWORDS | HEADS | BESIDE


def _may_name(word: Word) -> bool:
    return _is_number(word) or word.plain not in STOPWORDS


def _is_number(word: Word) -> bool:
    return word.plain in ORDINALS or _NUMBER.fullmatch(word.plain) is not None


def _end_of_name(following: Sequence[Word], slots: Sequence[Slot]) -> int:
    """Where the name ends that begins with these words; 0 where none does."""
    starts = {slot.start for slot in slots}
    end = 0
    for word in following:
        if word.start in starts or word.plain in STOPWORDS or word.plain in QUESTION_WORDS:
            break
        end = word.end
    return end


def compared_with(question: Sentence) -> str | None:
    """What the earlier question is to be compared with: "2025" of "bandingkan dengan 2025"."""
    rest = question.text[end_of_leaning(question) :].strip(" ?!.,")
    found = _COMPARED.match(rest)
    return found["other"] if found else None
