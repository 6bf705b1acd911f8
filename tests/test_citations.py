"""Where a quote stands, as people are told: under which headings, and by which short name."""

import pytest

from bot.answering.citations import UNSURE, heading_of, short_place
from indexer.models import Chunk, Document, Passage, Span

DOCUMENT = Document(1, "rpjmd.pdf", "/rpjmd.pdf", "0", "RPJMD", "rpjmd", "", "", "indexed", 9, 1, "")
ROW, LONGER, SENTENCE = "1 | Kota", "1 | Kota Cerdas | 3,45", "Target itu dievaluasi."


def span(kind: str, words: str, *heading: str) -> Span:
    return Span(kind, words, ((4, words),), heading)


SPANS = (
    span("row", ROW, "BAB III TARGET", "A. Umum"),
    span("row", LONGER, "BAB III TARGET", "B. Smart City", "Tabel 3.1 Indikator"),
    span("sentence", SENTENCE, "BAB III TARGET", "C. Evaluasi"),
)
PASSAGE = Passage(1, DOCUMENT, Chunk("", (4,), ("BAB III TARGET",), spans=SPANS), 1.0)


def test_a_quoted_row_stands_under_the_headings_right_above_it():
    assert heading_of(PASSAGE, ROW) == "BAB III TARGET › A. Umum"
    assert heading_of(PASSAGE, LONGER) == "B. Smart City › Tabel 3.1 Indikator"


def test_a_quote_over_several_spans_stands_where_it_begins():
    assert heading_of(PASSAGE, f"{SENTENCE} Hasilnya dilaporkan.") == "BAB III TARGET › C. Evaluasi"


def test_a_quote_of_no_known_span_stands_where_its_passage_does():
    assert heading_of(PASSAGE, "Kalimat lain.") == "BAB III TARGET"


@pytest.mark.parametrize(
    ("place", "name"),
    [
        ("hlm. 12", "hlm. 12"),
        ("hlm. 12 (tercetak iv)", "hlm. 12 (iv)"),
        ("hlm. 3" + UNSURE, "hlm. 3"),
        ("salindia 3", "salindia 3"),
        ("lembar Target, baris 12", "lembar Target"),
        ("", ""),
    ],
)
def test_a_button_calls_a_place_as_the_source_line_does_in_fewer_words(place, name):
    assert short_place(place) == name
