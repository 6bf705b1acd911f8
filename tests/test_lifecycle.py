"""A document's life: every step that is allowed from every state, and the sentence for every one that isn't."""

import pytest

from indexer.documents import lifecycle
from indexer.errors import UnknownDocument
from indexer.models import Metadata, State
from indexer.store.entries import Entry, Source

HELD, INDEXED, MISSING, ARCHIVED = State.HELD, State.INDEXED, State.MISSING, State.ARCHIVED


def document(state: State) -> Entry:
    return Entry(7, Source("/corpus/rkpd.md", "sha", 1, 1), Metadata("RKPD"), Metadata(), state, successor=9)


def test_only_what_is_indexed_is_searched_whether_its_file_is_there_or_not():
    assert {state for state in State if state.searched} == {INDEXED, MISSING}


@pytest.mark.parametrize(("waits", "then"), [(False, INDEXED), (True, HELD)])
def test_a_new_document_is_searched_unless_it_waits(waits, then):
    assert lifecycle.new(document(INDEXED), waits).status is then


@pytest.mark.parametrize(
    ("state", "waits", "then"),
    [
        (HELD, False, INDEXED),
        (HELD, True, HELD),
        (INDEXED, False, INDEXED),
        (INDEXED, True, INDEXED),
        (MISSING, False, INDEXED),
        (MISSING, True, INDEXED),
        (ARCHIVED, False, INDEXED),
        (ARCHIVED, True, HELD),
    ],
)
def test_known_content_that_is_found_in_a_file_again_never_drops_out_of_the_search(state, waits, then):
    assert lifecycle.found(document(state), waits).status is then


@pytest.mark.parametrize(
    ("state", "has_file", "then"),
    [
        (HELD, True, HELD),
        (HELD, False, HELD),
        (INDEXED, True, INDEXED),
        (INDEXED, False, MISSING),
        (MISSING, True, INDEXED),
        (MISSING, False, MISSING),
        (ARCHIVED, True, ARCHIVED),
        (ARCHIVED, False, ARCHIVED),
    ],
)
def test_a_file_that_goes_or_comes_back_changes_only_what_is_searched(state, has_file, then):
    assert lifecycle.looked_after(document(state), has_file).status is then


@pytest.mark.parametrize(("state", "then"), [(HELD, INDEXED), (INDEXED, INDEXED), (MISSING, MISSING)])
def test_what_waits_is_published(state, then):
    assert lifecycle.published(document(state)).status is then


@pytest.mark.parametrize("state", [INDEXED, MISSING])
def test_what_is_searched_can_be_replaced_and_is_archived_when_its_file_holds_something_else(state):
    assert lifecycle.replaced(document(state)).status is ARCHIVED
    assert lifecycle.superseded(document(state)).status is ARCHIVED


@pytest.mark.parametrize("state", [HELD, ARCHIVED])
def test_what_is_not_searched_goes_when_its_file_holds_something_else(state):
    assert lifecycle.superseded(document(state)) is None


def test_an_older_version_is_restored_and_has_no_successor_then():
    back = lifecycle.restored(document(ARCHIVED))
    assert (back.status, back.successor) == (INDEXED, None)


def test_what_waits_can_be_turned_down():
    lifecycle.discarded(document(HELD))


@pytest.mark.parametrize(
    ("step", "state", "sentence"),
    [
        (lifecycle.published, ARCHIVED, "rkpd.md adalah versi lama; pulihkan dengan `tanya restore 7`."),
        (lifecycle.replaced, HELD, "rkpd.md masih menunggu ditinjau, jadi tidak dapat digantikan; batalkan saja."),
        (
            lifecycle.replaced,
            ARCHIVED,
            "rkpd.md sudah tidak dipakai, jadi tidak dapat digantikan; lihat `tanya documents`.",
        ),
        (lifecycle.restored, HELD, "rkpd.md bukan versi lama, jadi tidak perlu dipulihkan."),
        (lifecycle.restored, INDEXED, "rkpd.md bukan versi lama, jadi tidak perlu dipulihkan."),
        (lifecycle.restored, MISSING, "rkpd.md bukan versi lama, jadi tidak perlu dipulihkan."),
        (lifecycle.discarded, INDEXED, "Dokumen itu sudah tidak menunggu ditinjau; lihat /dokumen."),
        (lifecycle.discarded, MISSING, "Dokumen itu sudah tidak menunggu ditinjau; lihat /dokumen."),
        (lifecycle.discarded, ARCHIVED, "Dokumen itu sudah tidak menunggu ditinjau; lihat /dokumen."),
    ],
)
def test_every_other_step_is_refused_in_one_sentence(step, state, sentence):
    with pytest.raises(UnknownDocument) as refused:
        step(document(state))
    assert str(refused.value) == sentence
