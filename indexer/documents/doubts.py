"""Why a person should look at a document before it is searched. Pure."""

import re
from collections.abc import Sequence

from indexer.documents.regulation_titles import DRAFT
from indexer.language.wordlists import words
from indexer.models import REGIONAL_KINDS, Metadata, Page

WORDS_OF_A_PAGE = 3
"""A page with fewer is an empty one."""
EMPTY_PAGES, EMPTY_SHARE = 3, 0.1
"""Fewer empty pages, or a smaller share, are the backs and dividers every document has."""
SURE = 0.75
"""A mean confidence of text recognition below which a reader stumbles."""
FEWEST_WORDS, INDONESIAN = 150, 0.02
"""A text with fewer words says nothing about its language; of an Indonesian one at least this share are the commonest words."""

_COMMON_INDONESIAN = words("common_indonesian")
_COMMON_ENGLISH = words("common_english")
_WORD = re.compile(r"[^\W\d_]+")


def doubts(pages: Sequence[Page], metadata: Metadata, regions: Sequence[str] = ()) -> tuple[str, ...]:
    """Indonesian sentences; none about an ordinary file. `metadata` is what is known, without a kind where none is; `regions` are those
    that the document may be of where that isn't known."""
    found = (
        _empty(pages),
        _hard_to_read(pages),
        _foreign(pages),
        _unknown(metadata),
        _of_no_region(metadata, regions),
        _draft(metadata),
    )
    return tuple(sentence for sentence in found if sentence)


def _empty(pages: Sequence[Page]) -> str:
    empty = sum(len(page.text.split()) < WORDS_OF_A_PAGE for page in pages)
    if empty < EMPTY_PAGES or empty < EMPTY_SHARE * len(pages):
        return ""
    return f"{empty} dari {len(pages)} halaman tanpa teks."


def _hard_to_read(pages: Sequence[Page]) -> str:
    """By the confidence of recognised pages, each as much as it has words."""
    word_count = 0
    summed_confidence = 0.0
    for page in pages:
        if page.confidence is not None:
            words_of_page = len(page.text.split())
            word_count += words_of_page
            summed_confidence += page.confidence * words_of_page
    mean = summed_confidence / word_count if word_count else 1.0
    return f"Hasil pindai sulit dibaca (keyakinan rata-rata {mean * 100:.0f} %)." if mean < SURE else ""


def _foreign(pages: Sequence[Page]) -> str:
    text = " ".join(page.text for page in pages).casefold()
    found = _WORD.findall(text)
    if len(found) < FEWEST_WORDS:
        return ""
    indonesian = sum(map(_COMMON_INDONESIAN.__contains__, found))
    english = sum(map(_COMMON_ENGLISH.__contains__, found))
    if indonesian >= max(english, INDONESIAN * len(found)):
        return ""
    return "Bahasanya tampaknya bukan bahasa Indonesia."


def _unknown(metadata: Metadata) -> str:
    return "" if metadata.kind else "Jenis dokumen belum dikenali."


def _of_no_region(metadata: Metadata, regions: Sequence[str]) -> str:
    """Of a paper that is always a government's, and of any that may be of several regions."""
    is_asked = metadata.kind in REGIONAL_KINDS or bool(regions)
    return "Daerahnya belum dikenali; pilih di bawah." if is_asked and not metadata.region else ""


def _draft(metadata: Metadata) -> str:
    """Of a regulation: whoever asks takes what it says to be in force."""
    is_draft = metadata.kind == "peraturan" and metadata.title.startswith(DRAFT)
    return "Tampaknya masih rancangan; terbitkan hanya bila rancangan ini boleh dijadikan jawaban." if is_draft else ""
