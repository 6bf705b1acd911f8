"""Unanswered questions stand together by what they are about; what people decide about them stays."""

from datetime import date

import pytest
from sample_answers import answer, refusal
from small_library import HashedWords, library_in

from bot.answering.gaps.rounds import Rounds
from bot.answering.gaps.topics import topic_of
from bot.errors import BotError
from bot.journal.answer_log import AnswerLog
from bot.journal.corrected.store import CorrectedStore
from bot.journal.corrected.values import CitedPage, Written
from bot.journal.entries import By, Verdict
from bot.journal.gaps.decisions import Gaps, assign
from bot.journal.gaps.model import MACHINE, Gap, GapFilters, Status
from bot.journal.gaps.sorting import Sorting
from bot.journal.reviews import Reviews
from bot.models import Inquiry

SARI = By(30, "Sari")
STUNTING = ("Berapa angka stunting tahun 2024?", "prevalensi stunting thn 2025 brp", "jumlah stunting per kecamatan")
ROADS = ("Berapa kilometer jalan rusak?", "jumlah jalan rusak")
ALL = GapFilters(status="")


class Office:
    """A log, a library, and the gaps between them."""

    def __init__(self, folder):
        self.library, path = library_in(folder), folder / "log.db"
        self.log, self.gaps, self.reviews = AnswerLog(path), Gaps(path), Reviews(path)
        self.rounds = Rounds(Sorting(path), self.library)

    def refuse(self, *questions: str, user: int | None = 5) -> list[int]:
        return [self.log.record(refusal(text), Inquiry(text, user_id=user, user_name="Budi")) for text in questions]

    def answer(self, text: str, again_of: int | None = None, user: int | None = 6) -> int:
        return self.log.record(answer(question=text), Inquiry(text, user_id=None if again_of else user), again_of)

    def found(self, wanted: GapFilters = GapFilters()) -> list[Gap]:
        self.rounds.run()
        return self.gaps.all(wanted)

    def texts(self, gap: Gap) -> set[str]:
        return {one.question for one in self.gaps.questions(gap.id)}

    def close(self) -> None:
        for part in (self.rounds, self.reviews, self.gaps, self.log, self.library):
            part.close()


@pytest.fixture
def office(tmp_path):
    office = Office(tmp_path)
    yield office
    office.close()


def test_questions_about_one_thing_are_one_gap_named_by_their_words_the_largest_first(office):
    office.refuse(*ROADS, *STUNTING)
    stunting, roads = office.found()
    assert office.texts(stunting) == set(STUNTING) and office.texts(roads) == set(ROADS)
    assert "stunting" in stunting.name.lower() and "jalan rusak" in roads.name.lower()
    assert (stunting.status, stunting.waiting, stunting.askers) == (Status.NEW, 3, 1)
    assert office.gaps.nearest_documents(stunting.id)[0].name == "RPJMD Kabupaten Contoh"


def test_a_year_makes_no_other_gap_but_another_region_does(office):
    office.refuse("Berapa angka stunting Kota Palopo 2024?", "Berapa angka stunting Kota Palopo 2025?")
    office.refuse("Berapa angka stunting Kabupaten Wajo 2024?")
    palopo, wajo = office.found()
    assert (palopo.questions, wajo.questions) == (2, 1)
    assert palopo.name.endswith("(Kota Palopo)") and wajo.name.endswith("(Kabupaten Wajo)")


def test_questions_of_one_region_are_no_gap_for_its_name(office):
    office.refuse("Berapa angka stunting Kota Palopo?", "Berapa jembatan gantung Kota Palopo?")
    assert len(office.found()) == 2


def test_synonyms_and_acronyms_are_one_word():
    (short,), (long,) = topic_of("RTLH").words, topic_of("rumah tidak layak huni").words
    assert short.form == long.form


def test_a_new_question_joins_the_gap_there_is_and_nothing_is_grouped_anew(office):
    office.refuse(*STUNTING, *ROADS)
    before = {gap.id: office.texts(gap) for gap in office.found()}
    office.refuse("target stunting 2026", "apa arti lambang daerah?")
    after = {gap.id: office.texts(gap) for gap in office.found()}
    assert len(after) == 3 and all(before[gap_id] <= after[gap_id] for gap_id in before)


def test_what_a_person_moved_split_or_joined_stays_so(office):
    ids = office.refuse(*STUNTING, *ROADS)
    stunting, roads = office.found()
    apart = office.gaps.split(stunting.id, ids[:1], SARI)
    office.gaps.move(stunting.id, ids[1:2], roads.id, SARI)
    assert {gap.id: gap.questions for gap in office.found()} == {stunting.id: 1, roads.id: 3, apart: 1}
    office.gaps.join(apart, roads.id, SARI)
    assert {gap.id: gap.questions for gap in office.found()} == {stunting.id: 1, roads.id: 4}
    assert "dipisahkan" in {event.what for event in office.gaps.history(roads.id)}
    assert {done.user_name for done in office.log.actions()} == {"Sari"}


def test_a_name_that_a_person_gave_is_kept(office):
    office.refuse(*STUNTING)
    (gap,) = office.found()
    office.gaps.rename(gap.id, "  Gizi   balita ", SARI)
    office.refuse("target stunting 2026")
    assert [gap.name for gap in office.found()] == ["Gizi balita"]


def test_small_talk_terminals_and_what_was_judged_no_question_are_left_out(office):
    (nonsense,) = office.refuse("jalan jalan ke mana ya enaknya")
    office.refuse("halo")
    office.refuse("Berapa jumlah bus sekolah?", user=None)
    office.reviews.judge(nonsense, Verdict.NO_QUESTION, 30, "Sari")
    assert office.found(ALL) == []


def test_what_was_rated_badly_is_a_gap_and_a_coordinator_s_word_counts_more(office):
    poor, good, judged = (office.answer(text) for text in ("Berapa bus sekolah?", "Berapa armada sampah?", "Siapa ketua PKK?"))
    office.log.feedback(poor, 5, -1)
    office.log.feedback(good, 5, -1)
    office.reviews.judge(good, Verdict.RIGHT, 30, "Sari")
    office.reviews.judge(judged, Verdict.WRONG, 30, "Sari")
    assert {text for gap in office.found() for text in office.texts(gap)} == {"Berapa bus sekolah?", "Siapa ketua PKK?"}


def test_a_gap_closes_when_the_last_of_its_questions_is_answered_and_says_by_which_document(office):
    first, second = office.refuse("Berapa angka stunting 2024?", "jumlah stunting per kecamatan")
    (gap,) = office.found()
    office.answer("berapa angka stunting 2024", again_of=first)
    (gap,) = office.found()
    assert (gap.status, gap.waiting) == (Status.NEW, 1)
    office.answer("jumlah stunting per kecamatan", again_of=second)
    assert office.found() == []
    gap = office.gaps.gap(gap.id)
    assert gap.status is Status.ANSWERED and gap.closed_at
    closed = office.gaps.history(gap.id)[0]
    assert (closed.what, closed.name) == ("ditutup: terjawab", MACHINE.name) and "RPJMD Kabupaten Contoh" in closed.detail


def test_it_is_open_again_when_the_same_is_asked_in_vain_later_unless_it_is_not_to_be_answered(office):
    office.refuse(*STUNTING, *ROADS)
    stunting, roads = office.found()
    office.gaps.close_as(stunting.id, Status.ANSWERED, "Dokumennya sudah ada", SARI)
    office.gaps.close_as(roads.id, Status.DECLINED, "Bukan urusan daerah", SARI)
    assert office.found() == []
    office.refuse("Berapa angka stunting tahun 2026?", "jumlah jalan rusak berat")
    (gap,) = office.found()
    assert (gap.id, gap.status) == (stunting.id, Status.NEW)
    assert "ditanyakan lagi" in office.gaps.history(stunting.id)[0].detail
    assert office.gaps.gap(roads.id).status is Status.DECLINED


def test_a_corrected_answer_closes_the_gap_whose_last_question_it_answers(office):
    first, second = office.refuse(*STUNTING[:2])
    (gap,) = office.found()
    checked_answer(office, STUNTING[0], first)
    assert [one.waiting for one in office.found()] == [1]
    assert office.gaps.history(gap.id)[0].what == "sebagian terjawab"
    checked_answer(office, STUNTING[1], second)
    assert office.found() == [] and office.gaps.gap(gap.id).status is Status.ANSWERED
    assert [event.name for event in office.gaps.history(gap.id)][0] == "Sari"


def checked_answer(office, question: str, log_id: int) -> None:
    cited = CitedPage(7, "0" * 64, "berlaku", "rpjmd.pdf", "RPJMD", 4, "hlm. 4", "Angka stunting 12 persen.")
    checked = CorrectedStore(office.log.path)
    written = checked.add(Written(question, "12 persen.", (cited,), from_answer=log_id), By(30, "Sari"))
    checked.close()
    office.gaps.answered(written, SARI)


def test_an_answer_that_turns_out_bad_opens_it_again(office):
    (first,) = office.refuse("Berapa angka stunting 2024?")
    office.found()
    again = office.answer("Berapa angka stunting 2024?", again_of=first)
    assert office.found() == []
    office.log.feedback(again, 5, -1)
    assert [gap.status for gap in office.found()] == [Status.NEW]


def test_a_gap_is_closed_when_all_that_is_left_of_it_is_answered(office):
    first, _ = office.refuse("Berapa angka stunting 2024?", "jumlah stunting per kecamatan")
    poor = office.answer("daftar stunting")
    office.log.feedback(poor, 5, -1)
    (gap,) = office.found()
    for text in ("Berapa angka stunting 2024?", "jumlah stunting per kecamatan"):
        office.answer(text, again_of=first)
    assert [one.waiting for one in office.found()] == [1]
    office.log.feedback(poor, 5, 0)
    assert office.found() == [] and office.gaps.gap(gap.id).status is Status.ANSWERED


def test_filters_and_what_is_overdue(office):
    office.refuse(*STUNTING, *ROADS)
    stunting, roads = office.found()
    with office.gaps.deciding() as db:
        assign(db, stunting.id, By(None, ""), "Dinas Kesehatan", date(2026, 3, 1), SARI)
    late, early = date(2026, 3, 2), date(2026, 3, 1)
    assert [gap.id for gap in office.gaps.all(GapFilters(overdue=True), late)] == [stunting.id]
    assert office.gaps.all(GapFilters(overdue=True), early) == []
    assert [gap.id for gap in office.gaps.all(GapFilters(assignee="Dinas Kesehatan"))] == [stunting.id]
    assert [gap.id for gap in office.gaps.all(GapFilters(status="baru"))] == [roads.id]


def test_decisions_that_make_no_sense_are_refused_in_a_sentence(office):
    ids = office.refuse(*STUNTING)
    (gap,) = office.found()
    for impossible in (
        lambda: office.gaps.split(gap.id, ids, SARI),
        lambda: office.gaps.join(gap.id, gap.id, SARI),
        lambda: office.gaps.close_as(gap.id, Status.DECLINED, "  ", SARI),
        lambda: office.gaps.reopen(gap.id, SARI),
        lambda: office.gaps.gap(99),
    ):
        with pytest.raises(BotError):
            impossible()


def test_what_is_closed_is_not_closed_otherwise_and_opens_for_questions_that_still_wait(office):
    office.refuse(*STUNTING, *ROADS)
    stunting, roads = office.found()
    office.gaps.close_as(stunting.id, Status.ANSWERED, "Dokumennya sudah ada", SARI)
    with pytest.raises(BotError, match="sudah ditutup"):
        office.gaps.close_as(stunting.id, Status.DECLINED, "Bukan urusan daerah", SARI)
    office.gaps.join(roads.id, stunting.id, SARI)
    assert [(gap.id, gap.waiting) for gap in office.found()] == [(stunting.id, 5)]


def test_another_model_makes_the_vectors_anew(office, tmp_path):
    office.refuse(*STUNTING)
    office.found()
    other = Rounds(Sorting(tmp_path / "log.db"), library_in(tmp_path, HashedWords("lain", 48)))
    office.refuse("target stunting 2026")
    other.run()
    assert [gap.questions for gap in office.gaps.all()] == [4]
    other.close()
