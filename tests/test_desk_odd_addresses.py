"""What nobody meant to send is answered with a sentence, and never taken for trouble of the server."""

import re
import zipfile
from io import BytesIO

import pytest
from desk_world import COORDINATOR, desk, form_word  # noqa: F401
from openpyxl import Workbook

BEYOND = 10**30
HEADS = ["Pertanyaan", "Jawaban", "Dokumen", "Halaman", "Kutipan"]


@pytest.fixture
def sari(desk):  # noqa: F811
    return desk.client(COORDINATOR)


def test_a_number_or_a_day_that_nothing_has(sari):
    addresses = [
        f"/log/{BEYOND}",
        f"/log/{BEYOND}/halaman/1",
        f"/celah/{BEYOND}",
        f"/celah?log={BEYOND}",
        f"/celah?halaman={BEYOND}",
        f"/jawaban/{BEYOND}",
        f"/jawaban?halaman={BEYOND}",
        f"/jawaban/baru?log={BEYOND}",
        "/jawaban/baru?log=²",
        "/jejak?dari=0001-01-01",
        "/jejak?sampai=9999-12-31",
        "/angka?masa=rentang&dari=0001-01-01&sampai=0001-02-01",
        "/angka?masa=rentang&dari=9999-12-01&sampai=9999-12-31",
    ]
    troubled = [address for address in addresses if sari.get(address, follow_redirects=True).status_code >= 500]
    assert troubled == []


def sheet(change) -> bytes:
    """A workbook of two rows, with what is changed in the XML of its sheet."""
    book, kept, changed = Workbook(), BytesIO(), BytesIO()
    for row in (HEADS, ["Apa visi?", "Maju.", "rpjmd.md"]):
        book.active.append(row)
    book.save(kept)
    with zipfile.ZipFile(kept) as there, zipfile.ZipFile(changed, "w") as made:
        for name in there.namelist():
            data = there.read(name)
            made.writestr(name, change(data) if name.endswith("sheet1.xml") else data)
    return changed.getvalue()


def without_dimension(xml: bytes) -> bytes:
    return re.sub(rb"<dimension[^>]*/>", b"", xml)


def cut_short(xml: bytes) -> bytes:
    return xml[: len(xml) // 2]


def test_a_sheet_that_another_program_wrote_or_that_is_broken(sari):
    word = form_word(sari.get("/jawaban"))
    for change, says in ((without_dimension, "Apa visi?"), (cut_short, "tidak dapat dibaca")):
        reply = sari.post("/jawaban/impor", data={"csrf": word}, files={"berkas": ("jawaban.xlsx", sheet(change))})
        assert reply.status_code in (200, 400) and says in reply.text
