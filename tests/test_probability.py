"""One linear model says how likely a span is the answer. Its weights are fitted: what holds here holds whatever they are."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spans_by_hand import document, line, passage

from indexer.evidence.contradictions import CONFLICTS
from indexer.evidence.features import SURE, features, reader_features
from indexer.evidence.probability import BIAS, log_odds, probability, weights
from indexer.evidence.reader.reader import Read
from indexer.evidence.reader.weights import FILE
from indexer.question.understanding import understand

ODDS = st.floats(-100, 100)
QUESTION = understand("Berapa target Indeks SPBE tahun 2026?")
FOUND = passage(QUESTION, line("Target Indeks SPBE tahun 2026 adalah 3,20."), of=document("RPJMD"))
KNOWN = features(FOUND, FOUND.evidence[0], None, QUESTION.kinds)
READ = KNOWN | reader_features(Read(answers=2.0))
PARTS = {"unread": KNOWN, "read": READ}
FITTED = sorted(weights())


def test_what_a_span_is_known_by_has_weights_and_where_a_reader_comes_along_what_it_says_too():
    assert "unread" in weights()
    assert "read" in weights() or not FILE.exists()


@pytest.mark.parametrize("part", FITTED)
def test_each_feature_has_a_weight_and_each_weight_a_feature(part):
    assert weights()[part].keys() == {*PARTS[part], BIAS}


@pytest.mark.parametrize("part", FITTED)
def test_weights_are_finite(part):
    assert all(map(math.isfinite, weights()[part].values()))


@pytest.mark.parametrize("part", FITTED)
def test_no_conflict_speaks_for_a_span(part):
    assert all(weights()[part][conflict] <= 0 for conflict in CONFLICTS)


@pytest.mark.parametrize("part", FITTED)
def test_each_feature_adds_as_much_as_its_weight(part):
    least = log_odds({}, part)
    assert least == weights()[part][BIAS]
    for name in PARTS[part]:
        assert log_odds({name: 2.0}, part) == pytest.approx(least + 2 * weights()[part][name])


def test_a_feature_without_a_weight_is_a_mistake():
    with pytest.raises(KeyError):
        log_odds({"bentuk": 1.0}, "unread")


def test_what_the_reader_says_counts_up_to_where_nothing_is_surer():
    assert reader_features(Read(answers=400.0)) == {"reader": SURE}
    assert reader_features(Read(answers=-2.5)) == {"reader": -2.5}


@given(ODDS)
def test_odds_against_are_as_unlikely_as_odds_for_are_likely(odds):
    assert 0 <= probability(odds) <= 1
    assert probability(odds) + probability(-odds) == pytest.approx(1)


@given(ODDS, ODDS)
def test_better_odds_are_never_less_likely(one, other):
    assert (probability(one) <= probability(other)) or one > other


def test_even_odds_are_a_half():
    assert probability(0.0) == 0.5
