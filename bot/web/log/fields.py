"""The form of the filters: what there is to choose, and what is chosen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.journal.entries import Verdict
from bot.journal.filters import Outcome
from bot.journal.listing import Choices
from bot.journal.sources import short_title
from bot.models import ROLE_NAMES
from bot.web.log.address import DISLIKED, LIKED, UNREVIEWED
from indexer.models import Document

ANY = ("", "Semua")


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the form; `choices` are what stands in the address and how it is called, None for a date."""

    name: str
    label: str
    choices: Sequence[tuple[str, str]] | None = None


def fields(choices: Choices, documents: Sequence[Document], given: dict[str, str], names: bool) -> list[Field]:
    """In the order in which people narrow a list down; persons only where `names` may be seen. A document that is gone stays chosen."""
    titles = {document.name: short_title(document.title or document.name) for document in documents}
    if gone := given.get("dokumen"):
        titles.setdefault(gone, gone)
    regions = sorted({document.region for document in documents if document.region})
    people = [(str(asker.id), asker.name or str(asker.id)) for asker in choices.askers]
    asked_by = [Field("orang", "Penanya", [ANY, *people])] if names else []
    return [
        Field("dari", "Sejak tanggal"),
        Field("sampai", "Sampai tanggal"),
        Field("opd", "OPD penanya", _same(choices.agencies)),
        *asked_by,
        Field("peran", "Peran penanya", [ANY, *((str(role), name) for role, name in ROLE_NAMES.items())]),
        Field("hasil", "Hasil", _same(Outcome)),
        Field("suara", "Penilaian pengguna", [ANY, (LIKED, "👍"), (DISLIKED, "👎")]),
        Field("alasan", "Alasan 👎", _same(choices.objections)),
        Field("ditinjau", "Sudah ditinjau?", [ANY, (UNREVIEWED, "Belum")]),
        Field("verdict", "Tinjauan", _same(Verdict)),
        Field("dokumen", "Dokumen", [ANY, *sorted(titles.items(), key=lambda title: title[1].casefold())]),
        Field("daerah", "Daerah", _same(regions)),
        Field("penyusun", "Penyusun", _same(choices.composers)),
    ]


def _same(values: Iterable[str]) -> list[tuple[str, str]]:
    """Each called as it stands in the address, its first letter a capital."""
    return [ANY, *((str(value), value[:1].upper() + value[1:]) for value in values)]
