"""Settings: what the environment and .env may say, and what is said of a mistake in them."""

import os
from pathlib import Path

import pytest

from bot.answering.composer import Composer
from bot.answering.extractive.composer import THRESHOLD
from bot.cli.parts import Parts
from bot.errors import BadSettings
from bot.settings import PREFIXES, Settings, load_settings
from indexer.models import Chunk, Document, Evidence, Passage, Span
from indexer.question.model import Question


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch, tmp_path):
    """Each test begins in an empty folder, with none of our variables set."""
    for name in [name for name in os.environ if name.startswith(PREFIXES)]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def given(monkeypatch):
    def load(**variables: str) -> Settings:
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        return load_settings()

    return load


def test_everything_has_a_default_that_works_offline():
    settings = load_settings()
    assert settings.telegram_bot_token is None and settings.admin_ids == frozenset() and settings.log_days == 0
    assert settings.log_path == Path("data/log.db")
    assert settings.webhook_address == ("127.0.0.1", 8443)


def test_env_file_counts_and_the_environment_counts_more(given):
    Path(".env").write_text("TANYA_DATA_DIR=simpanan\nTANYA_RATE_LIMIT=5\nLAIN=1\n", encoding="utf-8")
    settings = given(TANYA_RATE_LIMIT="7")
    assert settings.data_dir == Path("simpanan") and settings.rate_limit == 7


def test_an_empty_value_means_not_set(given):
    Path(".env").write_text("TANYA_DATA_DIR=\nTELEGRAM_BOT_TOKEN=\nTANYA_ADMIN_IDS=\nLLM_BASE_URL=\n", encoding="utf-8")
    settings = given(TANYA_RATE_LIMIT="")
    assert settings.data_dir == Path("data") and settings.telegram_bot_token is None and settings.rate_limit == 10


def test_admins_are_numbers_with_commas(given):
    assert given(TANYA_ADMIN_IDS="12, 34,").admin_ids == {12, 34}


def test_a_letterhead_has_its_lines_parted_by_bars(given):
    assert given(TANYA_LETTERHEAD="PEMERINTAH KABUPATEN CONTOH | Dinas Kominfo, Statistik |").letterhead == (
        "PEMERINTAH KABUPATEN CONTOH",
        "Dinas Kominfo, Statistik",
    )


def test_the_bolder_the_less_likely_an_answer_may_be(given):
    cautious, medium, bold = (given(TANYA_BOLDNESS=word).threshold for word in ("hati-hati", "Sedang", "berani"))
    assert 1 > cautious > medium > bold > 0
    assert given(TANYA_BOLDNESS="").threshold == medium == THRESHOLD


def test_the_bolder_the_more_is_answered(given):
    answered = {word: _answered(Parts(given(TANYA_BOLDNESS=word)).composer) for word in ("hati-hati", "sedang", "berani")}
    assert answered["hati-hati"] < answered["sedang"] < answered["berani"]


def _answered(composer: Composer) -> set[int]:
    """Of passages with odds from -5 to 5, in tenths, those that are an answer."""
    document = Document(1, "rkpd.md", "", "", "RKPD", "rkpd", "", "", "indexed", 1, 1, "")
    words = "Ibu kota kabupaten adalah Contoh."
    answered = set()
    for tenths in range(-50, 51):
        evidence = Evidence(Span("sentence", words, ((1, words),)), 1.0, 1.0, ("ibu", "kota"), odds=tenths / 10)
        passage = Passage(1, document, Chunk(words, (1,)), 1.0, evidence=(evidence,))
        if not composer.compose(Question("apa ibu kota kabupaten?"), [passage]).refused:
            answered.add(tenths)
    return answered


@pytest.mark.parametrize("word", ["ya", "YA", "true", "1"])
def test_yes_may_be_said_in_indonesian(given, word):
    assert given(TELEGRAM_LOCAL_MODE=word, TELEGRAM_BASE_URL="http://127.0.0.1:8081/bot").telegram_local_mode


def test_bot_api_addresses_lose_a_trailing_slash_and_the_files_follow_the_server(given):
    settings = given(TELEGRAM_BASE_URL="http://127.0.0.1:8081/bot/")
    assert settings.telegram_base_url == "http://127.0.0.1:8081/bot"
    assert settings.telegram_base_file_url == "http://127.0.0.1:8081/file/bot"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TELEGRAM_BOT_TOKEN", "bukan-token"),
        ("TELEGRAM_BASE_URL", "127.0.0.1:8081/bot"),
        ("TELEGRAM_BASE_URL", "http://127.0.0.1:8081"),
        ("TELEGRAM_BASE_FILE_URL", "http://127.0.0.1:8081/bot"),
        ("TELEGRAM_LOCAL_MODE", "mungkin"),
        ("TELEGRAM_WEBHOOK_URL", "tanya.example.go.id"),
        ("TELEGRAM_WEBHOOK_LISTEN", "8443"),
        ("TELEGRAM_WEBHOOK_LISTEN", "127.0.0.1:99999"),
        ("TELEGRAM_WEBHOOK_SECRET", "ada spasi"),
        ("TELEGRAM_WEBHOOK_SECRET", "x" * 257),
        ("TANYA_ADMIN_IDS", "@budi"),
        ("TANYA_TRUSTED_PROXY", "proksi.example.go.id"),
        ("TANYA_RATE_LIMIT", "0"),
        ("TANYA_LOG_DAYS", "setahun"),
        ("TANYA_LETTERHEAD_LOGO", "tidak-ada.png"),
        ("TANYA_WEEKLY_DIGEST", "kadang"),
        ("TANYA_BOLDNESS", "nekat"),
        ("LLM_BASE_URL", "localhost"),
    ],
)
def test_a_bad_value_is_named_in_one_line_and_not_repeated(given, name, value):
    with pytest.raises(BadSettings) as caught:
        given(**{name: value})
    sentence = str(caught.value)
    assert sentence.startswith(f"Nilai {name} tidak dapat dipakai; isi dengan ") and "\n" not in sentence
    assert value not in sentence.replace("127.0.0.1:8443", "")


def test_secrets_are_neither_shown_nor_in_the_traceback(given):
    settings = given(TELEGRAM_BOT_TOKEN="123:rahasia", LLM_API_KEY="rahasia", TELEGRAM_WEBHOOK_SECRET="rahasia")
    assert "rahasia" not in repr(settings) and settings.telegram_bot_token.get_secret_value() == "123:rahasia"
    with pytest.raises(BadSettings) as caught:
        given(TELEGRAM_BOT_TOKEN="rahasia")
    assert caught.value.__cause__ is None and caught.value.__suppress_context__


@pytest.mark.parametrize("name", ["TANYA_CORPUS_DIRS", "TELEGRAM_TOKENS", "LLM_KEY"])
@pytest.mark.parametrize("where", ["environment", "file"])
def test_an_unknown_variable_of_ours_stops_the_start(given, name, where):
    if where == "file":
        Path(".env").write_text(f"{name}=1\n", encoding="utf-8")
    with pytest.raises(BadSettings, match=f"Pengaturan {name} tidak dikenal"):
        given(**({name: "1"} if where == "environment" else {}))


def test_a_typing_error_is_told_what_was_probably_meant(given):
    with pytest.raises(BadSettings, match="mungkin maksudnya TANYA_CORPUS_DIR"):
        given(TANYA_CORPUSDIR="x")


@pytest.mark.parametrize(
    ("set_", "missing"),
    [
        ({"TELEGRAM_WEBHOOK_URL": "https://tanya.example.go.id"}, "TELEGRAM_WEBHOOK_SECRET"),
        ({"TELEGRAM_LOCAL_MODE": "ya"}, "TELEGRAM_BASE_URL"),
        ({"LLM_BASE_URL": "http://127.0.0.1:8000/v1"}, "LLM_MODEL"),
    ],
)
def test_settings_that_need_another_one_say_so(given, set_, missing):
    with pytest.raises(BadSettings, match=f"^{missing} wajib diisi"):
        given(**set_)


def test_an_env_file_that_is_no_text_is_named(given):
    Path(".env").write_bytes(b"\xff\xfe\x00T")
    with pytest.raises(BadSettings, match="UTF-8"):
        load_settings()
