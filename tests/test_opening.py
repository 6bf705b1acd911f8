"""What an answer opens with: the value that is asked for, with its unit and what it is the value of."""

from dataclasses import replace

import pytest
from spans_by_hand import document, line, passage, row, with_odds

from bot.answering.extractive.composer import ExtractiveComposer
from bot.models import Value
from indexer.language.mentions import mentions
from indexer.models import Passage, Span
from indexer.question.understanding import understand

REGION = replace(document(), region="Kabupaten Contoh")


def read(question: str, span: Span, **meant: float) -> Passage:
    """A passage of one span that surely answers, of which a reader means what is named, with dots and spaces for underscores, so surely."""
    found = with_odds(passage(understand(question), span, of=REGION), 3.0)
    (evidence,) = found.evidence
    parts = list(span.cells) if span.kind == "row" else [mention.of(span.text) for mention in mentions(span.text)]
    by_part = {name.replace("_", " ").strip(): logit for name, logit in meant.items()}
    cells = tuple(by_part.get(part.replace(".", " "), -5.0) for part in parts)
    return replace(found, evidence=(replace(evidence, cells=cells),))


def answered(question: str, found: Passage) -> tuple[str, tuple[Value, ...]]:
    draft = ExtractiveComposer().compose(understand(question), [found])
    return draft.text, draft.values


def test_the_cell_of_the_year_stands_first_with_its_unit_what_it_is_of_and_the_region():
    question = "berapa rumah tidak layak huni 2026"
    span = row(("Indikator", "Satuan", "2025", "2026"), "Rumah tidak layak huni", "unit", "410", "380")
    text, values = answered(question, read(question, span, **{"380": 4.0}))
    assert text == "380 unit — Rumah tidak layak huni, 2026, Kabupaten Contoh [1]"
    assert values == (Value("380 unit", "Rumah tidak layak huni, 2026, Kabupaten Contoh", "unit", "2026", "Kabupaten Contoh"),)


def test_several_cells_that_are_asked_for_are_told_apart_by_their_heads():
    question = "harga telur di pasar murah berapa dan di pasar biasa berapa"
    span = row(("Komoditas", "Harga pasar murah (Rp)", "Harga pasar (Rp)", "Stok (kg)"), "Telur", "27.000", "30.200", "500")
    text, _ = answered(question, read(question, span, _27_000=3.0, _30_200=3.0))
    assert text.startswith("Rp27.000 (Harga pasar murah); Rp30.200 (Harga pasar) — Telur, Kabupaten Contoh")


def test_where_two_years_are_asked_none_is_left_out():
    question = "realisasi parkir 2023 dan 2024 berapa"
    span = row(("Uraian", "2023 Realisasi", "2024 Realisasi", "2025 Target"), "Parkir", "812", "927", "950")
    text, _ = answered(question, read(question, span, _927=4.0))
    assert text.startswith("812 (2023 Realisasi); 927 (2024 Realisasi) — Parkir")


def test_who_is_asked_for_stands_before_the_office():
    question = "siapa sekretaris"
    span = row(("Jabatan", "Nama"), "Sekretaris", "Kepala Dinas Kominfo")
    text, _ = answered(question, read(question, span, Kepala_Dinas_Kominfo=3.0))
    assert text == "Kepala Dinas Kominfo — Sekretaris, Nama, Kabupaten Contoh [1]"


@pytest.mark.parametrize("asked", ["triwulan 3", "tw iii", "triwulan III"])
def test_a_quarter_is_found_however_it_is_written(asked):
    question = f"insiden siber {asked} ada berapa"
    span = row(("Layanan", "TW I", "TW II", "TW III", "TW IV"), "Insiden siber", "8", "13", "15", "7")
    text, _ = answered(question, read(question, span))
    assert text == "15 — Insiden siber, TW III, Kabupaten Contoh [1]"


def test_a_sentence_stands_below_the_figure_that_is_asked_for():
    question = "berapa jumlah peserta musrenbang"
    span = line("Musrenbang digelar pada 22 Mei 2025 dan dihadiri 264 peserta dari 31 kecamatan.")
    text, values = answered(question, read(question, span, _264_peserta=4.5, _31_kecamatan=2.2))
    assert text == f"264 peserta\n{span.text} [1]"
    assert values == (Value("264 peserta", region="Kabupaten Contoh"),)


def test_what_is_enumerated_is_one_value():
    question = "di kecamatan mana sinyalnya belum memadai"
    span = line("Desa tanpa sinyal terdapat di Habinsaran, Nassau, dan Borbor.")
    text, _ = answered(question, read(question, span, Habinsaran=3.0, Nassau=3.0, Borbor=3.0))
    assert text.startswith("Habinsaran, Nassau, dan Borbor\n")


def test_an_enumeration_is_whole_where_two_of_it_are_meant():
    question = "di kecamatan mana sinyalnya belum memadai"
    span = line("Desa tanpa sinyal terdapat di Habinsaran, Nassau, dan Borbor.")
    text, _ = answered(question, read(question, span, Nassau=3.0, Borbor=3.0))
    assert text.startswith("Habinsaran, Nassau, dan Borbor\n")


def test_no_value_stands_before_words_that_say_that_something_is_missing():
    question = "berapa jumlah peserta musrenbang"
    span = line("Musrenbang dihadiri 264 peserta di kabupaten, jumlah di kecamatan belum direkap.")
    text, values = answered(question, read(question, span, _264_peserta=4.5))
    assert (text, values) == (f"{span.text} [1]", ())


def test_no_value_opens_what_a_reader_does_not_point_at():
    question = "berapa jumlah peserta musrenbang"
    span = line("Musrenbang dihadiri 264 peserta.")
    text, values = answered(question, read(question, span))
    assert (text, values) == (f"{span.text} [1]", ())
