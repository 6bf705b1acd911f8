"""What stands behind an answer's buttons: the other years of a row, and the table that is wider than a telephone."""

import pytest
from small_library import HashedWords, opening

from bot.answering.assistant import Assistant
from bot.answering.extractive.composer import ExtractiveComposer
from bot.cli.answer_json import answer_json
from bot.journal.answer_log import AnswerLog
from bot.journal.years import label_of_all, year_lines
from bot.models import Inquiry, Value, YearValue
from indexer.library import Library
from indexer.models import Metadata
from indexer.settings import LibrarySettings

PLAN = """# Indikator
| No | Indikator | Satuan | Kondisi awal 2024 | Target 2025 | Target 2026 | Target 2027 | Pagu (Rp) | Pelaksana |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
| 1 | Indeks SPBE | indeks | 2,84 | 3,05 | 3,25 | - | 900 | Diskominfo |
| 2 | Jalan mantap | persen | 61,4 | 63,0 | 66,0 | 69,5 | 800 | Dinas Pekerjaan Umum |
| 3 | Kapal nelayan | unit | 20 | 24 | 28 | 30 | 700 | Dinas Perikanan |
| 4 | Taman kota | unit | 2 | 4 | 8 | 9 | 600 | Dinas Lingkungan Hidup |

# Armada
Kapal wisata berjumlah 7 unit pada tahun 2026.
"""


@pytest.fixture(scope="module")
def asked(tmp_path_factory):
    """The answer to a question over one plan."""
    folder = tmp_path_factory.mktemp("rencana")
    (folder / "corpus").mkdir()
    plan = folder / "corpus" / "rencana.md"
    plan.write_text(PLAN, encoding="utf-8")
    settings = LibrarySettings(_env_file=None, corpus_dir=folder / "corpus", data_dir=folder)
    library = Library.open(settings, **opening(HashedWords()))
    library.add(plan, Metadata("RKPD Contoh", "rkpd", "Kabupaten Contoh", "2026"))
    log = AnswerLog(folder / "log.db")
    assistant = Assistant(library, ExtractiveComposer(), log)
    yield lambda question: assistant.ask(Inquiry(question)), log
    log.close()
    library.close()


def test_the_row_of_one_figure_is_kept_for_its_other_years(asked):
    ask, log = asked
    answer = ask("Berapa target jalan mantap tahun 2026?")
    assert answer.text.startswith("66,0%")
    assert answer.other_years == (
        YearValue("2024", "61,4%", "Kondisi awal"),
        YearValue("2025", "63,0%"),
        YearValue("2027", "69,5%"),
    )
    assert log.entry(answer.log_id).other_years == answer.other_years
    assert answer_json(answer)["other_years"][1] == {"year": "2025", "value": "63,0%", "head": ""}


def test_a_year_without_a_figure_is_left_out(asked):
    ask, _ = asked
    assert [other.year for other in ask("Berapa target Indeks SPBE tahun 2026?").other_years] == ["2024", "2025"]


def test_a_figure_of_a_sentence_has_no_other_years(asked):
    ask, _ = asked
    answer = ask("Berapa jumlah kapal wisata tahun 2026?")
    assert "7 unit" in answer.text and answer.other_years == ()


def test_years_are_told_in_order_with_the_answered_one_among_them():
    value = Value("3,25", "Indeks SPBE, Target Tahun 2026, Kabupaten Contoh", year="2026")
    others = (YearValue("2024", "2,84", "Kondisi awal"), YearValue("2027", "3,45"))
    assert year_lines(value, others) == [("2024 (Kondisi awal): 2,84", False), ("2026: 3,25", True), ("2027: 3,45", False)]
    assert label_of_all(value) == "Indeks SPBE, Target, Kabupaten Contoh"


def test_a_list_of_wide_rows_is_kept_as_the_table_it_is(asked):
    ask, log = asked
    answer = ask("Apa saja indikatornya?")
    (table,) = answer.tables
    assert table.heads[1] == "Indikator" and table.heads[-1] == "Pelaksana"
    assert [row[1] for row in table.rows] == ["Indeks SPBE", "Jalan mantap", "Kapal nelayan", "Taman kota"]
    assert log.entry(answer.log_id).tables == answer.tables


def test_one_row_is_no_table(asked):
    ask, _ = asked
    assert ask("Berapa target jalan mantap tahun 2026?").tables == ()
