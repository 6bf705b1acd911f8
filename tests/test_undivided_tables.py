"""Lines of a table whose rows or columns can't be told apart: kept, found, shown as where to look, and never the answer to a figure."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readings_by_hand import library_of_reading

from bot.answering.assistant import Assistant
from bot.answering.extractive.composer import ExtractiveComposer
from bot.answering.llm.checks import Checker
from bot.journal.answer_log import AnswerLog
from bot.models import Inquiry
from indexer.models import Block, Loss, Lost, Metadata, Reading
from indexer.reading.formats import undivided_tables
from indexer.reading.page.blocks import to_blocks
from indexer.reading.page.lines import Line
from indexer.reading.page.page_text import page_of
from indexer.reading.page.paragraphs import flow
from indexer.reading.printed.pages import page_blocks
from indexer.reading.printed.sheet import PrintedLine, Sheet
from indexer.structure.chunks import split

ROWS = (
    "4.1.1 Pajak Restoran 12.500.000.000,00 11.250.000.000,00 90,00",
    "4.1.2 Pajak Hotel 8.000.000.000,00 8.400.000.000,00 105,00",
    "Jumlah Pajak Daerah 20.500.000.000,00 19.650.000.000,00 95,85",
    "Dipungut Bapenda setiap bulan melalui bank daerah",
)


# from a printed page to blocks


def printed(*lines: PrintedLine) -> tuple[Block, ...]:
    (blocks,) = page_blocks([Sheet(lines, 800.0, 0)])
    return blocks


def line(text: str, y: float, *, undivided: bool = False, bold: bool = False) -> PrintedLine:
    return PrintedLine(text, x=72, y=y, size=11, bold=bold, undivided=undivided)


def test_undivided_lines_that_follow_each_other_are_one_block_of_lines():
    around = "Pendapatan daerah tahun ini terdiri atas pajak dan retribusi yang dipungut"
    blocks = printed(
        line(f"{around} dari", 100),
        line("warga kabupaten.", 114),
        *(line(row, 128 + 14 * at, undivided=True) for at, row in enumerate(ROWS)),
        line("yang tercatat di atas belum diaudit.", 190),
    )
    assert [(block.undivided, block.text) for block in blocks] == [
        (False, f"{around} dari warga kabupaten."),
        (True, "\n".join(ROWS)),
        (False, "yang tercatat di atas belum diaudit."),
    ]


def test_what_looks_like_a_heading_or_an_item_is_but_a_line_of_an_undivided_table():
    texts = ("Pasal 5", "1. Pajak Restoran", "BAB II PENDAPATAN", "a. retribusi")
    blocks = printed(*(line(text, 100 + 14 * at, undivided=True, bold=True) for at, text in enumerate(texts)))
    assert blocks == (Block("paragraph", "\n".join(texts), undivided=True),)


def test_a_page_shows_undivided_lines_as_plain_lines():
    page = page_of(1, [Block("paragraph", "\n".join(ROWS), undivided=True)])
    assert page.text == "\n".join(ROWS)


@given(texts=st.lists(st.tuples(st.sampled_from(ROWS + ("dan seterusnya,", "Pasal 4", "2. pajak")), st.booleans()), min_size=1))
def test_no_line_of_an_undivided_table_is_joined_with_another(texts):
    lines = [Line(text, undivided=undivided) for text, undivided in texts]
    blocks = to_blocks(flow(lines, 60))
    kept = [said for block in blocks if block.undivided for said in block.text.split("\n")]
    assert kept == [text for text, undivided in texts if undivided]


def test_they_are_told_as_tables_that_could_not_be_read():
    undivided, other = Block("paragraph", "\n".join(ROWS), undivided=True), Block("paragraph", "Belanja daerah.")
    pages = [
        page_of(1, [other]),
        page_of(2, [undivided, other, undivided]),
        page_of(5, [undivided]),
        page_of(None, [undivided]),
    ]
    assert undivided_tables(pages) == (Loss(Lost.TABLES, 4, pages=(2, 5)),)
    assert undivided_tables(pages[:1]) == ()


# from blocks to spans


def test_each_line_is_a_span_that_knows_it_is_undivided():
    blocks = [
        Block("paragraph", "Bapenda memungut pajak."),
        Block("paragraph", "\n".join(ROWS), gap=True, undivided=True),
    ]
    chunks = split([page_of(7, blocks)])
    spans = [span for chunk in chunks for span in chunk.spans]
    assert [(span.text, span.undivided) for span in spans] == [
        ("Bapenda memungut pajak.", False),
        *((row, True) for row in ROWS),
    ]
    assert all(span.quotes == ((7, span.text),) for span in spans)
    assert "\n".join(ROWS) in "\n".join(chunk.text for chunk in chunks)


# from spans to answers


PAGES = (
    page_of(1, [Block("paragraph", "Laporan pajak daerah Kabupaten Contoh disusun oleh Bapenda.")]),
    page_of(
        12,
        [
            Block("heading", "Tabel 4.1 Realisasi Pajak Daerah", level=12),
            Block("paragraph", "\n".join(ROWS), gap=True, undivided=True),
        ],
    ),
    page_of(13, [Block("paragraph", "Target pajak reklame tahun 2024 adalah Rp1.750.000.000,00.")]),
)


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    """A library with one document whose reading is PAGES."""
    about = Metadata("Laporan Pajak Daerah", "laporan", "Kabupaten Contoh", "2024")
    library = library_of_reading(tmp_path_factory.mktemp("pustaka"), Reading(PAGES, about))
    yield library
    library.close()


@pytest.fixture(scope="module")
def ask(library, tmp_path_factory):
    log = AnswerLog(tmp_path_factory.mktemp("log") / "log.db")
    assistant = Assistant(library, ExtractiveComposer(), log)
    yield lambda question: assistant.answer(Inquiry(question))
    log.close()


@pytest.mark.parametrize(
    "question",
    [
        "berapa realisasi pajak restoran?",
        "realisasi pajak hotel tahun 2024 berapa persen?",
        "jumlah pajak daerah",
        "pajak restoran",
    ],
)
def test_a_figure_is_never_answered_from_an_undivided_table(ask, question):
    answer = ask(question)
    assert answer.refused
    assert not any(figure in answer.text for figure in ("12.500", "8.400", "105,00", "20.500"))


@pytest.mark.parametrize("question", ["realisasi pajak daerah", "berapa saja realisasi pajak daerah?", "tabel 4.1 berapa?"])
def test_the_heading_above_it_brings_no_figure_of_it_along(ask, question):
    answer = ask(question)
    shown = " ".join([answer.text, *(cited.quote for cited in (*answer.citations, *answer.nearest))])
    assert "000.000" not in shown and "95,85" not in shown


def test_the_refusal_says_in_which_table_to_look_and_shows_no_row_of_it(ask):
    answer = ask("berapa realisasi pajak restoran?")
    assert "baris dan kolom tabel itu tidak dapat saya bedakan" in answer.text
    assert "gambar halamannya" in answer.text
    nearest = answer.nearest[0]
    assert (nearest.page, nearest.place, nearest.quote) == (12, "hlm. 12", "")


def test_what_asks_for_no_figure_is_answered_from_it(ask):
    answer = ask("apa yang dilakukan Bapenda setiap bulan melalui bank daerah?")
    assert not answer.refused
    assert "bank daerah" in answer.text


def test_a_figure_beside_it_is_answered(ask):
    answer = ask("berapa target pajak reklame tahun 2024?")
    assert not answer.refused
    assert "1.750.000.000,00" in answer.text


def test_a_question_far_from_it_is_refused_as_ever(ask):
    answer = ask("berapa jumlah kapal nelayan di pulau seberang?")
    assert answer.refused
    assert "tabel" not in answer.text


def test_a_language_model_may_not_state_a_figure_of_it(library):
    passages = library.search("realisasi pajak restoran")
    number = next(at for at, passage in enumerate(passages, 1) if 12 in passage.chunk.pages)
    checker = Checker(passages)
    assert checker.check(f"Realisasi Pajak Restoran adalah 11.250.000.000,00 [{number}].").kept == 0
    assert checker.check(f"Pajak dipungut Bapenda setiap bulan melalui bank daerah [{number}].").kept == 1
