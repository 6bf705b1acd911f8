"""An answer from a regulation that was changed or revoked says so, and names the one to look into."""

from dataclasses import replace

import pytest

from bot.answering.cautions import with_cautions
from bot.answering.validity_notices import notices
from bot.models import Citation, Value
from indexer.errors import UnknownDocument
from indexer.models import Document

OLD = Document(1, "perda-5-2016.pdf", "/x", "", "Perda Nomor 5 Tahun 2016", "peraturan", "", "2016", "indexed", 4, 9, "")
NEW = replace(OLD, id=2, name="perda-2-2025.pdf", title="Perda Nomor 2 Tahun 2025")


def said(document: Document) -> list[str]:
    def document_of(document_id: int) -> Document:
        if document_id != NEW.id:
            raise UnknownDocument("tidak ada")
        return NEW

    return notices([Citation(1, document, 3, "", "kutipan"), Citation(2, document, 4, "", "kutipan")], document_of)


def test_what_is_in_force_needs_no_word():
    assert said(OLD) == []


@pytest.mark.parametrize(
    ("document", "notice"),
    [
        (replace(OLD, validity="dicabut", amended_by=2), "Perhatian: Perda Nomor 5 Tahun 2016 sudah dicabut dengan Perda Nomor 2 Tahun 2025."),
        (replace(OLD, validity="diubah"), "Perhatian: Perda Nomor 5 Tahun 2016 sudah diubah; periksa dahulu peraturan penggantinya."),
        (replace(OLD, validity="dicabut", amended_by=77), "Perhatian: Perda Nomor 5 Tahun 2016 sudah dicabut; periksa dahulu peraturan penggantinya."),
    ],
)  # fmt: skip
def test_the_one_that_came_after_it_is_named_where_it_is_known(document, notice):
    assert said(document) == [notice]


class Shelf:
    """A library that holds no pages and one document."""

    def document(self, document_id: int) -> Document:
        return NEW

    def pages(self, document_id: int, numbers: object) -> list:
        return []


def test_it_is_said_before_what_is_quoted_of_it_and_once():
    revoked = replace(OLD, validity="dicabut", amended_by=NEW.id)
    citations = [Citation(1, NEW, 1, "", "a"), Citation(2, revoked, 3, "", "b"), Citation(3, revoked, 4, "", "c")]
    text = "Rp5 — Tarif [1]\n\nRp4\nTarif lama Rp4. [2]\n\nRp3 — Tarif lain [3]"
    assert with_cautions(text, (Value("Rp5"), Value("Rp4")), citations, Shelf()).split("\n\n") == [
        "Rp5 — Tarif [1]",
        "⚠️ Perhatian: Perda Nomor 5 Tahun 2016 sudah dicabut dengan Perda Nomor 2 Tahun 2025.",
        "Rp4\nTarif lama Rp4. [2]",
        "Rp3 — Tarif lain [3]",
    ]
