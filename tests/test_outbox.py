"""What other parts want people told is sent by the bot, privately, once, and in spite of a network that fails."""

import asyncio

from sqlite_utils import Database
from telegram_people import buttons

from bot.journal.entries import Delivery
from bot.journal.outbox import Outbox, tell_later
from bot.journal.store import LogStore
from bot.models import Role


def write(world, user_id: int, html: str, once: str = "gap:1", buttons=()) -> None:
    """As another process would: with a connection of its own."""
    store = LogStore(world.settings.log_path)
    with store.writing() as db:
        tell_later(db, user_id, html, once, buttons)
    store.close()


async def became(world, user_id: int, state: Delivery, once: str = "gap:1") -> None:
    outbox = Outbox(world.settings.log_path)
    await world.server.until(lambda: outbox.state(user_id, once) == state)
    outbox.close()


async def test_a_message_is_sent_within_seconds_with_its_buttons(world, budi):
    write(world, 10, "Ada <b>kabar</b>.", buttons=[("Buka", "gc:1"), ("Halaman", "https://contoh.go.id/celah/1")])
    message = await budi.chat.wait_text("Ada kabar.")
    assert [button.get("callback_data") or button["url"] for button in buttons(message)] == [
        "gc:1",
        "https://contoh.go.id/celah/1",
    ]
    await became(world, 10, Delivery.ARRIVED)


async def test_of_one_thing_a_user_is_told_once(world, budi, dina):
    for text in ("pertama", "kedua"):
        write(world, 10, text)
        write(world, 20, text)
    write(world, 10, "yang lain", once="gap:2")
    await budi.chat.wait_text("yang lain")
    await dina.chat.wait_text("pertama")
    assert budi.chat.texts == ["pertama", "yang lain"] and dina.chat.texts == ["pertama"]


async def test_one_message_that_can_not_be_made_sense_of_does_not_hold_up_the_others(empty_world, budi):
    write(empty_world, 10, "rusak", once="gap:1")
    with Database(empty_world.settings.log_path) as db:
        db.execute("UPDATE outbox SET buttons = 'rusak'")
    write(empty_world, 10, "Ada kabar.", once="gap:2")
    async with empty_world.running():
        await budi.chat.wait_text("Ada kabar.")
    assert budi.chat.texts == ["Ada kabar."]


async def test_what_was_written_while_the_bot_was_off_is_sent_after_its_start(empty_world, budi):
    write(empty_world, 10, "Ada kabar.")
    async with empty_world.running():
        await budi.chat.wait_text("Ada kabar.")
    async with empty_world.running():
        await asyncio.sleep(0.3)
    assert budi.chat.texts == ["Ada kabar."]


async def test_what_surely_did_not_arrive_is_sent_again_and_what_may_have_is_not(empty_world, budi, dina):
    world = empty_world
    async with world.running() as application:
        application.bot_data["jobs"]["outgoing"].pause = 0.1
        application.bot.rate_limiter.pauses = ()
        world.server.fail("sendMessage", 502, "Bad Gateway")
        write(world, 10, "Ada kabar.")
        await budi.chat.wait_text("Ada kabar.")
        assert [call.status for call in world.server.calls if call.method == "sendMessage"] == [502, 200]
        world.server.hang_up("sendMessage", arrives=True)
        write(world, 20, "Mungkin sampai.")
        await became(world, 20, Delivery.SENDING)
        await dina.chat.wait_text("Mungkin sampai.")
        await asyncio.sleep(0.5)
    assert dina.chat.texts == ["Mungkin sampai."]


async def test_who_blocked_the_bot_or_lost_his_role_is_given_up_and_the_others_are_told(world, budi, dina):
    world.server.close_chat(10, 403, "Forbidden: bot was blocked by the user")
    former = world.member(30, "Eko", Role.OPD)
    world.access.revoke(30, by=1)
    for user_id in (10, 30, 20):
        write(world, user_id, "Ada kabar.")
    await dina.chat.wait_text("Ada kabar.")
    await became(world, 10, Delivery.CLOSED)
    await became(world, 30, Delivery.LOST)
    assert former.chat.texts == []
