"""`tanya eval`: questions with known answers, what is measured with them, and what is said when the file is wrong."""

import json
from dataclasses import replace
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from sample_answers import CITATION, PASSAGE, QUOTE, answer, refusal
from small_library import HashedWords

from bot.__main__ import tanya
from bot.answering.evaluation import Outcome, judge, measures
from bot.answering.question_file import Item, read_questions
from bot.errors import BotError
from bot.journal.answer_log import AnswerLog
from bot.models import Answer
from bot.settings import Settings
from indexer.cli.console import OPEN_MODEL
from indexer.models import Page

DOCUMENT = """# RPJMD Kabupaten Contoh 2025-2029

## Target SPBE

Indeks SPBE Kabupaten Contoh ditargetkan mencapai {figure} pada tahun 2027.
"""
QUESTIONS = (
    {"id": "spbe", "question": "Berapa target Indeks SPBE pada tahun 2027?", "key_facts": [["3[.,]2"]]},
    {"id": "juara", "question": "Siapa juara sepak bola antarplanet?", "unanswerable": True},
)


class Pages:
    """A library with one document of one page."""

    def __init__(self, text: str):
        self._text = text

    def pages(self, document_id: int, numbers: list[int]) -> list[Page]:
        return [Page(4, self._text)]


def item(**values) -> Item:
    return Item.model_validate({"id": "x", "question": "Apa?", "key_facts": [["3,2"]]} | values)


def outcome(given: Answer | None = None, page: str = QUOTE, **values: object) -> Outcome:
    return judge(item(**values), given or answer(), Pages(page))


# one question


def test_an_answer_is_right_when_it_holds_every_fact_in_one_of_its_forms():
    assert outcome(key_facts=[["indeks spbe"], ["3,1", "3[.,]2"]]).right
    assert not outcome(key_facts=[["indeks spbe"], ["3,1"]]).right


def test_what_an_answer_must_hold_may_differ_from_what_the_passages_must():
    judged = outcome(key_facts=[["2028 menyusul"]], answer_facts=[["3,2"]])
    assert judged.right and judged.depths == (1, 5, 10)


def test_a_fact_at_the_end_of_an_answer_too_long_to_read_does_not_count():
    assert outcome(answer("x" * 797 + "3,2")).right
    assert not outcome(answer("x" * 798 + "3,2")).right


def test_a_refusal_is_right_where_there_is_no_answer_and_only_there():
    assert outcome(refusal(), unanswerable=True).right and not outcome(answer(), unanswerable=True).right
    assert not outcome(refusal(), key_facts=[["tidak ada"]]).right, "though its sentence holds the words"


def test_facts_are_looked_for_in_the_best_passages_together():
    other = replace(PASSAGE, chunk=replace(PASSAGE.chunk, text="Nilai SAKIP 65,00.", heading=("BAB IV",)))
    found = replace(answer(), passages=(PASSAGE, other))
    assert outcome(found, key_facts=[["3,2"], ["65,00"]]).depths == (5, 10)
    assert outcome(found, key_facts=[["BAB IV"]]).depths == (5, 10), "headings are read with the passage"


def test_a_page_counts_only_in_the_documents_named_and_only_where_something_was_answered():
    assert outcome(docs=["rpjmd.pdf"], pages=[3, 4]).on_page is True
    assert outcome(docs=["renstra.pdf"], pages=[4]).on_page is False and outcome(docs=["rpjmd.pdf"], pages=[5]).on_page is False
    assert outcome(docs=["rpjmd.pdf"]).on_page is None and outcome(refusal(), docs=["rpjmd.pdf"], pages=[4]).on_page is None


def test_a_quote_is_looked_for_on_its_page_again():
    twice = replace(answer(), citations=(CITATION, replace(CITATION, quote="Indeks SPBE ditargetkan 3,9.")))
    assert outcome(twice).quotes == (True, False) and outcome(page="Halaman lain.").quotes == (False,)


# all together


def test_shares_are_of_the_questions_that_ask_for_them():
    right, wrong = outcome(docs=["rpjmd.pdf"], pages=[4]), outcome(refusal())
    figures = measures([right, wrong, outcome(refusal(), unanswerable=True), outcome(unanswerable=True, key_facts=[])])
    assert figures == {
        "questions": 4,
        "evidence@1": 1.0,
        "evidence@5": 1.0,
        "evidence@10": 1.0,
        "answer": 0.5,
        "refused_unanswerable": 0.5,
        "refused_answerable": 0.5,
        "page": 1.0,
        "quotes_found": 1.0,
        "quotes": 2,
        "ms_p50": 10.8,
        "ms_p95": 12.5,
    }


def test_where_nothing_is_asked_for_there_is_no_share():
    figures = measures([outcome(refusal(), unanswerable=True)])
    assert figures["answer"] is figures["page"] is figures["quotes_found"] is figures["evidence@1"] is None


# the file


def write(path: Path, *questions: dict) -> Path:
    path.write_text("\n".join(map(json.dumps, questions)), encoding="utf-8")
    return path


def test_a_question_file_may_hold_empty_lines_and_what_others_keep_in_it(tmp_path):
    path = tmp_path / "soal.jsonl"
    first = b'\xef\xbb\xbf{"question": " Apa \\n itu? ", "key_facts": [["x"]], "catatan": 1}\r\n'
    path.write_bytes(first + b'\n{"question": "B", "unanswerable": true, "id": 7}\n')
    first, second = read_questions(path)
    assert (first.id, first.question) == ("Apa itu?", "Apa itu?") and (second.id, second.unanswerable) == ("7", True)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{'question'", "bukan objek JSON"),
        ("[1]", "bukan objek JSON"),
        ('{"question": "A", "key_facts": [["a\\d"]]}', "bukan objek JSON"),
        ('{"key_facts": [["a"]]}', "nilai question"),
        ('{"question": " ", "key_facts": [["a"]]}', "nilai question"),
        ('{"question": "A"}', "isi key_facts"),
        ('{"question": "A", "key_facts": ["a"]}', "nilai key_facts"),
        ('{"question": "A", "key_facts": [[]]}', "nilai key_facts"),
        ('{"question": "A", "key_facts": [["(a"]]}', "pola “(a” bukan regex"),
        ('{"question": "A", "key_facts": [["a"]], "pages": ["empat"]}', "nilai pages"),
        ('{"question": "Satu?", "unanswerable": true}', "id “Satu?” yang sudah ada"),
    ],
)
def test_a_line_that_cannot_be_used_is_named_in_one_sentence(tmp_path, line, said):
    path = tmp_path / "soal.jsonl"
    path.write_text(f'{{"question": "Satu?", "unanswerable": true}}\n\n{line}\n', encoding="utf-8")
    with pytest.raises(BotError) as error:
        read_questions(path)
    assert str(error.value).startswith("Baris 3 di soal.jsonl") and said in str(error.value) and "\n" not in str(error.value)


@pytest.mark.parametrize("content", [b"", b"\n \n", b"\xff\xfe"])
def test_a_file_without_questions_is_named(tmp_path, content):
    (tmp_path / "soal.jsonl").write_bytes(content)
    for path in (tmp_path / "soal.jsonl", tmp_path / "tidak-ada.jsonl"):
        with pytest.raises(BotError, match=path.name):
            read_questions(path)


# the command


class Terminal:
    """`tanya` in this process, over a library of one document."""

    def __init__(self, folder: Path):
        self._corpus = folder / "corpus"
        self.settings = Settings(_env_file=None, corpus_dir=self._corpus, data_dir=folder / "data")

        @click.group()
        @click.pass_context
        def group(context: click.Context) -> None:
            context.obj, context.meta[OPEN_MODEL] = self.settings, lambda *_: HashedWords()

        for command in tanya.commands.values():
            group.add_command(command)
        self._group = group
        self.publish("3,2")

    def publish(self, figure: str) -> None:
        self._corpus.mkdir(exist_ok=True)
        (self._corpus / "rpjmd.md").write_text(DOCUMENT.format(figure=figure), encoding="utf-8")
        self.run("index")

    def run(self, *words: object) -> Result:
        return CliRunner().invoke(self._group, list(map(str, words)))

    def measure(self, path: Path) -> dict:
        return json.loads(self.run("eval", path, "--json").stdout)


@pytest.fixture
def terminal(tmp_path, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    return Terminal(tmp_path)


@pytest.fixture
def questions(tmp_path) -> Path:
    return write(tmp_path / "soal.jsonl", *QUESTIONS)


def test_the_figures_are_shown_as_a_table(terminal, questions):
    result = terminal.run("eval", questions)
    assert result.exit_code == 0 and "Dijawab benar" in result.stdout and "100%" in result.stdout and " ms" in result.stdout
    assert not any(word in result.stdout for word in ("Sebelumnya", "Membaik", "Belum benar"))


def test_what_changed_since_the_last_run_is_named(terminal, questions):
    assert terminal.measure(questions)["wrong"] == []
    terminal.publish("4,9")
    spbe = [{name: QUESTIONS[0][name] for name in ("id", "question")}]
    after = terminal.measure(questions)
    assert (after["worse"], after["better"], after["wrong"]) == (spbe, [], spbe)
    assert "Tidak ada yang membaik atau memburuk" in terminal.run("eval", questions).stdout
    terminal.publish("3,2")
    shown = terminal.run("eval", questions).stdout
    assert "Sebelumnya" in shown and "Membaik (1):\n• spbe: Berapa target" in shown and "Memburuk" not in shown


def test_another_file_is_another_history_and_a_new_question_no_change(terminal, questions, tmp_path):
    terminal.measure(questions)
    terminal.publish("4,9")
    assert terminal.measure(write(tmp_path / "lain.jsonl", *QUESTIONS))["worse"] == []
    write(questions, QUESTIONS[0] | {"id": "baru"}, QUESTIONS[1])
    assert terminal.measure(questions)["worse"] == []


def test_coordinators_do_not_find_the_evaluation_in_their_log(terminal, questions):
    terminal.measure(questions)
    log = AnswerLog(terminal.settings.log_path)
    assert log.entries() == []
    log.close()


def test_a_damaged_record_is_named_and_kept(terminal, questions):
    terminal.measure(questions)
    [record] = (terminal.settings.data_dir / "eval").iterdir()
    record.write_text("{", encoding="utf-8")
    assert isinstance(terminal.run("eval", questions).exception, BotError) and record.read_text() == "{"
