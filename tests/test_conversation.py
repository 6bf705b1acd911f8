"""Questions that follow one another: when one is understood from those before it, and when it stays as it was typed."""

from collections import Counter

import pytest
from small_library import HashedWords, library_in

from bot.answering.assistant import Assistant
from bot.answering.extractive.composer import ExtractiveComposer
from bot.journal.answer_log import AnswerLog
from bot.models import Inquiry
from indexer.models import Metadata

DOCUMENTS = {
    "Bimtek Kota Cerdas": (
        "Kabupaten Wajo",
        "Bimbingan teknis kota cerdas diadakan pada 12 Maret 2024 dan diikuti 40 peserta.",
    ),
    "Lomba Perahu": (
        "Kabupaten Maros",
        "Lomba perahu diikuti 75 peserta.\n\nLomba perahu diadakan pada 5 Juni 2024.\n\nHonor juri lomba perahu sebesar Rp90.000 per orang.",
    ),
    "Banjir Maros": ("Kabupaten Maros", "Banjir Maros tahun 2024 memaksa 120 warga mengungsi."),
    "Banjir Wajo": ("Kabupaten Wajo", "Korban meninggal dunia akibat banjir dua orang."),
}
TRAINING = "Kapan bimbingan teknis kota cerdas diadakan?"


class CountedWords(HashedWords):
    """Counts what is searched for."""

    def __init__(self):
        super().__init__()
        self.searched = Counter()

    def embed_queries(self, texts):
        self.searched.update(texts)
        return super().embed_queries(texts)


@pytest.fixture
def model():
    return CountedWords()


@pytest.fixture
def say(tmp_path, model):
    library, log = library_in(tmp_path, model), AnswerLog(tmp_path / "log.db")
    for number, (title, (region, words)) in enumerate(DOCUMENTS.items()):
        path = tmp_path / f"{number}.md"
        path.write_text(f"# {title}\n\n{words}\n", encoding="utf-8")
        library.add(path, Metadata(title, "berita", region, "2024"))
    assistant = Assistant(library, ExtractiveComposer(), log)
    yield lambda typed: assistant.ask(Inquiry(typed, user_id=1, chat_id=1))
    log.close()
    library.close()


def test_a_question_that_says_all_itself_stays_as_it_was_typed(say):
    say(TRAINING)
    answer = say("berapa honor juri lomba perahu?")
    assert answer.asked == "" and "Rp90.000" in answer.text


def test_the_document_of_the_conversation_is_no_word_of_the_next_question(say):
    say(TRAINING)
    assert "bimbingan teknis kota cerdas" in say("berapa peserta?").asked


def test_each_of_several_questions_is_asked_of_the_document_of_the_conversation(say):
    say(TRAINING)
    answer = say("berapa peserta? kapan diadakan?")
    assert {citation.document.title for citation in answer.citations} == {"Bimtek Kota Cerdas"}


def test_an_answer_of_another_region_than_the_conversation_s_says_so_and_offers_that(say):
    say("banjir Maros 2024")
    answer = say(TRAINING)
    assert answer.text.startswith("⚠️ Jawaban ini tentang Kabupaten Wajo, bukan Kabupaten Maros.\n\n")
    assert answer.choices == ("Kapan bimbingan teknis kota cerdas diadakan di Kabupaten Maros?",)


def test_what_the_document_of_the_conversation_does_not_say_is_not_answered_from_another(say):
    say(TRAINING)
    answer = say("berapa honor?")
    assert "bimbingan teknis kota cerdas" in answer.asked and "Rp90.000" not in answer.text


def test_nothing_is_searched_twice_for_one_message(say, model):
    say(TRAINING)
    for typed in ("berapa peserta?", "siapa panitianya?", "berapa honor juri?"):
        model.searched.clear()
        say(typed)
        assert set(model.searched.values()) == {1}
