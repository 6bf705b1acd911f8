"""Coming in by invitation, roles, strangers, help, commands by role, the coordinators' log."""

import pytest
from chat_world import QUESTION, UNKNOWN
from telegram_people import labels
from telegram_server import USERNAME

from bot.models import Inquiry, Role


def code_in(message: dict) -> str:
    return message["text"].split("?start=")[1].split()[0]


async def test_an_invitation_link_lets_one_person_in_once(world):
    invitation = await world.admin.ask("/undang opd")
    assert f"https://t.me/{USERNAME}?start=" in invitation["text"]
    first, second = world.stranger(10, "Budi"), world.stranger(11, "Sari")
    welcome = await first.ask(f"/start {code_in(invitation)}")
    assert welcome["text"].startswith("Selamat datang, Budi. Peran Anda: OPD.")
    assert "3,45" in (await first.ask(QUESTION))["text"]
    refused = await second.ask(f"/start {code_in(invitation)}")
    assert "tidak berlaku lagi" in refused["text"]
    assert world.access.role(11) is None


async def test_an_admin_may_choose_the_role_by_button(world):
    choice = await world.admin.ask("/undang")
    assert labels(choice) == ["OPD", "Diskominfo", "Koordinator", "Admin"]
    await world.admin.press(choice, "Koordinator")
    invitation = await world.admin.chat.wait_text("?start=")
    await world.stranger(12, "Tono").ask(f"/start {code_in(invitation)}")
    assert world.access.role(12) is Role.KOORDINATOR


async def test_a_stranger_gets_one_line_whatever_is_sent(world):
    stranger = world.stranger()
    await stranger.ask("/start")
    for text in ("halo", "/dokumen", "/log", QUESTION, "/bantuan", "/undang admin"):
        await stranger.say(text)
    await stranger.send_file("rahasia.pdf", b"%PDF-1.4")
    await stranger.send_sticker()
    await world.admin.ask("/bantuan")
    (line,) = stranger.chat.texts
    assert "hanya untuk pegawai yang diundang" in line
    assert world.log.entries() == [] and world.log.pending() == []


async def test_a_stranger_in_a_group_gets_a_line_only_for_speaking_to_the_bot(world):
    group, stranger = world.group(), world.stranger()
    await stranger.say("/start", chat=group)
    await stranger.say(QUESTION, chat=group)
    for _ in range(2):
        await stranger.say(f"@{USERNAME} {QUESTION}", chat=group)
    await world.admin.say("/bantuan@" + USERNAME, chat=group)
    await group.wait_text("/pengguna")
    assert len(group.from_bot) == 2 and "diundang" in group.texts[0]


async def test_a_stranger_who_presses_a_button_is_told_so(world):
    group = world.group()
    answer = await world.admin.ask(f"@{USERNAME} {QUESTION}", chat=group)
    assert "diundang" in await world.stranger().press(answer, "👍")
    assert "diundang" in await world.stranger().press(answer, "📄 1")
    assert world.log.entries()[0].feedback == 0


async def test_commands_are_registered_by_role(empty_world):
    world = empty_world
    world.member(10, "Budi", Role.OPD)
    async with world.running():
        commands = world.server.commands
        assert commands["default"] == ["start", "bantuan"]
        assert commands["10"] == ["start", "bantuan", "dokumen"]
        assert commands["1"] == ["start", "bantuan", "dokumen", "unggah", "antrean", "log", "undang", "pengguna"]
        invitation = await world.admin.ask("/undang koordinator")
        await world.stranger(11, "Sari").ask(f"/start {code_in(invitation)}")
        assert commands["11"] == ["start", "bantuan", "dokumen", "log"]


async def test_revoking_takes_role_and_menu_after_confirming(world):
    budi = world.member(10, "Budi", Role.OPD)
    users = await world.admin.ask("/pengguna")
    assert "Budi — OPD" in users["text"] and labels(users) == ["Cabut akses Budi"]
    await world.admin.press(users, "Cabut akses Budi")
    asked = await world.admin.chat.wait_text("Cabut akses Budi (OPD)?")
    await world.admin.press(asked, "Batal")
    await world.admin.chat.wait_text("Pengguna (2)")
    assert world.access.role(10) is Role.OPD
    await world.admin.press(users, "Cabut akses Budi")
    await world.admin.chat.wait_text("Cabut akses Budi (OPD)?")
    await world.admin.press(users, "Ya, cabut")
    await world.admin.chat.wait_text("Pengguna (1)")
    assert world.access.role(10) is None and "10" not in world.server.commands
    assert "diundang" in (await budi.ask(QUESTION))["text"]


@pytest.mark.parametrize("role", list(Role))
async def test_help_fits_the_role(world, role):
    text = (await world.member(10, "Budi", role).ask("/bantuan"))["text"]
    assert "/dokumen" in text
    assert ("/undang" in text) == (role is Role.ADMIN)
    assert ("/log" in text) == (role in (Role.KOORDINATOR, Role.ADMIN))


@pytest.mark.parametrize("command", ["/log", "/undang opd", "/pengguna"])
async def test_a_command_beyond_the_role_is_refused_in_one_line(world, command):
    assert "peran Anda" in (await world.member(10, "Budi", Role.OPD).ask(command))["text"]


async def test_the_log_stays_out_of_groups(world):
    assert "obrolan pribadi" in (await world.admin.ask("/log@" + USERNAME, chat=world.group()))["text"]


async def test_coordinators_read_the_latest_and_the_unanswered(world):
    budi, ani = world.member(10, "Budi", Role.OPD), world.member(12, "Ani", Role.KOORDINATOR)
    for number in range(7):
        await budi.ask(f"{QUESTION} ({number})")
    await budi.ask(UNKNOWN)
    log = await ani.ask("/log")
    assert "8 pertanyaan, 1 belum terjawab" in log["text"]
    await ani.press(log, "Terbaru")
    first = await ani.chat.wait_text("Pertanyaan terbaru")
    assert UNKNOWN in first["text"] and labels(first)[:6] == list("123456")
    await ani.press(first, "Berikutnya")
    second = await ani.chat.wait_text("(0)")
    assert labels(second) == ["7", "8", "◀ Sebelumnya", "« Ringkasan"]
    await ani.press(second, "8")
    entry = await ani.chat.wait_text("❓")
    assert "Budi" in entry["text"] and "3,45" in entry["text"] and labels(entry) == ["📄 1", "« Daftar"]
    await ani.press(entry, "📄 1")
    await ani.chat.wait_text("Untuk nota dinas")
    await ani.press(entry, "« Daftar")
    await ani.chat.wait_text("Pertanyaan terbaru")
    await ani.press(log, "« Ringkasan")
    await ani.chat.wait_text("30 hari terakhir")
    await ani.press(log, "Belum terjawab")
    unanswered = await ani.chat.wait_text("Belum terjawab, 30 hari")
    assert UNKNOWN in unanswered["text"] and "1. ❔" in unanswered["text"] and labels(unanswered)[0] == "1"


# where roles are checked


async def test_every_handler_says_what_a_role_must_permit_but_the_door_and_dead_buttons(world):
    handlers = [handler for group in world.application.handlers.values() for handler in group]
    unchecked = {handler.callback.__name__ for handler in handlers if not hasattr(handler.callback, "permitted_by")}
    assert unchecked == {"start", "take_button", "follow_group", "chat_changed"}


async def test_a_question_is_not_answered_once_its_asker_has_no_role_any_more(empty_world):
    """Received before the bot was stopped; the role was taken away meanwhile."""
    world = empty_world
    world.stock()
    world.member(10, "Budi", Role.OPD)
    for number in (1, 2):
        assert world.log.receive(Inquiry(QUESTION, 10, "Budi", 10, None, f"10:{number}"))
    world.access.revoke(10, None)
    budi = world.stranger(10, "Budi")
    async with world.running():
        await world.server.until(lambda: not world.log.pending())
        await world.admin.ask("/bantuan")
    (line,) = budi.chat.texts
    assert "hanya untuk pegawai yang diundang" in line
    assert world.log.entries() == []
