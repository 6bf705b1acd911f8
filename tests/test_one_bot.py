"""One bot a data folder, and what `tanya doctor` says of updates that could not be read."""

from click.testing import CliRunner
from filelock import FileLock
from telegram_server import TOKEN

from bot.__main__ import tanya
from bot.chat.traffic.unreadable import Unreadable
from bot.cli.doctor import unreadable
from bot.errors import BotError
from bot.settings import Settings


def settings(folder) -> Settings:
    return Settings(_env_file=None, telegram_bot_token=TOKEN, data_dir=folder / "data", corpus_dir=folder / "corpus")


def test_a_second_bot_on_the_same_data_folder_says_so_and_ends(tmp_path):
    ours = settings(tmp_path)
    ours.data_dir.mkdir()
    with FileLock(ours.data_dir / "bot.lock"):
        ended = CliRunner().invoke(tanya, ["bot"], obj=ours)
        log = CliRunner().invoke(tanya, ["log"], obj=ours)
    assert isinstance(ended.exception, BotError) and "sudah berjalan" in str(ended.exception)
    assert log.exit_code == 0


def test_the_doctor_counts_what_could_not_be_read_and_says_where_it_is(tmp_path):
    ours = settings(tmp_path)
    assert list(unreadable(ours)) == []
    Unreadable(ours.unreadable_dir).keep({"update_id": 7}, ValueError("isi"))
    (finding,) = unreadable(ours)
    assert not finding.good and not finding.essential
    assert finding.text.startswith("1 pesan") and str(ours.unreadable_dir) in finding.text
