"""What of a file was not read, in one Indonesian sentence: the same one in a terminal, a receipt and on a document's screen. Pure."""

from collections.abc import Iterable, Sequence

from indexer.language.shortening import shortened
from indexer.models import Loss, Lost

MOST_NAMED = 3
"""How many runs of pages, or parts of a file, a loss names; of others it says how many they are."""
_LONGEST_NAME = 40
WORDS = {Lost.FORMULAS: "rumus belum berisi nilai", Lost.TABLES: "tabel yang barisnya tidak terbedakan"}
"""What is lost, where its own name would not say why."""
_OF_FILES = frozenset({Lost.ATTACHMENTS})
"""Losses whose parts are files; those of others are sheets."""
_WAY_OUT = {Lost.FORMULAS: "hanya hitungan sederhana yang dihitung; buka dan simpan di Excel"}
"""What whoever sent the file may do about it."""


def unread(losses: Iterable[Loss]) -> str:
    """ "2 halaman (hlm. 3, 7), 4 rumus belum berisi nilai (lembar Belanja; …)"; "" where nothing was lost."""
    return ", ".join(map(_said, _together(losses)))


def unread_line(losses: Iterable[Loss]) -> str:
    """ "Tidak terbaca: 2 halaman (hlm. 3, 7)."; "" where nothing was lost."""
    said = unread(losses)
    return f"Tidak terbaca: {said}." if said else ""


def _together(losses: Iterable[Loss]) -> list[Loss]:
    """One loss of each kind, in the order of the kinds; several readers may have told of the same kind."""
    told: dict[Lost, list[Loss]] = {what: [] for what in Lost}
    for loss in losses:
        told[loss.what].append(loss)
    sums = [_sum(what, of_kind) for what, of_kind in told.items()]
    return [loss for loss in sums if loss.count]


def _sum(what: Lost, losses: Sequence[Loss]) -> Loss:
    pages: set[int] = set()
    parts: dict[str, None] = {}
    for loss in losses:
        pages.update(loss.pages)
        parts.update(dict.fromkeys(loss.parts))
    count = sum(loss.count for loss in losses)
    return Loss(what, count, tuple(sorted(pages)), tuple(parts))


def _said(loss: Loss) -> str:
    said = f"{loss.count} {WORDS.get(loss.what, loss.what.value)}"
    details = (_pages(loss.pages), _parts(loss), _WAY_OUT.get(loss.what, ""))
    told = "; ".join(filter(None, details))
    return f"{said} ({told})" if told else said


def _pages(pages: Sequence[int]) -> str:
    """ "hlm. 3–9, 12 dan 4 lainnya"; "" where no page is known."""
    if not pages:
        return ""
    runs = _runs(pages)
    named = list(map(_run_name, runs[:MOST_NAMED]))
    others = sum(map(len, runs[MOST_NAMED:]))
    return f"hlm. {_listed(named, others)}"


def _runs(pages: Sequence[int]) -> list[list[int]]:
    """The pages in runs of neighbours."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return runs


def _run_name(run: Sequence[int]) -> str:
    return str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}"


def _parts(loss: Loss) -> str:
    """ "lembar Belanja, Rekap dan 2 lainnya", "rincian.xlsx"; "" where no part has a name."""
    names = list(map(_name, loss.parts))
    named = list(filter(None, names[:MOST_NAMED]))
    if not named:
        return ""
    listed = _listed(named, others=len(names) - len(named))
    return listed if loss.what in _OF_FILES else f"lembar {listed}"


def _name(part: str) -> str:
    """The name on one line, cut where it is long."""
    return shortened(" ".join(part.split()), _LONGEST_NAME)


def _listed(named: Sequence[str], others: int) -> str:
    ending = f" dan {others} lainnya" if others else ""
    return ", ".join(named) + ending
