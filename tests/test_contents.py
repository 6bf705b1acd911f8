"""What a document or a part of it holds: which messages ask it, which document is meant, and what is told."""

from pathlib import Path

import pytest
from chat_world import pdf
from contents_library import contents_library
from llm_server import llm_server, says, silent
from small_library import library_in

from bot.answering.assistant import Assistant
from bot.answering.citations import stands_in
from bot.answering.extractive.composer import ExtractiveComposer
from bot.answering.llm.language_model import LanguageModel
from bot.answering.llm.summary import LlmSummarizer
from bot.answering.outline.outlines import Outlines
from bot.journal.answer_log import AnswerLog
from bot.models import Inquiry
from indexer.models import Metadata
from indexer.question.contents import Part, asked_contents

MESSAGES = Path(__file__).parent.parent / "bench" / "contents"


def messages(name):
    lines = (MESSAGES / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    library = contents_library(tmp_path_factory.mktemp("pustaka"))
    yield library
    library.close()


@pytest.fixture
def log(tmp_path):
    log = AnswerLog(tmp_path / "log.db")
    yield log
    log.close()


@pytest.fixture
def ask(library, log):
    """Asks as one person in one chat."""
    assistant = Assistant(library, ExtractiveComposer(), log)
    return lambda text: assistant.ask(Inquiry(text, user_id=1, chat_id=1))


def documents_of(answer):
    return list(dict.fromkeys(citation.document.name for citation in answer.citations))


def test_what_a_document_holds_is_told_of_the_one_that_is_meant(library):
    outlines = Outlines(library)
    for line in messages("asked"):
        message, meant = line.rsplit(" = ", 1)
        outlined = outlines.compose(message)
        assert outlined, message
        assert outlined.passages[0].document.name == meant, message


def test_any_other_question_stays_one(library):
    outlines = Outlines(library)
    assert [message for message in messages("questions") if outlines.compose(message)] == []


@pytest.mark.parametrize(
    ("message", "part"),
    [
        ("apa isi pasal 25?", Part("pasal", "25")),
        ("pasal 9A ayat (1) bunyinya apa", Part("pasal", "9A", "1")),
        ("apa isi pasal II", Part("pasal", "II")),
        ("bab IV tentang apa?", Part("bab", "4")),
        ("bab 4 isinya apa aja", Part("bab", "4")),
        ("isi lampiran II", Part("lampiran", "2")),
        ("apa isi diktum kelima", Part("diktum", "5")),
    ],
)
def test_a_part_is_told_by_kind_and_number(message, part):
    assert asked_contents(message).part == part


@pytest.mark.parametrize(
    "message",
    [
        "apa isi pasal 5 dan 6?",
        "pasal 5 s/d 7 isinya apa",
        "apa isi bab i-iv",
        "bab 2.1 tentang apa?",
        "isi pasal 3 ayat (2) dan (3)",
    ],
)
def test_of_several_parts_not_only_the_first_is_told(message):
    assert asked_contents(message) is None


def test_an_outline_says_what_the_document_is_and_its_parts_with_their_marks(ask):
    answer = ask("ringkas perda maros nomor 7 tahun 2024")
    title, details, _, *lines = answer.text.split("\n")
    assert title == "Peraturan Daerah Kabupaten Maros Nomor 7 Tahun 2024 tentang Pengelolaan Sampah"
    assert details == "tanggal 20 Mei 2024"
    assert lines == [
        "Isinya:",
        "• Bab I Ketentuan Umum, Pasal 1 [1]",
        "• Bab II Penyelenggaraan, Pasal 2–3 [2]",
        "• Bab III Ketentuan Penutup, Pasal 4 [3]",
        "• Lampiran I Besaran Retribusi [4]",
    ]
    assert [citation.quote.split()[0] for citation in answer.citations] == ["BAB", "BAB", "BAB", "LAMPIRAN"]
    assert answer.composer == "outline"


def test_what_an_outline_quotes_stands_on_its_page(ask, library):
    for message in ("ringkas rpjmd wajo", "ringkas berita pamekasan", "ringkas kepwal palopo 145 tahun 2024"):
        for citation in ask(message).citations:
            (page,) = library.pages(citation.document.id, [citation.page])
            assert stands_in(citation.quote, page.text)


def test_news_are_told_by_how_they_begin(ask):
    text = ask("ringkas berita pamekasan").text
    assert "mengikuti bimtek smart city yang kedua pada Senin, 31 Juli 2023. [1]" in text


def test_a_decree_is_told_by_what_it_rules(ask):
    assert "• KEDUA : Tim melaporkan hasil kerjanya kepada Wali Kota setiap triwulan. [2]" in ask("ringkas kepwal palopo").text
    text = ask("apa isi diktum kedua keputusan wali kota palopo").text
    assert "KEDUA : Tim melaporkan" in text and "KETIGA" not in text


def test_an_article_is_told_whole_under_its_chapter_or_the_paragraph_that_is_asked(ask):
    whole = ask("apa isi pasal 3 perda maros 7/2024?").text
    assert whole.split("\n")[:2] == [
        "Pasal 3 — Peraturan Daerah Kabupaten Maros Nomor 7 Tahun 2024 tentang Pengelolaan Sampah",
        "Bab II Penyelenggaraan",
    ]
    assert "(1) Setiap orang dilarang membakar sampah di tepi jalan." in whole and "(2) Pelanggaran dikenai denda" in whole
    paragraph = ask("apa isi pasal 3 ayat (2) perda maros 7/2024?").text
    assert "(2) Pelanggaran dikenai denda" in paragraph and "(1) Setiap orang" not in paragraph


def test_a_chapter_is_told_by_its_sections(ask):
    text = ask("bab IV rkpd palopo tentang apa?").text
    assert text.startswith("Bab IV Sasaran dan Prioritas [1]\nRKPD Kota Palopo Tahun 2025")
    assert "• 4.1 Tujuan [2]\n• 4.2 Prioritas [3]" in text


def test_a_part_that_is_not_there_is_refused_with_what_is_there(ask):
    answer = ask("apa isi pasal 25 perda maros nomor 7 tahun 2024?")
    assert answer.refused and not answer.citations
    assert "Perda Kab. Maros Nomor 7 Tahun 2024 tentang Pengelolaan Sampah memuat Pasal 1–4." in answer.text


def test_an_article_runs_over_the_end_of_its_page_with_a_mark_for_each(tmp_path, log):
    library = library_in(tmp_path)
    pages = (
        "BAB I KETENTUAN UMUM\nPasal 1\n(1) Arsip disimpan lima tahun di unit pencipta.",
        "(2) Sesudah itu arsip diserahkan kepada lembaga kearsipan.\nPasal 2\nPeraturan ini mulai berlaku.",
    )
    given = Metadata("Peraturan Bupati Contoh Nomor 3 Tahun 2021 tentang Arsip", "peraturan", "Kabupaten Contoh", number="3")
    library.add(pdf(tmp_path / "perbup.pdf", pages), given)
    answer = Assistant(library, ExtractiveComposer(), log).ask(Inquiry("apa isi pasal 1 perbup contoh?"))
    library.close()
    assert "unit pencipta. [1]" in answer.text and "lembaga kearsipan. [2]" in answer.text
    assert [citation.page for citation in answer.citations] == [1, 2]
    assert "Peraturan ini mulai berlaku" not in answer.text


def test_the_document_of_the_last_answer_is_meant_where_none_is_named(ask):
    ask("berapa tarif parkir kendaraan roda dua?")
    answer = ask("apa isi pasal 2?")
    assert documents_of(answer) == ["perbup-maros.md"]
    assert answer.asked.startswith("apa isi pasal 2 (Perbup Maros Nomor 12 Tahun 2023")
    ask("makasih")
    assert documents_of(ask("ringkas dokumen itu")) == ["perbup-maros.md"]
    assert ask("isinya apa?").composer != "outline"  # of what was told, rather than of the document


def test_after_a_new_topic_none_is_meant_before_one_is_named(ask):
    ask("berapa tarif parkir kendaraan roda dua?")
    ask("topik baru")
    assert ask("apa isi pasal 2?").asked == ""


def test_nobody_elses_conversation_tells_which_document_is_meant(ask, library, log):
    ask("ringkas perbup maros nomor 12 tahun 2023")
    other = Assistant(library, ExtractiveComposer(), log).answer(Inquiry("ringkas dokumen itu", user_id=2, chat_id=1))
    assert other.composer != "outline"


def test_of_several_that_fit_the_others_are_named(ask):
    answer = ask("ringkas peraturan maros")
    assert len(documents_of(answer)) == 1
    assert "Dokumen lain yang juga cocok: Per" in answer.text


def test_of_an_article_without_its_act_the_acts_that_have_one_are_told(library):
    outlined = Outlines(library).compose("apa isi pasal 2?")
    assert {passage.document.kind for passage in outlined.passages} == {"peraturan"}
    assert (
        "Dokumen lain yang juga cocok: Perda Kab. Maros Nomor 7 Tahun 2024 tentang Pengelolaan Sampah." in outlined.draft.text
    )


def test_a_language_models_summary_is_checked_sentence_by_sentence(library, log):
    written = (
        "Dokumen memuat arah pembangunan Kabupaten Wajo lima tahun [1]. Visi daerah adalah Wajo Maju dan Sejahtera [1]. "
        "Anggarannya Rp9 triliun [1]."
    )
    with llm_server(says(written)) as server:
        summarizer = LlmSummarizer(LanguageModel(server.base_url, "model-uji"))
        heard: list[str] = []
        answer = Assistant(library, ExtractiveComposer(), log, summarizer).ask(Inquiry("ringkas rpjmd wajo"), heard.append)
    assert "Visi daerah adalah Wajo Maju dan Sejahtera." in answer.text and "Rp9 triliun" not in answer.text
    assert answer.composer == "llm" and answer.notes and heard
    assert answer.text.startswith("RPJMD Kabupaten Wajo Tahun 2025-2029")


@pytest.mark.parametrize(
    "behaviour", [says("Visi daerah adalah Wajo Maju dan Sejahtera [1]. Anggarannya Rp9 triliun [1]."), silent]
)
def test_where_too_little_of_a_summary_stands_the_outline_is_given(library, log, behaviour):
    with llm_server(behaviour) as server:
        summarizer = LlmSummarizer(LanguageModel(server.base_url, "model-uji", limit=0.5))
        answer = Assistant(library, ExtractiveComposer(), log, summarizer).ask(Inquiry("ringkas rpjmd wajo"))
    assert answer.composer == "outline" and "• Bab II Visi dan Misi [2]" in answer.text
    assert len(answer.notes) == 1
