"""Spans are judged by what is known of them, and the likeliest by what a reader says of them too. The weights here are the test's own."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_library import HashedWords, opening, settings_in
from spans_by_hand import Likes, document, line, passage

from indexer.evidence import probability
from indexer.evidence.contradictions import CONFLICTS
from indexer.evidence.features import features
from indexer.evidence.judging import READ, judged
from indexer.evidence.ranking import rank
from indexer.library import Library
from indexer.models import Passage
from indexer.question.understanding import understand

QUESTION = understand("berapa tinggi menara sutera")
CERTAIN = line("Tinggi menara sutera 40 meter.")
LESS = line("Menara sutera dicat ulang.")
OTHER = line("Konon puncaknya 45 meter.")
NAMES = features(passage(QUESTION, CERTAIN), passage(QUESTION, CERTAIN).evidence[0], None, QUESTION.kinds).keys()
UNREAD = {**dict.fromkeys(NAMES, 0.0), **dict.fromkeys(CONFLICTS, -1.0), "coverage": 6.0, "own": 1.0, "bias": -3.0}
WEIGHTS = {"unread": UNREAD, "read": {**UNREAD, "coverage": 1.0, "own": 0.0, "reader": 1.0, "bias": -1.0}}


@pytest.fixture(autouse=True)
def weights(monkeypatch):
    """Weights by which what the question says counts, and what the reader says counts more."""
    monkeypatch.setattr(probability, "weights", lambda: WEIGHTS)


def order(found: list[Passage]) -> list[str]:
    return [candidate.span.text for candidate in rank(found)]


def odds(found: list[Passage]) -> list[float]:
    return [evidence.odds for each in found for evidence in each.evidence]


def many(count: int) -> list[Passage]:
    """Passages of ten sentences, the further on the more of the question's words in them."""
    words = ("biasa", "sutera", "menara sutera", "tinggi menara sutera")
    spans = [line(f"Baris {at} tentang {words[at * len(words) // count]}.") for at in range(count)]
    tens = [spans[at : at + 10] for at in range(0, count, 10)]
    return [passage(QUESTION, *ten, number=number) for number, ten in enumerate(tens)]


def test_without_a_reader_what_says_more_of_the_question_is_likelier():
    found = judged(QUESTION, [passage(QUESTION, OTHER, LESS, CERTAIN)], None)
    assert order(found) == [CERTAIN.text, LESS.text, OTHER.text]


def test_what_the_reader_calls_likely_is_first():
    found = judged(QUESTION, [passage(QUESTION, CERTAIN, LESS, OTHER)], Likes("45"))
    assert order(found)[0] == OTHER.text
    assert rank(found)[0].score > 0.5 > rank(found)[1].score


def test_it_calls_likely_what_stands_in_another_passage_too():
    found = judged(QUESTION, [passage(QUESTION, CERTAIN, number=1), passage(QUESTION, OTHER, number=2)], Likes("45"))
    assert rank(found)[0].passage.chunk_id == 2


def test_the_reader_gets_the_question_as_it_was_typed_and_each_span_in_its_place():
    reader = Likes("45")
    under = line("Tingginya 40 meter.", heading=("BAB I", "Menara Sutera"))
    judged(QUESTION, [passage(QUESTION, LESS, under, of=document("RKPD Kota Contoh", period="2026"))], reader)
    assert reader.questions == [QUESTION.text]
    (text,) = [text for text in reader.texts if text.startswith(under.text)]
    assert all(said in text for said in (LESS.text, "Menara Sutera", "RKPD Kota Contoh", "2026"))


def test_only_the_likeliest_spans_are_read_in_one_call():
    reader = Likes("tak ada")
    found = many(READ + 20)
    by_rules = order(judged(QUESTION, found, None))
    judged(QUESTION, found, reader)
    assert len(reader.questions) == 1
    read = {text.partition(" | ")[0] for text in reader.texts}
    assert read == set(by_rules[:READ]) and len(reader.texts) == READ


@pytest.mark.parametrize("word", ["tak ada", "tinggi", "Baris"])
def test_what_was_not_read_is_never_better_than_what_was(word):
    reader = Likes(word)
    found = judged(QUESTION, many(READ + 20), reader)
    read = {text.partition(" | ")[0] for text in reader.texts}
    ranked = rank(found)
    worst_read = min(candidate.evidence.odds for candidate in ranked if candidate.span.text in read)
    unread = [candidate.evidence.odds for candidate in ranked if candidate.span.text not in read]
    assert len(unread) == 20 and max(unread) <= worst_read


def test_what_was_not_read_keeps_odds_that_are_worse_anyway():
    everything_liked = Likes("Baris")
    found = many(READ + 20)
    by_rules, with_reader = odds(judged(QUESTION, found, None)), odds(judged(QUESTION, found, everything_liked))
    unread = [at for at, (before, after) in enumerate(zip(by_rules, with_reader, strict=True)) if before == after]
    assert len(unread) == 20


def test_nothing_is_read_where_there_are_no_spans():
    reader = Likes("45")
    assert judged(QUESTION, [], reader) == []
    assert judged(QUESTION, [passage(QUESTION)], reader)[0].evidence == ()
    assert reader.questions == []


@settings(deadline=None)
@given(sizes=st.lists(st.integers(0, 12), max_size=5), read=st.booleans())
def test_passages_and_spans_keep_their_places_and_only_their_odds_change(sizes, read):
    spans = [[line(f"Menara {number} lantai {at}.") for at in range(size)] for number, size in enumerate(sizes)]
    found = [passage(QUESTION, *each, number=number) for number, each in enumerate(spans)]
    after = judged(QUESTION, found, Likes("lantai 3") if read else None)
    assert [each.chunk_id for each in after] == [each.chunk_id for each in found]
    for one, other in zip(found, after, strict=True):
        assert [evidence.span for evidence in one.evidence] == [evidence.span for evidence in other.evidence]
        assert one.chunk == other.chunk


def test_a_conflict_makes_a_span_less_likely_by_its_weight_and_by_nothing_else():
    asked = understand("target indeks gini tahun 2026 berapa")
    same = line("Indeks gini tahun 2026 ditargetkan 0,3.")
    plain = passage(asked, same)
    (evidence,) = judged(asked, [plain], None)[0].evidence
    for conflict in CONFLICTS:
        contradicted = passage_with(plain, conflict)
        assert judged(asked, [contradicted], None)[0].evidence[0].odds == pytest.approx(evidence.odds - 1.0)


def passage_with(found: Passage, conflict: str) -> Passage:
    return replace(found, evidence=tuple(replace(evidence, conflict=conflict) for evidence in found.evidence))


# a list that goes on in the next chunk

FLOWERS = ("Anggrek", "Bakung", "Cempaka", "Dahlia")
COLOURS = ("Putih", "Merah", "Kuning", "Ungu", "Jingga")
PARKS = [f"Taman {flower} {colour}" for flower in FLOWERS for colour in COLOURS]
ROWS = "\n".join(f"| {park} | Jalan Pahlawan Timur, {'dekat alun-alun kota ' * 7}|" for park in PARKS)
"""Few enough that all are read, and long enough that they stand in several chunks."""


@pytest.fixture
def asked(tmp_path):
    """A library with a long table of parks, and the reader that it is searched with."""
    settings, reader = settings_in(tmp_path), Likes(PARKS[0])
    (settings.corpus_dir / "taman.md").write_text(f"# Daftar Taman Kota\n| Taman | Alamat |\n| --- | --- |\n{ROWS}\n")
    library = Library(settings, **opening(HashedWords(), reader))
    assert not [report.error for report in library.index() if report.error]
    yield library, reader
    library.close()


def spans_by_chunk(library: Library) -> dict[int, int]:
    """How many spans each chunk has by itself: what asks for no list is completed by nothing."""
    return {found.chunk_id: len(found.chunk.spans) for found in library.search("alamat taman kota", limit=50)}


def test_what_completes_a_list_is_never_better_than_the_passage_it_completes(asked):
    library, _ = asked
    whole = library.search("taman kota apa saja", limit=50)[0]
    own = spans_by_chunk(library)[whole.chunk_id]
    evidence = whole.evidence
    assert PARKS[0] in whole.chunk.text
    assert len(evidence) == len(whole.chunk.spans) > own
    worst = min(each.odds for each in evidence[:own])
    assert all(each.odds <= worst for each in evidence[own:])


def test_a_list_is_completed_without_a_reader_too(asked, tmp_path):
    asked[0].close()
    without = Library(settings_in(tmp_path), **opening(HashedWords()))
    own, found = spans_by_chunk(without), without.search("taman kota apa saja")
    assert all(len(each.evidence) == len(each.chunk.spans) for each in found)
    assert any(len(each.evidence) > own[each.chunk_id] for each in found)
    without.close()


def test_a_library_reads_with_the_reader_that_it_was_opened_with(asked):
    library, reader = asked
    assert rank(library.search("di mana taman itu"))[0].span.text.startswith(PARKS[0])
    assert reader.questions == ["di mana taman itu"]
    assert 0 < len(reader.texts) <= READ
