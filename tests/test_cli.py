"""`tanya` in a terminal: the contracts of ask and log, the conversation, invitations, the examination, and how it fails."""

import csv
import getpass
import json
import os
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook
from sample_answers import QUOTE, answer
from small_library import HashedWords

from bot.__main__ import tanya
from bot.cli.answer_json import answer_json
from bot.errors import BadSettings, BotError
from bot.journal.answer_log import AnswerLog
from bot.models import Role
from bot.people.access import Access
from bot.settings import PREFIXES, Settings
from indexer.cli.console import OPEN_MODEL

RPJMD = """# RPJMD Kabupaten Contoh 2025-2029

## Target SPBE

Indeks SPBE Kabupaten Contoh ditargetkan mencapai 3,2 pada tahun 2027.

## Penanggung jawab

Penanggung jawab program jaringan desa adalah Dinas Komunikasi dan Informatika.
"""
ASKED = "Berapa target Indeks SPBE pada tahun 2027?"
UNKNOWN = "Siapa juara sepak bola antarplanet?"


class Terminal:
    """Runs commands in this process, with a small model, in a folder of its own."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.settings = self.set()

        @click.group()
        @click.pass_context
        def group(context: click.Context) -> None:
            context.obj = self.settings
            context.meta[OPEN_MODEL] = lambda *_: HashedWords()

        for command in tanya.commands.values():
            group.add_command(command)
        self._group = group

    def set(self, **values) -> Settings:
        places = {"corpus_dir": self.folder / "corpus", "data_dir": self.folder / "data"}
        self.settings = Settings(_env_file=None, **places | values)
        return self.settings

    def run(self, *words: object, typed: str = "") -> Result:
        return CliRunner().invoke(self._group, [str(word) for word in words], input=typed)

    def ok(self, *words: object, typed: str = "") -> str:
        result = self.run(*words, typed=typed)
        assert result.exception is None and result.exit_code == 0, (result.output, result.exception)
        return result.stdout


@pytest.fixture
def terminal(tmp_path, monkeypatch):
    for name in [name for name in os.environ if name.startswith(PREFIXES)]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("COLUMNS", "200")
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "rpjmd.md").write_text(RPJMD, encoding="utf-8")
    terminal = Terminal(tmp_path)
    terminal.ok("index")
    return terminal


# tanya ask


def test_an_answer_as_json_keeps_the_contract(terminal):
    answer = json.loads(terminal.ok("ask", ASKED, "--json"))
    of_answer = ["question", "answer", "refused", "citations", "passages", "composer", "ms", "log_id", "reason"]
    assert list(answer) == [*of_answer, "value", "label", "unit", "year", "region", "choices", "other_years"]
    assert answer["question"] == ASKED and answer["refused"] is False and "3,2" in answer["answer"]
    (citation, *_) = answer["citations"]
    assert list(citation) == ["number", "document", "title", "page", "place", "quote"]
    assert (citation["number"], citation["document"], citation["page"]) == (1, "rpjmd.md", None) and citation["quote"] in RPJMD
    assert list(answer["passages"][0]) == ["document", "page", "text", "score"]
    scores = [passage["score"] for passage in answer["passages"]]
    assert scores == sorted(scores, reverse=True) and answer["log_id"] == 1 and answer["ms"] > 0


def test_a_passage_is_headed_by_its_place_and_shown_without_our_marks():
    (passage,) = answer_json(answer())["passages"]
    text = f"BAB III › Target\n{QUOTE}\nTahun 2028 menyusul."
    assert passage == {"document": "rpjmd.pdf", "page": 4, "text": text, "score": 1.5}


def test_an_answer_in_the_terminal_shows_its_sources_and_their_words(terminal):
    shown = terminal.ok("ask", ASKED)
    assert "3,2" in shown and "Sumber:" in shown and "[1] RPJMD Kabupaten Contoh 2025-2029" in shown and "Target SPBE" in shown


def test_a_refusal_is_an_answer(terminal):
    answer = json.loads(terminal.ok("ask", UNKNOWN, "--json"))
    assert answer["refused"] is True and answer["citations"] == [] and answer["answer"]
    assert "Sumber:" not in terminal.ok("ask", UNKNOWN)


def test_a_batch_is_a_line_a_question_in_the_same_order(terminal, tmp_path):
    (tmp_path / "soal.txt").write_text(f"{ASKED}\n\n{UNKNOWN}\n", encoding="utf-8")
    answers = [json.loads(line) for line in terminal.ok("ask", "--batch", tmp_path / "soal.txt", "--json").splitlines()]
    assert [answer["question"] for answer in answers] == [ASKED, "", UNKNOWN]
    assert [answer["refused"] for answer in answers] == [False, False, True]  # nothing was asked, nothing refused
    (tmp_path / "kosong.txt").write_text("", encoding="utf-8")
    assert terminal.ok("ask", "--batch", tmp_path / "kosong.txt", "--json") == ""


@pytest.mark.parametrize("words", [["ask"], ["ask", "Apa?", "--batch", "x", "--json"], ["ask", "--batch", "x"]])
def test_ask_wants_one_question_or_one_file(terminal, words):
    result = terminal.run(*words)
    assert result.exit_code == 2 and "--batch BERKAS --json" in result.stderr


def test_a_batch_that_is_not_there_is_named(terminal):
    assert isinstance(terminal.run("ask", "--batch", "tidak-ada.txt", "--json").exception, BotError)


# tanya chat


def test_a_conversation_answers_shows_sources_and_ends_politely(terminal):
    shown = terminal.ok("chat", typed=f"\n{ASKED}\n/sumber 1\n/sumber 9\n/apa\n/keluar\n")
    assert shown.count("3,2") >= 3, "answer, quote, and the quote in its surroundings"
    assert "nomor itu tidak ada" in shown and shown.count("/sumber 1 menampilkan") == 2
    assert shown.rstrip().endswith("Sampai jumpa.")


def test_a_conversation_tells_a_figure_for_other_years(terminal):
    table = "| Indikator | Satuan | Target 2025 | Target 2026 |\n| --- | --- | --- | --- |\n| Jalan mantap | persen | 63,0 | 66,0 |\n"
    (terminal.folder / "corpus" / "jalan.md").write_text(f"# Indikator\n{table}", encoding="utf-8")
    terminal.ok("index")
    shown = terminal.ok("chat", typed="tahun lain\nBerapa target jalan mantap tahun 2026?\nTahun lain\n/keluar\n")
    assert "\n2025: 63,0%\n2026: 66,0%\n" in shown
    assert len(json.loads(terminal.ok("log", "--format", "json"))) == 2, "what is typed before any answer is a question"


def test_a_conversation_completes_what_leans_on_the_question_before(terminal):
    shown = terminal.ok("chat", typed=f"{ASKED}\nkalau 2026?\ntopik baru\nkalau 2025?\n/keluar\n")
    assert shown.count("Saya pahami sebagai:") == 1
    assert "Saya pahami sebagai: Berapa target Indeks SPBE pada tahun 2026?" in shown
    assert "Baik, kita mulai topik baru." in shown
    entries = json.loads(terminal.ok("log", "--format", "json"))
    assert [(entry["question"], entry["asked"]) for entry in reversed(entries)] == [
        (ASKED, ""),
        ("kalau 2026?", "Berapa target Indeks SPBE pada tahun 2026?"),
        ("kalau 2025?", ""),
    ]
    assert "→ Berapa target Indeks SPBE pada tahun 2026?" in terminal.ok("log")


def test_questions_asked_by_themselves_know_nothing_of_one_another(terminal):
    terminal.ok("chat", typed=f"{ASKED}\n/keluar\n")
    assert "Saya pahami" not in terminal.ok("chat", typed="kalau 2026?\n/keluar\n")
    terminal.ok("ask", ASKED)
    assert "Saya pahami" not in terminal.ok("ask", "kalau 2026?")
    batch = terminal.folder / "pertanyaan.txt"
    batch.write_text(f"{ASKED}\nkalau 2026?\n", encoding="utf-8")
    terminal.ok("ask", "--batch", batch, "--json")
    assert {entry["asked"] for entry in json.loads(terminal.ok("log", "--format", "json"))} == {""}


def test_a_conversation_ends_with_the_input(terminal):
    assert terminal.ok("chat", typed="").rstrip().endswith("Sampai jumpa.")


# tanya log


def test_the_log_shows_questions_and_how_it_went(terminal):
    terminal.ok("ask", ASKED)
    terminal.ok("ask", UNKNOWN)
    shown = terminal.ok("log")
    assert ASKED in shown and UNKNOWN in shown and "7 hari terakhir: 2 pertanyaan, 1 tidak terjawab" in shown
    assert ASKED not in terminal.ok("log", "--unanswered")
    assert ASKED not in terminal.ok("log", "--since", "0d") and ASKED in terminal.ok("log", "--since", "2026-01-31")


def test_the_log_goes_to_the_screen_or_a_file(terminal, tmp_path):
    terminal.ok("ask", ASKED)
    assert [entry["question"] for entry in json.loads(terminal.ok("log", "--format", "json"))] == [ASKED]
    assert [row["Pertanyaan"] for row in csv.DictReader(terminal.ok("log", "--format", "csv").splitlines())] == [ASKED]
    for form in ("json", "csv", "xlsx"):
        assert "1 catatan" in terminal.ok("log", "--format", form, "--output", tmp_path / f"log.{form}")
        assert (tmp_path / f"log.{form}").stat().st_size > 0


@pytest.mark.parametrize(
    "words",
    [
        ["--format", "xlsx"],
        ["--output", "log.csv"],
        ["--since", "kemarin"],
        ["--since", "2026-13-01"],
        ["--since", "9999999999d"],
    ],
)
def test_a_log_command_that_makes_no_sense_says_what_would(terminal, words):
    result = terminal.run("log", *words)
    assert result.exit_code == 2 and ("--format" in result.stderr or "2026-01-31" in result.stderr)


def test_the_log_can_be_backed_up(terminal, tmp_path):
    terminal.ok("ask", ASKED)
    assert "disalin" in terminal.ok("log", "--backup", tmp_path / "cadangan.db")
    copy = AnswerLog(tmp_path / "cadangan.db")
    assert [entry.question for entry in copy.entries()] == [ASKED]
    copy.close()


# tanya users, invite, bot


def test_an_invitation_is_a_code_or_a_link_once_the_bot_has_a_name(terminal):
    code = terminal.ok("invite", "koordinator").split("/start ")[1].strip()
    access = Access(terminal.settings.log_path)
    assert access.redeem(code, 5, "Sari") == Role.KOORDINATOR
    access.close()
    log = AnswerLog(terminal.settings.log_path)
    log.remember("bot_username", "tanya_contoh_bot")
    log.close()
    assert "https://t.me/tanya_contoh_bot?start=" in terminal.ok("invite", "opd")
    assert "Sari" in terminal.ok("users") and "koordinator" in terminal.ok("users")


def test_agencies_come_from_a_workbook_and_stand_beside_users(terminal, tmp_path):
    assert "tanya agencies import" in terminal.ok("agencies")
    book = Workbook()
    for row in (("No", "Nama OPD"), (1, "Dinas Kesehatan"), (2, "Bappeda"), (3, "dinas kesehatan")):
        book.active.append(row)
    book.save(tmp_path / "opd.xlsx")
    assert terminal.ok("agencies", "import", tmp_path / "opd.xlsx").startswith("2 OPD ditambahkan")
    assert terminal.ok("agencies").split("\n")[:2] == ["Bappeda", "Dinas Kesehatan"]
    code = terminal.ok("invite", "opd", "--agency", "bappeda").split()[-1]
    access = Access(terminal.settings.log_path)
    access.redeem(code, 5, "Sari")
    access.close()
    assert "Bappeda" in terminal.ok("users")
    (tmp_path / "opd.txt").write_text("Bappeda")
    assert isinstance(terminal.run("agencies", "import", tmp_path / "opd.txt").exception, BotError)


def test_users_name_the_admins_of_the_settings(terminal):
    assert "tanya invite admin" in terminal.ok("users")
    terminal.set(admin_ids=frozenset({77}))
    assert "77" in terminal.ok("users") and "TANYA_ADMIN_IDS" in terminal.ok("users")


def test_the_bot_needs_a_token(terminal):
    error = terminal.run("bot").exception
    assert isinstance(error, BadSettings) and "@BotFather" in str(error)


# tanya doctor


@pytest.fixture
def telegram():
    """A Bot API server that knows one token."""

    class Api(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            known = self.path == "/bot123:benar/getMe"
            body = json.dumps({"ok": known, "result": {"username": "tanya_contoh_bot"}}).encode()
            self.send_response(200 if known else 401)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Api) as server:
        threading.Thread(target=server.serve_forever).start()
        yield f"http://127.0.0.1:{server.server_port}/bot"
        server.shutdown()


def test_the_examination_of_a_ready_terminal_finds_all_that_is_essential(terminal):
    shown = terminal.ok("doctor")
    assert "✓ 1 dokumen terindeks" in shown and "✗ TELEGRAM_BOT_TOKEN belum diisi" in shown
    assert "✓ Pertanyaan tidak keluar dari komputer ini." in shown


@pytest.mark.parametrize("taught", ["Pembaca jawaban", "Pembanding pertanyaan"])
def test_the_examination_says_whether_what_was_taught_is_there(terminal, taught):
    assert taught in terminal.ok("doctor")


def test_the_examination_asks_telegram(terminal, telegram):
    terminal.set(telegram_bot_token="123:benar", telegram_base_url=telegram)
    assert "✓ Telegram mengenal bot ini sebagai @tanya_contoh_bot." in terminal.ok("doctor")


@pytest.mark.parametrize(("token", "words"), [("123:salah", "menolak"), ("123:benar", "tidak dapat dihubungi")])
def test_a_token_that_does_not_work_is_essential_and_not_shown(terminal, telegram, token, words):
    base = telegram if words == "menolak" else "http://127.0.0.1:9/bot"
    terminal.set(telegram_bot_token=token, telegram_base_url=base)
    result = terminal.run("doctor")
    assert result.exit_code == 1 and words in result.output and token not in result.output


def test_the_examination_names_files_that_are_not_indexed_yet(terminal, tmp_path):
    (tmp_path / "corpus" / "baru.md").write_text("Berita baru.", encoding="utf-8")
    assert "1 berkas" in terminal.ok("doctor") and "`tanya index`" in terminal.ok("doctor")


def test_the_examination_goes_on_where_nothing_can_be_written(terminal, tmp_path):
    terminal.set(data_dir=tmp_path / "corpus" / "rpjmd.md" / "data")
    result = terminal.run("doctor")
    assert result.exit_code == 1 and result.output.count("tidak dapat dibuka") == 2 and "Ruang disk kosong" in result.output


def test_an_empty_library_cannot_answer_and_a_missing_folder_is_named(terminal, tmp_path):
    (tmp_path / "kosong").mkdir()
    for folder, said in (("kosong", "✗ Belum ada dokumen"), ("takada", "takada tidak ada; periksa TANYA_CORPUS_DIR.")):
        terminal.set(corpus_dir=tmp_path / folder, data_dir=tmp_path / "lain")
        result = terminal.run("doctor")
        assert result.exit_code == 1 and said in result.output


# the program itself


def program(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(PREFIXES)}
    command = [sys.executable, "-m", "bot", *words]
    return subprocess.run(command, cwd=folder, env=clean | environment, capture_output=True, encoding="utf-8")


def test_help_is_in_indonesian_for_every_command(tmp_path):
    shown = program(tmp_path, "--help")
    assert shown.returncode == 0 and "Pemakaian: python -m bot [PILIHAN] PERINTAH" in shown.stdout
    for name, command in tanya.commands.items():
        text = command.get_help(command.context_class(command, info_name=name))
        assert name in shown.stdout and text.startswith("Pemakaian: ") and "Show this message" not in text


def test_the_version_is_told(tmp_path):
    assert program(tmp_path, "--version").stdout.startswith("tanya 0.")


@pytest.mark.parametrize(
    ("words", "environment", "code", "said"),
    [
        (["users"], {"TANYA_RATE_LIMIT": "x"}, 2, "Nilai TANYA_RATE_LIMIT tidak dapat dipakai"),
        (["users"], {"TANYA_TAKADA": "x"}, 2, "Pengaturan TANYA_TAKADA tidak dikenal"),
        (["bot"], {}, 2, "TELEGRAM_BOT_TOKEN belum diisi"),
        (["ask", "--batch", "x", "--json"], {}, 1, "Berkas x tidak dapat dibaca"),
        (["users"], {"TANYA_DATA_DIR": "berkas/data"}, 1, "Log berkas/data/log.db tidak dapat dibuka"),
        (["takada"], {}, 2, "Perintah takada tidak dikenal."),
        (["ask", "--takada"], {}, 2, "Pilihan --takada tidak dikenal."),
        (["ask", "dua", "kata"], {}, 2, "Ada kata yang berlebih"),
        (["invite"], {}, 2, "PERAN belum diisi."),
        (["invite", "raja"], {}, 2, "pilih salah satu: opd, diskominfo, koordinator, admin."),
        (["log", "--since"], {}, 2, "Pilihan --since belum lengkap."),
    ],
)
def test_a_mistake_is_one_line_and_an_exit_code(tmp_path, words, environment, code, said):
    (tmp_path / "berkas").write_text("", encoding="utf-8")
    done = program(tmp_path, *words, **environment)
    assert (done.returncode, done.stdout) == (code, "") and said in done.stderr and len(done.stderr.splitlines()) == 1


def test_who_sits_at_the_terminal_is_named_when_he_invites_and_exports(terminal, tmp_path):
    terminal.ok("invite", "opd")
    terminal.ok("log", "--format", "csv", "--output", str(tmp_path / "log.csv"))
    log = AnswerLog(terminal.settings.log_path)
    done = log.actions()
    log.close()
    assert [one.action for one in done] == ["mengekspor log", "mengundang"]
    assert {one.user_name for one in done} == {f"terminal ({getpass.getuser()})"}


def test_the_log_tells_who_did_what_to_documents(terminal):
    log = AnswerLog(terminal.settings.log_path)
    log.action(7, "Dina", "mengunggah", "renstra.pdf", "indexed")
    log.close()
    shown = terminal.ok("log", "--actions")
    assert "Dina" in shown and "mengunggah" in shown and "renstra.pdf" in shown
