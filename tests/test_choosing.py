"""Which candidates an answer shows, by how likely each is. Their odds are set by hand, so that no weight says what comes out here."""

from dataclasses import replace

import pytest
from spans_by_hand import document, line, passage, row, with_odds

from bot.answering.extractive.certainty import HEDGE
from bot.answering.extractive.composer import LIMIT, ExtractiveComposer
from indexer.models import Passage, Span
from indexer.question.model import Question
from indexer.question.understanding import understand

PAY = understand("honor petugas piket berapa")
SALT_AND_WEED = understand("berapa produksi garam dan rumput laut")
SERVICES = understand("layanan unggulan kecamatan apa saja")
HARBOUR, FOREST, STATION, MUSEUM = (
    line(f"Honor petugas piket {place} sebesar Rp{amount}.000.")
    for place, amount in (("pantai", 75), ("hutan", 80), ("terminal", 85), ("museum", 90))
)


def each(question: Question, *spans: tuple[Span, float]) -> list[Passage]:
    """A passage of a document of its own for each span, with its odds."""
    return [
        with_odds(passage(question, span, of=document(number=number), number=number), odds)
        for number, (span, odds) in enumerate(spans, 1)
    ]


def shown(question: Question, found: list[Passage]) -> list[str]:
    """The paragraphs of the answer, without their marks; none where it is refused."""
    draft = ExtractiveComposer().compose(question, found)
    return [] if draft.refused else [paragraph.partition(" [")[0] for paragraph in draft.text.split("\n\n")]


def test_below_even_odds_nothing_is_shown():
    assert shown(PAY, each(PAY, (HARBOUR, -0.1))) == []
    assert shown(PAY, each(PAY, (HARBOUR, 0.1)))[1:] == [HARBOUR.text]


def test_what_is_not_sure_says_so_first_and_has_no_value_of_its_own():
    question = understand("rumah tidak layak huni 2026 berapa")
    span = row(("Indikator", "2025", "2026"), "Rumah tidak layak huni", "410", "380")
    for odds, values in ((1.2, 0), (1.6, 1)):
        draft = ExtractiveComposer().compose(question, each(question, (span, odds)))
        assert draft.text.startswith(HEDGE) == (not values)
        assert "380 — Rumah tidak layak huni" in draft.text and len(draft.values) == values


def test_a_refusal_names_what_is_nearest():
    draft = ExtractiveComposer().compose(PAY, each(PAY, (FOREST, -3.0), (HARBOUR, -0.1)))
    assert draft.refused and [quote for _, _, quote in draft.quotes] == [HARBOUR.text, FOREST.text]


def test_the_likeliest_comes_first_and_a_further_one_only_if_it_is_nearly_as_likely():
    assert shown(PAY, each(PAY, (FOREST, 1.2), (HARBOUR, 2.2))) == [HARBOUR.text, FOREST.text]
    assert shown(PAY, each(PAY, (FOREST, 0.1), (HARBOUR, 2.2))) == [HARBOUR.text]


def test_an_answer_has_at_most_three_parts():
    four = each(PAY, (HARBOUR, 2.4), (FOREST, 2.3), (STATION, 2.2), (MUSEUM, 2.1))
    assert shown(PAY, four) == [HARBOUR.text, FOREST.text, STATION.text]


def test_what_is_as_likely_but_holds_much_less_of_the_question_is_not_added():
    assert shown(PAY, each(PAY, (HARBOUR, 2.2), (line("Petugas berjaga tiap malam."), 2.2))) == [HARBOUR.text]


def test_what_adds_a_part_that_is_asked_comes_before_what_is_likelier_and_adds_none():
    salt, more_salt = line("Produksi garam 41 ton."), line("Produksi garam naik 2 ton.")
    weed = line("Produksi rumput laut 12 ton.")
    found = each(SALT_AND_WEED, (salt, 2.2), (more_salt, 2.1), (weed, 1.6))
    assert shown(SALT_AND_WEED, found)[:2] == [salt.text, weed.text]


def test_where_two_things_are_asked_all_that_rather_answers_is_shown():
    both = understand("siapa petugas piket dan berapa honornya")
    named = line("Petugas piket adalah Sari Wulandari.")
    passages = each(both, (named, 2.2), (HARBOUR, 0.1), (FOREST, -0.1))
    assert shown(both, passages) == [named.text, HARBOUR.text]


def test_where_one_thing_is_asked_a_comma_or_a_name_with_dan_adds_nothing():
    one = understand("halo min, berapa honor petugas piket di Dinas Pariwisata dan Kebudayaan")
    assert shown(one, each(one, (HARBOUR, 3.0), (line("Petugas berjaga tiap malam."), 0.5)))[0] == HARBOUR.text
    assert not one.several


def test_what_of_several_things_is_shown_by_nothing_is_said():
    both = understand("berapa honor petugas piket dan kapan dibayarkan")
    assert "Belum terjawab: kapan." in ExtractiveComposer().compose(both, each(both, (HARBOUR, 2.2))).text
    paid = line("Honor petugas piket Rp75.000 dibayarkan tanggal 5 Mei 2024.")
    assert "Belum terjawab" not in ExtractiveComposer().compose(both, each(both, (paid, 2.2))).text


@pytest.mark.parametrize(
    "question",
    ["tahun berapa gedung pantai dibangun", "kapan target honor petugas ditetapkan", "siapa penanggung jawab nilai piket"],
)
def test_nothing_is_missed_where_one_thing_is_asked(question):
    asked = understand(question)
    assert "Belum terjawab" not in ExtractiveComposer().compose(asked, each(asked, (HARBOUR, 2.2))).text


def test_what_is_about_something_else_is_never_shown_beside_an_answer():
    answering, other = each(PAY, (HARBOUR, 2.2), (FOREST, 2.2))
    conflicting = replace(other, evidence=(replace(other.evidence[0], conflict="tahun lain"),))
    assert shown(PAY, [answering, conflicting]) == [HARBOUR.text]


def test_the_same_words_of_another_document_only_add_their_mark():
    draft = ExtractiveComposer().compose(PAY, each(PAY, (HARBOUR, 2.2), (HARBOUR, 2.1)))
    assert draft.text == f"{HARBOUR.text} [1][2]"


def test_a_list_that_is_asked_comes_before_a_sentence_that_is_a_little_likelier():
    reviewed = line("Layanan unggulan kecamatan ditinjau setiap tahun.")
    listed = [line("Layanan unggulan terdiri atas:")]
    listed += [
        line(item, "item", parents=(listed[0].text,)) for item in ("1. Izin Kilat;", "2. Pasar Daring;", "3. Bank Sampah.")
    ]
    found = [
        *each(SERVICES, (reviewed, 2.3)),
        with_odds(passage(SERVICES, *listed, of=document(number=2), number=2, kind="list"), 2.1, 1.0, 1.0, 1.0),
    ]
    first = shown(SERVICES, found)[0]
    assert first.startswith(listed[0].text) and all(item in first for item in ("Izin Kilat", "Pasar Daring", "Bank Sampah"))


def test_beside_a_list_nothing_is_shown_that_is_far_less_likely_than_the_likeliest():
    reviewed = line("Layanan unggulan kecamatan ditinjau setiap tahun.")
    planned = line("Layanan unggulan kecamatan direncanakan bertambah.")
    listed = [
        line("Layanan unggulan kecamatan terdiri atas:"),
        *(line(item, "item") for item in ("1. Izin;", "2. Pasar;", "3. Bank.")),
    ]
    in_a_list = with_odds(passage(SERVICES, *listed, of=document(number=3), number=3, kind="list"), 2.0, 0.9, 0.9, 0.9)
    found = [*each(SERVICES, (reviewed, 3.9), (planned, 0.3)), in_a_list]
    assert planned.text not in shown(SERVICES, found)


def test_a_list_that_is_far_less_likely_does_not_come_first():
    reviewed = line("Layanan unggulan kecamatan ditinjau setiap tahun.")
    listed = [line("Layanan lain terdiri atas:"), line("1. Izin;", "item"), line("2. Pasar;", "item"), line("3. Bank.", "item")]
    found = [
        *each(SERVICES, (reviewed, 2.3)),
        with_odds(passage(SERVICES, *listed, of=document(number=2), number=2, kind="list"), 0.6, 0.0, 0.0, 0.0),
    ]
    assert shown(SERVICES, found)[0] == reviewed.text


def test_a_telling_word_that_is_found_nowhere_is_named():
    draft = ExtractiveComposer().compose(understand("honor petugas piket stadion berapa"), each(PAY, (HARBOUR, 2.2)))
    assert "tidak menyebut" not in draft.text
    asked = understand("honor petugas piket stadion berapa")
    assert "Kutipan ini tidak menyebut stadion." in ExtractiveComposer().compose(asked, each(asked, (HARBOUR, 2.2))).text


def row_with(cells: tuple[float, ...], question: Question) -> str:
    """What is shown of a row of kiosks of which the reader says this of its cells, those from the sixth on being kiosks of other kinds."""
    kinds = tuple(f"Los {kind}" for kind in "ABCDEFG")
    heads = ("Pasar", "Kios kosong", "Kios terisi", "Sewa 2024", "Sewa 2025", *kinds)
    (found,) = each(question, (row(heads, "Pasar Sutera", "14", "63", "1.200", "1.350", *"2345678"), 2.2))
    (evidence,) = found.evidence
    read = (*cells, *(-3.0 for _ in kinds))
    return shown(question, [replace(found, evidence=(replace(evidence, cells=read),))])[0]


def test_of_a_long_row_the_cells_are_shown_that_the_reader_says_are_asked_for():
    question = understand("lapak di pasar sutera yang tidak dipakai ada berapa")
    assert row_with((-3.0, 2.0, -1.0, -3.0, -3.0), question) == "14 — Pasar Sutera, Kios kosong"
    assert row_with((-3.0, 2.0, 1.5, -3.0, -3.0), question) == "14 (Kios kosong); 63 (Kios terisi) — Pasar Sutera"


def test_of_a_short_row_whose_heads_tell_nothing_all_is_shown():
    question = understand("lapak di pasar sutera yang tidak dipakai ada berapa")
    (found,) = each(question, (row(("Pasar", "Kosong", "Terisi"), "Pasar Sutera", "14", "63"), 2.2))
    (evidence,) = found.evidence
    read = replace(found, evidence=(replace(evidence, cells=(-3.0, -1.0, 2.0)),))
    assert shown(question, [read])[0] == "63 — Pasar Sutera, Terisi\nPasar Sutera — Kosong: 14; Terisi: 63"


def test_of_a_short_row_all_is_shown_too_where_the_reader_does_not_mean_what_its_heads_say():
    question = understand("kios yang kosong di pasar sutera berapa")
    (found,) = each(question, (row(("Pasar", "Kosong", "Terisi"), "Pasar Sutera", "14", "63"), 2.2))
    (evidence,) = found.evidence

    def with_cells(*cells: float) -> str:
        return shown(question, [replace(found, evidence=(replace(evidence, cells=cells),))])[0]

    assert with_cells(-3.0, 2.0, -2.0) == "14 — Pasar Sutera, Kosong"
    assert with_cells(-3.0, 0.0, -2.0) == "Pasar Sutera — Kosong: 14; Terisi: 63"


def test_they_are_shown_beside_those_whose_heads_say_what_is_asked():
    question = understand("kios terisi di pasar sutera berapa")
    both = "Pasar Sutera — Kios kosong: 14; Kios terisi: 63"
    assert row_with((-3.0, 2.0, -2.0, -3.0, -3.0), question) == f"14 — Pasar Sutera, Kios kosong\n{both}"


def test_where_it_says_so_of_none_the_heads_decide():
    question = understand("kios terisi di pasar sutera berapa")
    assert row_with((-3.0, 1.0, -2.0, -3.0, -3.0), question) == "Pasar Sutera — Kios terisi: 63"


def test_no_cell_of_another_year_is_shown_where_one_of_the_year_that_is_asked_is():
    question = understand("sewa pasar sutera 2025 berapa")
    assert row_with((-3.0, -3.0, -3.0, 2.0, 2.0), question) == "1.350 — Pasar Sutera, Sewa 2025"


@pytest.mark.parametrize("count", [1, 3])
def test_an_answer_keeps_within_its_length(count):
    long = [line(f"Honor petugas piket nomor {at} sebesar Rp75.000 " + "dan seterusnya " * 40) for at in range(count)]
    draft = ExtractiveComposer().compose(PAY, each(PAY, *((span, 2.2) for span in long)))
    assert 0 < len(draft.text) <= LIMIT


@pytest.mark.parametrize("length", range(LIMIT - 8, LIMIT + 1))
def test_a_list_that_just_fits_keeps_within_it_with_its_marks(length):
    opener = "Layanan unggulan kecamatan:"
    items = [f"Layanan nomor {number} ".ljust(140, "x") for number in range(5)]
    left = length - len("\n• ".join([opener, *items, ""]))
    items.append("y" * left)
    spans = [line(opener), *(line(item, kind="item", parents=(opener,)) for item in items)]
    found = with_odds(passage(SERVICES, *spans, kind="list"), 2.2, *(2.0 for _ in items))
    draft = ExtractiveComposer().compose(SERVICES, [found])
    assert items[0] in draft.text and len(draft.text) <= LIMIT
