"""What is known of a span as an answer, in numbers with names."""

import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spans_by_hand import document, line, passage, row

from indexer.evidence.contradictions import CONFLICTS
from indexer.evidence.features import features
from indexer.models import Evidence, Span
from indexer.question.understanding import understand

SHARE = st.floats(0, 1)
KINDS = st.frozensets(st.sampled_from(["figure", "contact", "online", "number", "date", "person", "place", "list", "reason"]))
SPANS = st.builds(line, st.text(min_size=1, max_size=600), st.sampled_from(["sentence", "heading", "item", "line"]))
MISSING = st.lists(st.tuples(st.text(), st.floats(0, 0.2)), max_size=5).map(tuple)


@st.composite
def weighed(draw) -> Evidence:
    return Evidence(
        draw(SPANS),
        coverage=draw(SHARE),
        own=draw(SHARE),
        missing=draw(MISSING),
        fits=draw(SHARE),
        focus=draw(SHARE),
        opening_missing=draw(st.booleans()),
        conflict=draw(st.sampled_from(["", *CONFLICTS])),
        undivided=draw(st.booleans()),
    )


def known(question: str, *spans: Span, at: int = 0, **of) -> dict[str, float]:
    """The features of the span at this place for a question."""
    asked = understand(question)
    found = passage(asked, *spans, of=document(**of))
    following = spans[at + 1] if at + 1 < len(spans) else None
    return features(found, found.evidence[at], following, asked.kinds)


@settings(deadline=None)
@given(evidence=weighed(), following=st.none() | SPANS, kinds=KINDS, lexical=SHARE)
def test_the_same_features_are_known_of_any_span_and_they_are_shares(evidence, following, kinds, lexical):
    found = passage(understand("apa visi daerah"), evidence.span)
    named = features(replace(found, lexical=lexical), evidence, following, kinds)
    assert named.keys() == known("apa visi daerah", line("Visi daerah adalah maju.")).keys()
    assert all(map(math.isfinite, named.values()))
    assert all(0 <= value <= 1 + 1e-9 for value in named.values())


@settings(deadline=None)
@given(evidence=weighed())
def test_a_conflict_is_one_feature_by_its_name(evidence):
    named = features(passage(understand("apa"), evidence.span), evidence, None, frozenset())
    assert [conflict for conflict in CONFLICTS if named[conflict]] == list(filter(None, [evidence.conflict]))


def test_conflicts_have_names_of_their_own():
    assert len(set(CONFLICTS)) == len(CONFLICTS) and all(CONFLICTS)
    assert not set(CONFLICTS) & set(known("apa visi", line("Visi."))) - set(CONFLICTS)


@settings(deadline=None)
@given(evidence=weighed())
def test_what_was_weighed_is_taken_as_it_is(evidence):
    named = features(passage(understand("apa"), evidence.span), evidence, None, frozenset())
    weights = {name: named[name] for name in ("coverage", "own", "fits", "focus")}
    assert weights == {name: getattr(evidence, name) for name in weights}
    assert named["undivided"] == evidence.undivided
    shares = [share for _, share in evidence.missing]
    assert named["absent"] == pytest.approx(sum(shares)) and named["telling"] == max(shares, default=0)
    assert named["opening"] == evidence.opening_missing
    assert named["heading"] == (evidence.span.kind == "heading")


def test_how_well_a_passage_is_found_by_its_words_is_known_and_by_its_vector_is_not():
    """The reader knows better than the vector how near a span is to the question: bench/reader/ablation.py."""
    found = passage(understand("apa"), line("Visi."))

    def found_by(**scores):
        return features(replace(found, **scores), found.evidence[0], None, frozenset())

    assert found_by(lexical=0.8)["lexical"] < found_by(lexical=0.9)["lexical"]
    assert found_by(cosine=0.8) == found_by(cosine=0.9)


def test_what_is_found_nowhere_counts_together_and_by_the_most_telling_word():
    named = known("luas embung lebaksiu hektare", line("Embung dibangun."))
    assert 0 < named["telling"] < named["absent"] < 1
    assert known("embung", line("Embung dibangun."))["absent"] == 0


def test_a_kind_that_is_told_reliably_is_missed():
    asked = "berapa luas embung"
    assert known(asked, line("Luas embung bertambah."))["kind"] == 1
    assert known(asked, line("Luas embung 12 hektare."))["kind"] == 0
    assert known("mengapa embung dibangun", line("Embung dibangun."))["kind"] == 0


@pytest.mark.parametrize("opening", [line("Layanan unggulan", "heading"), line("Layanan unggulan terdiri atas:")])
def test_what_opens_a_list_is_known_where_a_list_is_asked(opening):
    item = line("Izin Kilat;", "item")
    assert known("layanan unggulan apa saja", opening, item)["opens"] == 1
    assert known("layanan unggulan apa saja", opening)["opens"] == 0
    assert known("layanan unggulan apa saja", opening, line("Rincian", "heading"))["opens"] == 0
    assert known("berapa layanan unggulan", opening, item)["opens"] == 0


def test_that_a_document_was_revoked_is_nothing_of_its_spans():
    """It says as well as before what is asked; the order keeps it behind (test_ranking.py)."""
    asked, said = "visi daerah", line("Visi daerah maju.")
    assert known(asked, said, validity="dicabut") == known(asked, said, validity="diubah") == known(asked, said)


def test_an_empty_cell_is_a_conflict_and_the_row_without_one_has_none():
    heads = ("Indikator", "Target 2026", "Target 2027")
    gini = row(heads, "Indeks Gini", "-", "0,318")
    assert known("target indeks gini tahun 2026 berapa", gini)["sel kosong"] == 1
    assert not any(known("target indeks gini tahun 2027 berapa", gini)[conflict] for conflict in CONFLICTS)


def test_what_is_certain_by_comparison_is_named_before_the_year_of_a_text():
    of_both = line("Target produksi garam tahun 2023 sebesar 41 ton.")
    named = known("realisasi produksi garam tahun 2024 berapa", of_both, period="2021-2026")
    assert [conflict for conflict in CONFLICTS if named[conflict]] == ["ukuran lain"]
    of_another_year = known("target produksi garam tahun 2024 berapa", of_both, period="2021-2026")
    assert [conflict for conflict in CONFLICTS if of_another_year[conflict]] == ["tahun lain"]
