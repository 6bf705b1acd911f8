"""Figures that may have been misread: kept with their page, and told to whoever is shown one."""

import pytest
from readings_by_hand import library_of_reading

from bot.answering.assistant import Assistant
from bot.answering.composer import Composer
from bot.answering.doubtful_figures import figure_warnings
from bot.answering.extractive.composer import ExtractiveComposer
from bot.answering.llm.composer import LlmComposer
from bot.journal.answer_log import AnswerLog
from bot.models import Citation, Inquiry
from indexer.models import Block, Metadata, Page, Reading
from indexer.reading.page.page_text import page_of

SCANNED = "Persentase jalan mantap Kabupaten Contoh tahun 2024 adalah 77,51 persen."
CLEAR = "Panjang tanggul pantai seluruhnya 84,61 kilometer."
TOLD = "Angka 77,51 kurang jelas di halaman asli; periksa gambar halamannya."


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    pages = (
        page_of(1, [Block("paragraph", SCANNED)], confidence=0.93, doubtful=("77,51", "12")),
        page_of(2, [Block("paragraph", CLEAR)]),
    )
    about = Metadata("Laporan Kinerja", "laporan", "Kabupaten Contoh", "2024")
    library = library_of_reading(tmp_path_factory.mktemp("pustaka"), Reading(pages, about))
    yield library
    library.close()


@pytest.fixture
def answered_by(library, tmp_path):
    log = AnswerLog(tmp_path / "log.db")
    yield lambda composer: Assistant(library, composer, log)
    log.close()


class Copying:
    """A language model that writes the sentence it is told to."""

    name = "penyalin"

    def __init__(self, sentence: str):
        self.sentence = sentence

    def write(self, instruction, request, on_text):
        return self.sentence


def by_model(sentence: str) -> Composer:
    return LlmComposer(Copying(f"{sentence.removesuffix('.')} [1]."), ExtractiveComposer())


def test_doubtful_figures_are_kept_with_their_page(library):
    (document,) = library.documents()
    assert [page.doubtful for page in library.pages(document.id)] == [("77,51", "12"), ()]
    assert library.pages(document.id, [1])[0].doubtful == ("77,51", "12")


@pytest.mark.parametrize("composer", [ExtractiveComposer(), by_model(SCANNED)], ids=["extractive", "llm"])
def test_an_answer_that_shows_a_doubtful_figure_says_so(answered_by, composer):
    answer = answered_by(composer).ask(Inquiry("berapa persentase jalan mantap tahun 2024?"))
    assert answer.composer == composer.name
    assert "77,51" in answer.citations[0].quote
    lines = answer.text.split("\n")
    assert "77,51" in lines[0] and lines[1] == f"⚠️ {TOLD}", "beside the figure"


@pytest.mark.parametrize("composer", [ExtractiveComposer(), by_model(CLEAR)], ids=["extractive", "llm"])
def test_an_answer_without_one_says_nothing_of_it(answered_by, composer):
    answer = answered_by(composer).ask(Inquiry("berapa panjang tanggul pantai seluruhnya?"))
    assert "84,61" in answer.text
    assert "kurang jelas" not in answer.text


def test_the_log_keeps_that_it_was_said(library, tmp_path):
    log = AnswerLog(tmp_path / "log.db")
    answer = Assistant(library, ExtractiveComposer(), log).ask(Inquiry("berapa persentase jalan mantap tahun 2024?"))
    assert TOLD in log.entry(answer.log_id).answer
    log.close()


# which figures are shown


def warned(text: str, quote: str, *doubtful: str, library) -> str:
    (document,) = library.documents()
    citation = Citation(1, document, 1, "", quote)
    return " ".join(figure_warnings(text, [citation], lambda number, pages: [Page(1, quote, doubtful=doubtful)]))


def test_a_figure_in_the_quote_alone_is_shown_too(library):
    assert warned("Jalan mantap naik [1]", "naik menjadi 77,51", "77,51", library=library) == TOLD


@pytest.mark.parametrize("shown", ["177,51", "77,511", "77,51.3", "2.77,51"])
def test_a_part_of_a_longer_figure_is_not_it(library, shown):
    assert warned("", f"sebesar {shown} persen", "77,51", library=library) == ""


@pytest.mark.parametrize("shown", ["Rp77,51", "77,51%", "77,51.", "(77,51)", "77,51; 3"])
def test_a_figure_with_signs_around_it_is_it(library, shown):
    assert warned("", f"sebesar {shown}", "77,51", library=library) == TOLD


def test_a_figure_with_a_blank_inside_is_found_as_it_stands(library):
    said = warned("", "anggaran 8\n.609.422.500 rupiah", "8 .609.422.500", library=library)
    assert said.startswith("Angka 8 .609.422.500 kurang jelas")


def test_of_many_the_first_are_named_and_each_once(library):
    said = warned("1,1 2,2 3,3 4,4 5,5", "1,1", "1,1", "2,2", "3,3", "4,4", "5,5", library=library)
    assert said == "Angka 1,1; 2,2; 3,3 dan 2 lainnya kurang jelas di halaman asli; periksa gambar halamannya."
