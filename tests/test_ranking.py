"""Candidates in the order in which they are likely the answer. Their odds are set by hand."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spans_by_hand import document, line, passage, with_odds

from indexer.evidence.probability import probability
from indexer.evidence.ranking import EVEN, NEW_WEIGHT, gain, rank
from indexer.question.understanding import understand

QUESTION = understand("berapa target produksi garam dan rumput laut")
SALT, WEED, BOTH = line("Produksi garam 41 ton."), line("Produksi rumput laut 12 ton."), line("Garam dan rumput laut naik.")


def found(*odds: float, number: int = 1, **of):
    spans = (SALT, WEED, BOTH)[: len(odds)]
    return with_odds(passage(QUESTION, *spans, number=number, of=document(number=number, **of)), *odds)


ODDS = st.floats(-30, 30)


@settings(deadline=None)
@given(st.lists(ODDS, min_size=3, max_size=3))
def test_the_likelier_comes_first_and_a_score_is_a_probability(odds):
    ranked = rank([found(*odds)])
    scores = [candidate.score for candidate in ranked]
    assert all(0 <= score <= 1 for score in scores)
    assert all(one >= other - 0.01 for one, other in zip(scores, scores[1:], strict=False))


def test_of_what_is_as_likely_the_newer_document_comes_first():
    old, new = found(1.0, number=1, period="2021-2026"), found(1.0, number=2, period="2025-2029")
    assert [candidate.passage.chunk_id for candidate in rank([old, new])] == [2, 1]
    undated = found(1.0, number=3)
    assert rank([undated, old])[0].passage.chunk_id == 1


def test_of_what_is_nearly_as_likely_the_newer_document_comes_first_too():
    old, new = found(1.01, number=1, period="2021-2026"), found(1.0, number=2, period="2025-2029")
    assert rank([old, new])[0].passage.chunk_id == 2


def test_an_older_document_comes_first_where_it_is_likelier():
    old, new = found(2.0, number=1, period="2021-2026"), found(1.0, number=2, period="2025-2029")
    assert rank([new, old])[0].passage.chunk_id == 1


@settings(deadline=None)
@given(valid=ODDS, revoked=ODDS)
def test_what_was_revoked_stands_behind_whatever_is_in_force_and_rather_answers_than_not(valid, revoked):
    in_force, gone = found(valid, number=1), found(revoked, number=2, validity="dicabut")
    first, second = rank([gone, in_force])
    if probability(valid) >= EVEN:
        assert first.passage is in_force
    else:
        assert first.score >= second.score - 0.01


@pytest.mark.parametrize("validity", ["dicabut", "diubah", ""])
def test_only_what_was_revoked_stands_behind_what_is_less_likely(validity):
    less, likelier = found(0.5, number=1), found(3.0, number=2, validity=validity)
    assert rank([less, likelier])[0].passage.chunk_id == (1 if validity == "dicabut" else 2)


def test_what_was_revoked_is_shown_where_nothing_else_answers():
    unlikely, revoked = found(-2.0, number=1), found(2.0, number=2, validity="dicabut")
    assert rank([unlikely, revoked])[0].passage.chunk_id == 2


def test_of_two_that_were_revoked_the_likelier_comes_first_and_then_the_newer():
    older, newer = ("2021-2026", "2025-2029")
    less, likelier = (
        found(1.0, number=1, period=newer, validity="dicabut"),
        found(3.0, number=2, period=older, validity="dicabut"),
    )
    assert rank([less, likelier])[0].passage.chunk_id == 2
    as_likely = found(1.0, number=3, period=older, validity="dicabut")
    assert rank([as_likely, less])[0].passage.chunk_id == 1


def test_that_a_document_was_revoked_makes_it_no_less_likely():
    (valid,), (revoked,) = rank([found(1.5)]), rank([found(1.5, validity="dicabut")])
    assert valid.score == revoked.score


def test_a_span_that_is_the_title_of_its_document_or_hardly_a_word_is_no_candidate():
    titled = passage(QUESTION, line("Garam Rakyat"), line("a."), SALT, of=document("Garam Rakyat"))
    assert [candidate.span.text for candidate in rank([titled])] == [SALT.text]


def test_a_conflict_does_not_move_a_span_twice():
    """What contradicts the question is in its odds already."""
    asked = understand("produksi garam tahun 2026 berapa")
    other = line("Produksi garam tahun 2023 mencapai 41 ton.")
    contradicted = with_odds(passage(asked, other, of=document(period="2025-2029")), 1.5)
    assert contradicted.evidence[0].conflict
    assert rank([contradicted])[0].score == rank([found(1.5)])[0].score


def test_what_adds_a_missing_part_is_worth_more_by_what_it_says_itself():
    salt, weed, _ = rank([found(1.0, 1.0, 0.5)])
    assert gain(salt, salt.evidence.held) == salt.score
    assert weed.score < gain(weed, salt.evidence.held) <= weed.score * (1 + NEW_WEIGHT)


@given(likely=ODDS, unlikely=ODDS)
def test_a_missing_part_makes_what_hardly_answers_hardly_more_worth(likely, unlikely):
    """It multiplies: what adds a part, and is half as likely as another one or less, never comes before it."""
    candidates = {candidate.span.text: candidate for candidate in rank([found(likely, unlikely)])}
    salt, weed = candidates[SALT.text], candidates[WEED.text]
    shown = salt.evidence.held
    assert gain(weed, shown) <= weed.score * (1 + NEW_WEIGHT)
    if weed.score * 2 <= salt.score:
        assert gain(weed, shown) < gain(salt, shown)


def test_while_nothing_is_shown_nothing_is_missing():
    salt, *_ = rank([found(1.0)])
    assert gain(salt, ()) == pytest.approx(salt.score)


def test_a_draft_comes_behind_what_it_became_unless_it_is_asked_for():
    draft = found(3.0, number=1, title="Rancangan Peraturan Bupati Contoh tentang Garam", region="Kabupaten Contoh")
    final = found(1.0, number=2, title="Peraturan Bupati Contoh Nomor 4 Tahun 2024 tentang Garam", region="Kabupaten Contoh")
    assert rank([draft, final])[0].passage is final
    assert rank([draft, final], ("rancangan",))[0].passage is draft
