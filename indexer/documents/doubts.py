"""Why a person should look at a document before it is searched. Pure."""

import re
from collections.abc import Sequence

from indexer.models import Metadata, Page

WORDS_OF_A_PAGE = 3
"""A page with fewer is an empty one."""
EMPTY_PAGES, EMPTY_SHARE = 3, 0.1
"""Fewer empty pages, or a smaller share, are the backs and dividers every document has."""
SURE = 0.75
"""A mean confidence of text recognition below which a reader stumbles."""
FEWEST_WORDS, INDONESIAN = 150, 0.02
"""A text with fewer words says nothing about its language; of an Indonesian one at least this share are the commonest words."""

_COMMON = frozenset(
    """
    yang dan di dengan untuk dari pada dalam ini itu adalah oleh atau sebagai tahun tidak akan daerah juga telah dapat serta
    melalui menjadi secara terhadap jumlah ke para tersebut bahwa antara persentase kegiatan program
    """.split()
)
_ENGLISH = frozenset("the of and to in is for that on with as by are this from be which or an at".split())


def doubts(pages: Sequence[Page], metadata: Metadata) -> tuple[str, ...]:
    """Indonesian sentences; none about an ordinary file. `metadata` is what is known, without a kind where none is."""
    found = (_empty(pages), _hard_to_read(pages), _foreign(pages), _unknown(metadata))
    return tuple(sentence for sentence in found if sentence)


def _empty(pages: Sequence[Page]) -> str:
    empty = sum(len(page.text.split()) < WORDS_OF_A_PAGE for page in pages)
    if empty < EMPTY_PAGES or empty < EMPTY_SHARE * len(pages):
        return ""
    return f"{empty} dari {len(pages)} halaman tanpa teks."


def _hard_to_read(pages: Sequence[Page]) -> str:
    """By the confidence of recognised pages, each as much as it has words."""
    sure = [(page.confidence, len(page.text.split())) for page in pages if page.confidence is not None]
    words = sum(count for _, count in sure)
    mean = sum(confidence * count for confidence, count in sure) / words if words else 1.0
    return f"Hasil pindai sulit dibaca (keyakinan rata-rata {mean * 100:.0f} %)." if mean < SURE else ""


def _foreign(pages: Sequence[Page]) -> str:
    words = re.findall(r"[^\W\d_]+", " ".join(page.text for page in pages).casefold())
    if len(words) < FEWEST_WORDS:
        return ""
    common, english = (sum(word in known for word in words) for known in (_COMMON, _ENGLISH))
    fine = common >= INDONESIAN * len(words) and common >= english
    return "" if fine else "Bahasanya tampaknya bukan bahasa Indonesia."


def _unknown(metadata: Metadata) -> str:
    return "" if metadata.kind else "Jenis dokumen belum dikenali."
