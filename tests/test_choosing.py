"""Which candidates an answer shows, by how likely each is. Their odds are set by hand, so that no weight says what comes out here."""

from dataclasses import replace

import pytest
from spans_by_hand import document, line, passage, with_odds

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
    assert shown(PAY, each(PAY, (HARBOUR, 0.1))) == [HARBOUR.text]


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
    assert "Tidak ditemukan" not in draft.text
    asked = understand("honor petugas piket stadion berapa")
    assert "Tidak ditemukan dalam kutipan: stadion." in ExtractiveComposer().compose(asked, each(asked, (HARBOUR, 2.2))).text


@pytest.mark.parametrize("count", [1, 3])
def test_an_answer_keeps_within_its_length(count):
    long = [line(f"Honor petugas piket nomor {at} sebesar Rp75.000 " + "dan seterusnya " * 40) for at in range(count)]
    draft = ExtractiveComposer().compose(PAY, each(PAY, *((span, 2.2) for span in long)))
    assert 0 < len(draft.text) <= LIMIT
