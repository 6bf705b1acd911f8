"""Coming in by invitation, roles, strangers, help, commands by role, the coordinators' log."""

import json

import pytest
from chat_world import QUESTION, UNKNOWN, World
from telegram_people import labels
from telegram_server import USERNAME

from bot.answering.library_state import state_of
from bot.errors import ComposerUnavailable
from bot.models import Inquiry, Role
from bot.people.agencies import Agencies


def code_in(message: dict) -> str:
    return message["text"].split("?start=")[1].split()[0]


def setting_calls(world) -> list[str]:
    """How the bot presented itself to Telegram."""
    return [call.method for call in world.server.calls if call.method.startswith(("setMy", "deleteMy"))]


# what Telegram shows of the bot


async def test_the_bot_describes_itself_in_its_own_words(world):
    assert "halamannya" in world.server.described["description"]
    assert "halamannya" in world.server.described["short_description"]


async def test_a_restart_sets_nothing_that_is_set_already(empty_world):
    world = empty_world
    world.member(10, "Budi", Role.OPD)
    async with world.running():
        assert sorted(setting_calls(world)) == ["setMyCommands"] * 3 + ["setMyDescription", "setMyShortDescription"]
    before = len(setting_calls(world))
    world.access.redeem(world.access.invite(Role.KOORDINATOR, None), 10, "Budi")
    async with world.running():
        assert setting_calls(world)[before:] == ["setMyCommands"]
        assert world.server.commands["10"] == ["start", "bantuan", "dokumen", "celah", "log", "data_saya"]


# the welcome


@pytest.mark.parametrize(("role", "can"), [
    (Role.OPD, "/dokumen"), (Role.DISKOMINFO, "/antrean"), (Role.KOORDINATOR, "/log"), (Role.ADMIN, "/pengguna"),
])  # fmt: skip
async def test_the_welcome_says_what_the_role_can_do(world, role, can):
    welcome = await world.member(10, "Budi", role).ask("/start")
    assert welcome["text"].startswith("Selamat datang, Budi.") and can in welcome["text"]


async def test_an_example_of_the_welcome_is_asked_by_its_button(world, budi):
    await world.server.until(lambda: world.log.recall("examples"))
    found = {"state": state_of(world.library), "questions": ["Kapan bimtek kota cerdas?", QUESTION]}
    world.log.remember("examples", json.dumps(found))
    welcome = await budi.ask("/start")
    assert f"2. {QUESTION}" in welcome["text"] and labels(welcome) == ["1", "2"]
    await budi.press(welcome, "2")
    written = await budi.chat.wait_text(f"❓ {QUESTION}")
    answer = await budi.chat.wait_text("3,45")
    assert answer["reply_to_message"]["message_id"] == written["message_id"]
    assert "menyusul" in await budi.press(welcome, "2")
    await world.server.until(lambda: not world.log.pending())
    assert [entry.question for entry in world.log.entries()] == [QUESTION]
    assert "ketik saja" in await budi.press_data(welcome, "ct:1", forgotten=True)
    assert labels(await budi.ask(f"/start@{USERNAME}", chat=world.group())) == []


async def test_an_empty_library_gives_no_examples(empty_world, budi):
    async with empty_world.running():
        assert labels(await budi.ask("/start")) == []


# invitations


async def test_who_invited_hears_who_joined(world):
    invitation = await world.admin.ask("/undang opd")
    await world.stranger(10, "Budi").ask(f"/start {code_in(invitation)}")
    assert await world.admin.chat.wait_text("Budi bergabung sebagai OPD.")
    await world.stranger(10, "Budi").ask(f"/start {code_in(invitation)}")  # his own link again is no news
    await world.admin.ask("/bantuan")
    assert sum("bergabung" in text for text in world.admin.chat.texts) == 1


async def test_open_invitations_are_listed_and_withdrawn(world):
    first, second = await world.admin.ask("/undang opd"), await world.admin.ask("/undang koordinator")
    assert "Undangan terbuka (2)" in labels(await world.admin.ask("/pengguna"))
    choice = await world.admin.ask("/undang")
    await world.admin.press(choice, "Undangan terbuka")
    listed = await world.admin.chat.wait_text("Undangan terbuka (2)")
    assert "1. OPD, dari admin, berlaku sampai" in listed["text"] and labels(listed) == ["Tarik 1", "Tarik 2"]
    await world.admin.press(listed, "Tarik 1")
    await world.admin.chat.wait_text("Undangan terbuka (1)")
    assert "tidak berlaku lagi" in (await world.stranger(10).ask(f"/start {code_in(first)}"))["text"]
    await world.stranger(11, "Tono").ask(f"/start {code_in(second)}")
    assert "sudah dipakai atau ditarik" in await world.admin.press(listed, "Tarik 1")
    assert world.access.role(11) is Role.KOORDINATOR and world.log.actions()[-1].action == "mengundang"
    await world.admin.press_data(listed, "io:0")
    await world.admin.chat.wait_text("Tidak ada undangan yang masih terbuka.")


# a stranger asks for access


async def request(world, stranger) -> dict:
    line = await stranger.ask("halo")
    assert labels(line) == ["Minta akses"]
    assert "sudah saya teruskan" in await stranger.press(line, "Minta akses")
    return await world.admin.chat.wait_text("meminta akses")


async def test_a_stranger_asks_for_access_and_an_admin_gives_it(world):
    tono = world.stranger(30, "Tono <b>")
    asked = await request(world, tono)
    assert "Tono <b> (tanpa nama pengguna, ID 30)" in asked["text"]
    assert labels(asked) == ["Terima sebagai OPD", "Terima sebagai Diskominfo", "Terima sebagai Koordinator", "Tolak"]
    await world.admin.press(asked, "Terima sebagai OPD")
    await world.admin.chat.wait_text("Diterima sebagai OPD oleh Bu Ratna.")
    assert "Peran Anda: OPD" in (await tono.chat.wait_text("Selamat datang"))["text"]
    assert "3,45" in (await tono.ask(QUESTION))["text"] and "30" in world.server.commands
    assert world.log.actions()[0].action == "menerima permintaan akses"


async def test_a_refused_stranger_is_told_so_and_may_not_ask_again_that_day(world):
    tono = world.stranger(30, "Tono")
    asked = await request(world, tono)
    await world.admin.press(asked, "Tolak")
    refusal = await tono.chat.wait_text("belum dapat diterima")
    assert "besok" in await tono.press_data(refusal, "ma")
    assert world.access.role(30) is None
    assert sum("meminta akses" in text for text in world.admin.chat.texts) == 1


async def test_a_request_that_reached_no_admin_may_be_made_again(world):
    tono = world.stranger(30, "Tono")
    world.server.close_chat(1, 403, "Forbidden: bot was blocked by the user")
    line = await tono.ask("halo")
    assert "belum dapat saya hubungi" in await tono.press(line, "Minta akses")
    world.server.open_chat(1)
    assert "sudah saya teruskan kepada admin" in await tono.press(line, "Minta akses")
    await world.admin.chat.wait_text("meminta akses")


async def test_who_was_invited_before_he_is_refused_hears_of_no_refusal(world):
    tono = world.stranger(30, "Tono")
    asked = await request(world, tono)
    world.access.redeem(world.access.invite(Role.OPD, None), 30, "Tono")
    await world.admin.press(asked, "Tolak")
    await tono.chat.wait_text("Selamat datang, Tono")
    assert not any("belum dapat diterima" in text for text in tono.chat.texts)


async def test_a_decision_on_a_request_that_is_kept_no_more_says_so(world):
    asked = await request(world, world.stranger(30, "Tono"))
    world.log.prune(0)
    assert "tidak tersimpan" in await world.admin.press(asked, "Tolak")


async def test_of_two_admins_the_first_decides_and_the_second_is_told(world):
    siti = world.member(2, "Bu Siti", Role.ADMIN)
    asked = await request(world, world.stranger(30, "Tono"))
    second = await siti.chat.wait_text("meminta akses")
    await world.admin.press(asked, "Terima sebagai Koordinator")
    await siti.press(second, "Tolak")
    assert "Diterima sebagai Koordinator oleh Bu Ratna." in (await siti.chat.wait_text("Diterima"))["text"]
    assert world.access.role(30) is Role.KOORDINATOR


async def test_only_admins_decide_about_access(world):
    asked = await request(world, world.stranger(30, "Tono"))
    assert "peran Anda" in await world.member(10, "Budi", Role.OPD).press_data(asked, "mt:1:opd")
    assert world.access.role(30) is None


async def test_one_setting_closes_the_door(empty_world):
    world = World(empty_world.folder, empty_world.server, access_requests=False)
    tono = world.stranger(30, "Tono")
    async with world.running():
        line = await tono.ask("halo")
        assert labels(line) == []
        assert "tidak dibuka" in await tono.press_data(line, "ma")
        assert world.admin.chat.texts == []
    world.close()


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
    assert labels(choice) == ["OPD", "Diskominfo", "Koordinator", "Admin", "Undangan terbuka"]
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
        assert commands["10"] == ["start", "bantuan", "dokumen", "data_saya"]
        assert commands["1"][2:] == ["dokumen", "unggah", "antrean", "celah", "log", "undang", "pengguna", "data_saya"]
        invitation = await world.admin.ask("/undang koordinator")
        await world.stranger(11, "Sari").ask(f"/start {code_in(invitation)}")
        assert commands["11"] == ["start", "bantuan", "dokumen", "celah", "log", "data_saya"]


async def test_revoking_takes_role_and_menu_after_confirming(world):
    budi = world.member(10, "Budi", Role.OPD)
    users = await world.admin.ask("/pengguna")
    assert "Budi — OPD, sejak" in users["text"] and labels(users) == ["Cabut akses Budi"]
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
    assert labels(second) == ["7", "8", "◀ Sebelumnya", "Unduh Excel", "« Ringkasan"]
    await ani.press(second, "8")
    entry = await ani.chat.wait_text("❓")
    assert "Budi" in entry["text"] and "3,45" in entry["text"] and labels(entry)[:2] == ["📄 1", "Benar"]
    await ani.press(entry, "📄 1")
    await ani.chat.wait_text("Untuk nota dinas")
    await ani.press(entry, "« Daftar")
    await ani.chat.wait_text("Pertanyaan terbaru")
    await ani.press(log, "« Ringkasan")
    await ani.chat.wait_text("30 hari terakhir")
    await ani.press(log, "Belum terjawab")
    unanswered = await ani.chat.wait_text("🔎 belum terjawab 30 hari")
    assert UNKNOWN in unanswered["text"] and "1. ❔" in unanswered["text"] and labels(unanswered)[0] == "1"


# agencies


async def test_an_invitation_brings_an_agency_that_stands_beside_what_is_asked(world):
    Agencies(world.settings.log_path).add(["Dinas Kesehatan", "Bappeda"])
    assert "mungkin maksudnya “Dinas Kesehatan”" in (await world.admin.ask("/undang opd Dinas Kesehatn"))["text"]
    invitation = await world.admin.ask('/undang opd "dinas kesehatan"')
    assert "OPD (Dinas Kesehatan)" in invitation["text"]
    budi = world.stranger(10, "Budi")
    await budi.ask(f"/start {code_in(invitation)}")
    assert await world.admin.chat.wait_text("Budi bergabung sebagai OPD (Dinas Kesehatan).")
    await budi.ask(QUESTION)
    assert [entry.opd for entry in world.log.entries()] == ["Dinas Kesehatan"]
    users = await world.admin.ask("/pengguna")
    assert "Budi — OPD (Dinas Kesehatan), sejak" in users["text"]
    await world.admin.press(users, "Ubah OPD")
    await world.admin.press(await world.admin.chat.wait_text("Ubah menjadi apa?"), "Bappeda")
    await world.admin.chat.wait_text("OPD sekarang tercatat: Bappeda.")
    assert world.access.user(10).agency == "Bappeda" and world.log.lines()[0].opd == "Dinas Kesehatan"


async def test_a_member_without_an_agency_is_asked_once_after_an_answer(world):
    Agencies(world.settings.log_path).add(["Dinas Kesehatan"])
    budi, sari = world.member(10, "Budi", Role.OPD), world.member(11, "Sari", Role.OPD)
    asked = await budi.ask(QUESTION, count=2)
    assert "Anda dari OPD mana?" in asked["text"] and labels(asked) == ["Dinas Kesehatan", "Lewati"]
    await budi.press(asked, "Dinas Kesehatan")
    await budi.chat.wait_text("Tercatat: Dinas Kesehatan.")
    assert world.access.user(10).agency == "Dinas Kesehatan"
    assert "sudah tercatat" in await budi.press_data(asked, "aG:0")
    await sari.press(await sari.ask(QUESTION, count=2), "Lewati")
    await sari.chat.wait_text("dilewati")
    await sari.ask(QUESTION)
    await sari.ask("/bantuan")
    assert sum("OPD mana" in text for text in sari.chat.texts) == 0  # the one there was says that it was passed over


async def test_a_question_that_could_not_be_answered_brings_no_question_about_the_agency(empty_world, budi):
    class Broken:
        name = "rusak"

        def compose(self, *_):
            raise ComposerUnavailable("Mesin jawaban sedang mati.")

    world = empty_world
    world.stock()
    Agencies(world.settings.log_path).add(["Dinas Kesehatan"])
    async with world.running(Broken()):
        await budi.ask(QUESTION)
        await budi.ask("/bantuan")
    assert not any("OPD mana" in text for text in budi.chat.texts)
    assert world.access.ask_agency_now(10)


# where roles are checked


async def test_every_handler_says_what_a_role_must_permit_but_the_door_and_dead_buttons(world):
    handlers = [handler for group in world.application.handlers.values() for handler in group]
    unchecked = {handler.callback.__name__ for handler in handlers if not hasattr(handler.callback, "permitted_by")}
    own_data = {"give", "confirm", "erase"}
    door = {"start", "ask_for_access", "offer", "take_button", "follow_group", "chat_changed", "tell_unkept"}
    assert unchecked == door | own_data


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
