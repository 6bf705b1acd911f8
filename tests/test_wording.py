"""A span as the reader reads it: itself first, then its place, within a few hundred characters."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spans_by_hand import document, line, row

from indexer.evidence.reader.wording import ABOVE, BEFORE, CELL, OWN, TITLE, in_place
from indexer.language.terms import index_terms
from indexer.models import Document, Span

REPORT = replace(document("RPJMD Kabupaten Contoh", "Kabupaten Contoh", "2025-2029"), date="2025-08-20")
KNOWN = " · ".join(("", REPORT.region, REPORT.period, REPORT.date))
LONGEST = OWN + BEFORE + ABOVE + TITLE + len(KNOWN) + 3 * len(" | ")
TEXT = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=700)
LINES = st.lists(TEXT, max_size=5).map(tuple)
KINDS = st.sampled_from(["sentence", "item", "heading", "line"])
SPANS = st.builds(line, TEXT, KINDS, LINES, LINES)
CELLS = st.lists(st.text(max_size=200), min_size=1, max_size=12)
VALUES = st.from_regex(r"[1-9][0-9]{0,5}", fullmatch=True)


def read(*spans: Span, at: int = -1, of: Document = REPORT, asked: tuple[str, ...] = ()) -> str:
    return in_place(spans, at % len(spans), of, asked).text


@settings(deadline=None)
@given(spans=st.lists(SPANS, min_size=1, max_size=4), data=st.data(), title=TEXT)
def test_what_is_read_begins_with_the_span_itself_and_is_no_longer_than_the_reader_reads(spans, data, title):
    at = data.draw(st.integers(0, len(spans) - 1))
    placed = in_place(spans, at, replace(REPORT, title=title), ())
    assert placed.text[: placed.own].startswith(spans[at].text[:OWN])
    assert len(placed.text) <= LONGEST


@settings(deadline=None)
@given(heads=CELLS, cells=CELLS, asked=st.lists(st.text(max_size=10), max_size=5))
def test_a_row_is_no_longer_than_the_reader_reads_whether_its_heads_are_as_many_as_its_cells_or_not(heads, cells, asked):
    placed = in_place([row(tuple(heads), *cells)], 0, REPORT, asked)
    assert placed.own <= OWN and len(placed.text) <= LONGEST


@settings(deadline=None)
@given(heads=CELLS, cells=CELLS)
def test_a_row_s_cells_are_placed_where_they_are_read(heads, cells):
    placed = in_place([row(tuple(heads), *cells)], 0, REPORT, ())
    assert len(placed.cells) == len(cells)
    for (start, end), cell in zip(placed.cells, cells, strict=True):
        assert cell.startswith(placed.text[start:end]) and end <= placed.own


def test_of_a_row_that_ends_where_no_more_is_read_no_cell_reaches_into_what_stands_around_it():
    placed = in_place([row(("", "", "", ""), *("x" * 105 for _ in range(4)))], 0, REPORT, ())
    assert placed.cells[-1] == (321, OWN)


@settings(deadline=None)
@given(values=st.lists(VALUES, min_size=8, max_size=30), data=st.data())
def test_a_row_that_is_too_long_keeps_what_names_it_and_the_column_that_is_asked(values, data):
    heads = ("Indikator", *(f"Target triwulan kota {2000 + at} menurut dokumen induk" for at in range(len(values))))
    long = row(heads, "Indeks Gini", *values)
    wanted = data.draw(st.integers(1, len(values)))
    asked = index_terms(f"target triwulan indeks gini {1999 + wanted}").split()
    placed = in_place([long], 0, REPORT, asked)
    own = placed.text[: placed.own]
    assert own.startswith("Indikator: Indeks Gini")
    assert f"{heads[wanted]}: {values[wanted - 1]}" in own


def test_a_line_that_announces_a_list_is_read_with_the_list_and_no_further():
    opening = line("Asasnya:")
    items = [line(word, "item", parents=("Asasnya:",)) for word in ("keterbukaan", "kemanfaatan")]
    assert read(opening, *items, line("Kalimat lain."), at=0).startswith("Asasnya: keterbukaan kemanfaatan | ")


def test_a_heading_is_read_with_what_stands_under_it_up_to_the_next():
    spans = [line("Visi", "heading"), line("Kota yang tenteram."), line("Misi", "heading")]
    assert read(*spans, at=0).startswith("Visi Kota yang tenteram. | ")


def test_a_row_is_read_as_its_heads_say_in_its_own_order():
    heads = ("Indikator", "Satuan", "2026", "2027")
    assert read(row(heads, "Indeks Gini", "poin", "-", "0,318")).startswith(
        "Indikator: Indeks Gini; Satuan: poin; 2026: -; 2027: 0,318 | "
    )


def test_an_empty_cell_under_a_head_is_read_as_one_and_nothing_under_nothing_is_left_out():
    assert read(row(("Indikator", "2026", ""), "Gini", "", "")).startswith("Indikator: Gini; 2026: - | ")


def test_a_long_cell_leaves_room_for_the_others():
    assert read(row(("Program", "Pagu"), "x" * 2 * OWN, "1.275")).startswith(f"Program: {'x' * CELL}; Pagu: 1.275 | ")


def test_a_sentence_comes_with_the_two_before_it_and_no_further_than_what_is_no_sentence():
    one, two, three, four = (line(f"Kalimat {word}.") for word in ("satu", "dua", "tiga", "empat"))
    assert read(one, two, three, four).startswith("Kalimat empat. | Kalimat dua. Kalimat tiga. | ")
    assert read(one, line("Judul", "heading"), three, four).startswith("Kalimat empat. | Kalimat tiga. | ")
    assert read(one, line("butir", "item")).startswith("butir | RPJMD")


def test_above_it_stand_the_nearest_headings_and_the_lines_its_list_is_under():
    item = line("kios", "item", heading=("Bab I", "Bab II", "Bab III", "Bab IV"), parents=("Tarif pasar:",))
    assert read(item).startswith("kios | Bab II › Bab III › Bab IV › Tarif pasar: | ")


def test_it_ends_with_what_its_document_is_as_far_as_that_is_known():
    assert read(line("Visi.")) == "Visi. | RPJMD Kabupaten Contoh · Kabupaten Contoh · 2025-2029 · 2025-08-20"
    assert read(line("Visi."), of=document("Notulen")) == "Visi. | Notulen"


@pytest.mark.parametrize("asked", [(), ("gini",)])
def test_the_question_changes_nothing_of_what_fits(asked):
    fits = row(("Indikator", "2026"), "Indeks Gini", "0,3")
    assert read(fits, asked=asked) == read(fits)
