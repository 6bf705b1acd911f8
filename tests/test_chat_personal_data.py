"""What people type of persons never reaches the disk by way of the chat; and everybody can have his data sent, or erased, also without a role."""

import json

from chat_world import QUESTION, UNKNOWN, budi, dina, empty_world, world  # noqa: F401

from bot.journal.trail import Trail

NUMBER = "0812-3456-7890"


def on_disk(world) -> bytes:
    """Every byte that the installation keeps but documents and models."""
    kept = [path for path in world.settings.data_dir.rglob("*") if path.is_file() and "models" not in path.parts]
    return b"".join(path.read_bytes() for path in kept)


async def test_a_number_that_is_typed_is_masked_wherever_it_is_kept(world, budi):
    asked = await budi.say(f"{QUESTION} hubungi {NUMBER}")
    await budi.chat.wait_text("3,45")
    await budi.edit(asked, f"{UNKNOWN} telepon {NUMBER}")
    refused = await budi.chat.wait_text("tidak")
    await budi.press(refused, "👎")
    await budi.press(await budi.chat.wait_text("Apa yang kurang tepat"), "Tulis alasan")
    request = await budi.chat.wait_text("Balas pesan ini")
    await budi.ask(f"tanya ke {NUMBER}", reply_to=request)
    await budi.say(f"{QUESTION} lagi", reply_to=await budi.say(f"kata Bu Sari, {NUMBER}"))
    await world.server.until(lambda: not world.log.pending())
    assert NUMBER.encode() not in on_disk(world) and b"[telepon]" in on_disk(world)


async def test_what_stands_under_a_file_is_kept_masked(empty_world, dina):
    """The bot is off when it comes, so the file waits in the spool."""
    world = empty_world
    async with world.running() as application:
        application.bot_data["core"].fetching.halt()
        await dina.send_file("catatan.txt", b"isi", caption=f"dari {NUMBER}")
        await world.server.until(lambda: any((world.settings.data_dir / "unggahan").glob("*.json")))
        assert NUMBER.encode() not in on_disk(world)


async def test_a_person_is_sent_all_that_is_kept_of_him(world, budi):
    await budi.ask(QUESTION)
    files = await _files(world, budi, "/data_saya")
    assert set(files) == {"data-saya.txt", "data-saya.json"}
    assert json.loads(files["data-saya.json"])["tanya-jawab"][0]["pertanyaan"] == QUESTION
    assert QUESTION in files["data-saya.txt"].decode()


async def test_a_stranger_is_told_that_there_is_nothing(world):
    stranger = world.stranger()
    assert "Tidak ada data" in (await stranger.ask("/data_saya"))["text"]
    assert "Tidak ada data" in (await stranger.ask("/hapus_data_saya"))["text"]


async def test_erasing_is_asked_for_once_more_and_can_be_given_up(world, budi):
    await budi.ask(QUESTION)
    screen = await budi.ask("/hapus_data_saya")
    await budi.press(screen, "Batal")
    await budi.chat.wait_text("tidak ada yang dihapus")
    assert world.log.entries()[0].question == QUESTION


async def test_who_erases_his_data_stays_a_member_and_may_go_on(world, budi):
    await budi.ask(QUESTION)
    await budi.press(await budi.ask("/hapus_data_saya"), "Hapus data saya")
    await budi.chat.wait_text("1 tanya-jawab kini tanpa nama")
    assert (world.log.entries(), world.log.summary()[7].questions) == ([], 1)
    assert "3,45" in (await budi.ask(QUESTION))["text"]


async def test_who_leaves_is_named_nowhere_and_the_trail_holds(world, budi):
    await budi.ask(QUESTION)
    await budi.press(await budi.ask("/hapus_data_saya"), "Hapus data saya dan akhiri")
    await budi.chat.wait_text("Keanggotaan Anda juga sudah diakhiri")
    trail = Trail(world.settings.log_path)
    assert world.access.role(budi.id) is None and trail.chain().broken is None
    assert "Budi" not in " ".join(f"{done.user_name} {done.subject} {done.detail}" for done in world.log.actions())
    trail.close()


async def test_who_was_let_go_can_still_see_and_erase_what_is_kept(world, budi):
    await budi.ask(QUESTION)
    world.access.revoke(budi.id, 1)
    assert QUESTION in (await _files(world, budi, "/data_saya"))["data-saya.txt"].decode()
    await budi.press(await budi.ask("/hapus_data_saya"), "Hapus data saya")
    await budi.chat.wait_text("kini tanpa nama")


async def test_the_only_admin_cannot_leave_but_is_told_why(world):
    await world.admin.ask(QUESTION)
    screen = await world.admin.ask("/hapus_data_saya")
    assert "TANYA_ADMIN_IDS" in await world.admin.press_data(screen, "dh:k")


async def _files(world, person, command: str) -> dict[str, bytes]:
    """Name -> content of what the bot sends at a command."""
    before = len(person.chat.from_bot)
    await person.say(command)
    sent = await person.chat.wait(2, before)
    return dict(world.server.files[message["document"]["file_id"]] for message in sent)
