"""Whether a document is another version of one that is here: by its name and what it is, never by chance. Pure."""

import re
from collections.abc import Iterable

from rapidfuzz import fuzz

from indexer.documents.acts import own_act
from indexer.models import Document, Metadata

SPELLING = 85
"""Words that are alike to this degree (0..100) are one word, spelled in two ways."""
SAME_NAME_TITLES = 60
"""How alike the titles of two files of one name are at least."""

_MARK = r"(?:rev(?:isi)?|final|fix|draf|draft|rancangan|ranc|akhir|versi|ver|v|ed(?:isi)?|salinan|copy|salin|baru|update|bersih|ttd)"
_VERSION = re.compile(rf"{_MARK}\d{{0,3}}|\d{{1,2}}(?=\))")
_STAMP = re.compile(
    r"\(\d{1,2}\)|(?<!\d)(?:20\d\d[-_. ]?[01]\d[-_. ]?[0-3]\d|[0-3]?\d[-_. ][01]?\d[-_. ]20\d\d|[0-3]\d[01]\d20\d\d)(?!\d)"
)
_EMPTY_NAME = re.compile(
    r"(?:dokumen|document|file|berkas|scan|scanned|img|image|foto|photo|lampiran|untitled|new|whatsapp|doc|page|halaman)?"
)
_ROMAN = re.compile(r"[ivxlc]+")


def older_version(name: str, metadata: Metadata, documents: Iterable[Document]) -> int | None:
    """The id of the live document that a file of this name seems to be a new version of; the likeliest, if there are several.

    Documents of different regions, periods, kinds or regulation numbers are never versions of each other, and neither are those
    whose titles differ in a number.
    """
    found = [(_likeness(name, metadata, document), document.id) for document in documents]
    likeness, document_id = max(found, default=(0.0, 0))
    return document_id if likeness else None


def _likeness(name: str, new: Metadata, old: Document) -> float:
    """0..3; 0 for another document."""
    if _conflict(new.region, old.region) or _conflict(new.period, old.period) or _act(new) != _act(old):
        return 0.0
    alike = fuzz.token_sort_ratio(new.title.casefold(), old.title.casefold()) / 100
    same_name = _base(name) == _base(old.name) and not _EMPTY_NAME.fullmatch("".join(w for w in _base(name) if w.isalpha()))
    kinds = {new.kind, old.kind}
    if same_name and (len(kinds) == 1 or "lainnya" in kinds) and alike * 100 >= SAME_NAME_TITLES:
        return 2.0 + alike
    known = len(kinds) == 1 and not kinds & {"berita", "lainnya"} and new.region == old.region and new.period == old.period
    return alike if known and _same_title(new.title, old.title) else 0.0


def _conflict(one: str, other: str) -> bool:
    return bool(one and other) and one.casefold() != other.casefold()


def _act(document: Metadata | Document) -> tuple[str, ...]:
    """The number under which a regulation was issued; () for other documents."""
    act = own_act("", document.title, document.region)
    return (act.name, act.number, act.year) if act else ()


def _base(name: str) -> tuple[str, ...]:
    """The words of a file's name without its ending and what tells versions apart."""
    stem = _STAMP.sub(" ", name.casefold().rsplit(".", 1)[0])
    return tuple(word for word in re.findall(r"[^\W_]+", stem) if not _VERSION.fullmatch(word))


def _same_title(one: str, other: str) -> bool:
    """Whether two titles have the same words, and the same numbers, but for words like "rancangan"."""
    words = [[w for w in re.findall(r"[^\W_]+", title.casefold()) if not _VERSION.fullmatch(w)] for title in (one, other)]
    fixed, free = zip(*(_parted(each) for each in words), strict=True)
    return fixed[0] == fixed[1] and all(_among(w, free[1]) for w in free[0]) and all(_among(w, free[0]) for w in free[1])


def _parted(words: list[str]) -> tuple[list[str], list[str]]:
    """Numbers and short words, which must be the same, sorted; and longer ones, which may be spelled in another way."""
    fixed = sorted(word for word in words if len(word) < 5 or any(map(str.isdigit, word)) or _ROMAN.fullmatch(word))
    return fixed, [word for word in words if word not in fixed]


def _among(word: str, words: list[str]) -> bool:
    return any(fuzz.ratio(word, other) >= SPELLING for other in words)
