"""A full disk, flipped bytes, deleted files: one true sentence, and the admins know."""

import resource
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from chat_world import QUESTION
from small_library import HashedWords, library_in, opening, settings_in
from telegram_server import USERNAME

from bot.chat.rest import APOLOGY
from bot.chat.unkept import SORRY
from bot.cli.doctor import examine
from bot.cli.parts import Parts
from bot.errors import StorageTrouble
from bot.journal.answer_log import AnswerLog
from bot.models import Inquiry
from bot.settings import Settings
from indexer.errors import LibraryDamaged
from indexer.settings import LibrarySettings

HELP = "Cara bertanya"


@contextmanager
def full_disk() -> Iterator[None]:
    """No file grows any more, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def flip(path: Path, start: int, step: int = 97) -> None:
    """Every so many bytes from `start` on become others."""
    content = bytearray(path.read_bytes())
    for place in range(start, len(content), step):
        content[place] ^= 0xFF
    path.write_bytes(content)


async def test_on_a_full_disk_asker_and_admins_are_told_once_and_help_still_comes(world, budi):
    world.server.chats[1] = {"id": 1, "type": "private", "first_name": "Bu Ratna"}
    with full_disk():
        await budi.say(QUESTION)
        await budi.chat.wait_text(SORRY)
        await budi.say(QUESTION)
        assert HELP in (await budi.ask("/bantuan"))["text"]
        await world.admin.chat.wait()
    assert budi.chat.texts.count(SORRY) == 1
    assert [text for text in world.admin.chat.texts if "periksa ruang disk" in text] == world.admin.chat.texts
    assert len(world.admin.chat.texts) == 1
    assert "3,45" in (await budi.ask(QUESTION))["text"]


async def test_a_log_that_was_deleted_is_told_and_not_begun_anew(world, budi, dina):
    for file in world.settings.data_dir.glob("log.db*"):
        file.unlink()
    assert (await budi.ask(QUESTION))["text"] == SORRY
    assert "pulihkan berkas itu dari cadangan" in (await world.admin.chat.wait())[0]["text"]
    assert not world.settings.log_path.exists()
    group = world.group()
    await dina.say("Rapatnya jadi jam berapa?", chat=group)
    await dina.ask(f"@{USERNAME} {QUESTION}", chat=group)
    assert group.texts == [SORRY] and group.from_bot[0]["reply_to_message"]["text"].startswith("@")


async def test_what_colleagues_say_to_each_other_gets_no_apology(world, dina):
    with closing(sqlite3.connect(world.settings.log_path)) as log:
        log.execute("DROP TABLE users")
    group = world.group()
    await dina.say("Rapatnya jadi jam berapa?", chat=group)
    await dina.ask(f"/bantuan@{USERNAME}", chat=group)
    assert group.texts == [APOLOGY] and group.from_bot[0]["reply_to_message"]["text"].startswith("/bantuan")


async def test_nothing_is_taken_into_a_deleted_index(world, budi, dina):
    for file in world.settings.data_dir.glob("index.db*"):
        file.unlink()
    assert "hilang atau diganti selagi dipakai" in (await budi.ask(QUESTION))["text"]
    await dina.send_file("baru.md", b"# Baru\n\nJalan desa diperbaiki.\n")
    await dina.chat.wait_text("hilang atau diganti selagi dipakai")
    assert not any("selesai" in text for text in dina.chat.texts)
    assert list((world.settings.data_dir / "uploads-gagal").iterdir())


def test_flipped_bytes_in_the_index_end_in_one_sentence(tmp_path):
    settings = stocked(tmp_path)
    flip(settings.index_path, start=100)
    with pytest.raises(LibraryDamaged, match="rusak; pindahkan berkas itu, lalu jalankan `tanya index`"):
        library_in(tmp_path).search("jalan desa")


def test_flipped_bytes_in_the_log_end_in_one_sentence(tmp_path):
    AnswerLog(tmp_path / "log.db").close()
    flip(tmp_path / "log.db", start=100)
    with pytest.raises(StorageTrouble, match="pulihkan berkas itu dari cadangan"):
        AnswerLog(tmp_path / "log.db").receive(Inquiry("Apa?", key="1:1"))


def test_doctor_finds_what_is_damaged_and_says_the_way_back(tmp_path):
    settings = stocked(tmp_path)
    flip(settings.vectors_path, start=200)
    said = doctor(tmp_path)
    assert "✓ Indeks" in said and "hapus berkas itu" in said and "✓ Log" in said
    settings.vectors_path.unlink()
    assert "✓ Vektor cocok" in doctor(tmp_path)
    flip(settings.index_path, start=settings.index_path.stat().st_size // 2)
    assert "lalu jalankan `tanya index`" in doctor(tmp_path)


def stocked(folder: Path) -> LibrarySettings:
    """Where a library of forty small documents lies."""
    library = library_in(folder)
    for number in range(40):
        file = folder / "corpus" / f"{number}.md"
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"# Rencana {number}\n\nJalan desa nomor {number} diperbaiki tahun {2000 + number}.\n")
    assert all(report.status == "indexed" for report in library.index())
    library.close()
    return settings_in(folder)


def doctor(folder: Path) -> str:
    """What the examination says, a line a finding."""
    settings = Settings(_env_file=None, corpus_dir=folder / "corpus", data_dir=folder / "data")
    parts = Parts(settings, **opening(HashedWords()))
    try:
        return "\n".join(f"{'✓' if finding.good else '✗'} {finding.text}" for finding in examine(parts))
    finally:
        parts.close()
