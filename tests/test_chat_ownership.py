"""Whose a button is: entries of the log open for who asked, in a group for its members, and for who reads the log; for nobody else."""

import re

import pytest
from chat_world import QUESTION, UNKNOWN
from telegram.ext import CallbackQueryHandler
from telegram_server import USERNAME

from bot.chat.permissions import NOT_YOUR_ENTRY
from bot.models import Inquiry, Role

ANSWER = "Target indeks SPBE Kabupaten Contoh tahun 2026 adalah 3,45."
OF_AN_ENTRY = {"s", "p", "t", "f", "a", "w", "na", "c", "y", "tb", "fr"}
"""The buttons that anybody with a role may press, and that name an entry first."""
SAMPLES = {
    r"[nqpw]": "n", r"(?:\d+|n)": "1", r"-?\d+": "1", r"-?1": "1", r"\d+": "1", r"\d*": "", r"\d": "1", r"\w+": "judul",
    r"[0-9a-f]{16}": "0123456789abcdef", r"[0-5]": "1", "(?:opd|diskominfo|koordinator|tolak)": "opd",
}  # fmt: skip


def pressed(pattern: re.Pattern[str]) -> str:
    """What a button says that this pattern takes, with the number 1 wherever it has a number."""
    data = pattern.pattern.strip("^$")
    for part, sample in SAMPLES.items():
        data = data.replace(part, sample)
    data = re.sub(r"\[(\w)\w*\]", r"\1", data)
    assert pattern.match(data)
    return data


def patterns(world) -> list[re.Pattern[str]]:
    handlers = [handler for group in world.application.handlers.values() for handler in group]
    return [handler.pattern for handler in handlers if isinstance(handler, CallbackQueryHandler) and handler.pattern]


@pytest.fixture
def sari(empty_world):
    return empty_world.member(11, "Sari", Role.OPD)


async def test_no_button_there_is_shows_a_stranger_with_a_role_what_another_asked(world, budi, sari):
    """Whatever the button: pressed with the number of another's entry it brings neither question nor answer, and changes nothing."""
    await budi.ask(QUESTION)
    screen = await sari.ask("/bantuan")
    popups = {}
    for pattern in patterns(world):
        data = pressed(pattern)
        popups[data.split(":")[0]] = await sari.press_data(screen, data)
    assert {name for name, popup in popups.items() if popup == NOT_YOUR_ENTRY} == OF_AN_ENTRY
    everything = str(sari.chat.from_bot)
    assert QUESTION not in everything and ANSWER not in everything and "photo" not in everything
    assert world.log.entry(1).feedback == 0


async def test_a_refusal_s_bell_is_the_asker_s(world, budi, sari):
    refusal = await budi.ask(UNKNOWN)
    assert await sari.press_data(await sari.ask("/bantuan"), "w:1") == NOT_YOUR_ENTRY
    assert "obrolan pribadi" in await budi.press(refusal, "🔔")


async def test_who_asked_in_a_group_shares_the_buttons_with_its_members_there_only(world, budi, sari):
    group = world.group()
    answer = await budi.ask(f"@{USERNAME} {QUESTION}", chat=group)
    await sari.press_data(answer, "t:1:1")
    await group.wait_text("Penanggung jawab target itu Diskominfo.")
    assert await sari.press_data(await sari.ask("/bantuan"), "t:1:1") == NOT_YOUR_ENTRY
    await budi.press_data(await budi.ask("/bantuan"), "t:1:1")
    await budi.chat.wait_text("Penanggung jawab target itu Diskominfo.")


@pytest.mark.parametrize("role", [Role.KOORDINATOR, Role.ADMIN])
async def test_who_reads_the_log_opens_every_entry(world, budi, role):
    await budi.ask(QUESTION)
    reader = world.member(12, "Ani", role)
    await reader.press_data(await reader.ask("/bantuan"), "t:1:1")
    await reader.chat.wait_text("Penanggung jawab target itu Diskominfo.")


async def test_an_answer_found_later_opens_for_who_had_asked_or_was_told_of_it(world, budi, sari):
    tono = world.member(13, "Tono", Role.OPD)
    assistant = world.application.bot_data["core"].assistant
    refused = assistant.ask(Inquiry(UNKNOWN, 10, "Budi", 10, None, "10:1")).log_id
    found = world.log.record(assistant.answer(Inquiry(QUESTION)), Inquiry(QUESTION), again_of=refused)
    wishes = world.application.bot_data["core"].wishes
    wishes.toggle(refused, 11)
    wishes.claim(11, {refused: found})
    for person in (budi, sari):
        await person.press_data(await person.ask("/bantuan"), f"na:{found}")
        await person.chat.wait_text(ANSWER)
    assert await tono.press_data(await tono.ask("/bantuan"), f"na:{found}") == NOT_YOUR_ENTRY


async def test_another_persons_answer_that_came_by_a_bell_opens_for_whom_it_was_sent_to(world, budi, sari):
    core = world.application.bot_data["core"]
    refused = core.assistant.ask(Inquiry(UNKNOWN, 11, "Sari", 11, None, "11:1")).log_id
    await budi.ask(QUESTION)
    found = world.log.entries()[0].id
    core.wishes.toggle(refused, 11)
    assert await sari.press_data(await sari.ask("/bantuan"), f"t:{found}:1") == NOT_YOUR_ENTRY
    core.wishes.claim(11, {refused: found})
    await sari.press_data(await sari.ask("/bantuan"), f"t:{found}:1")
    await sari.chat.wait_text("Penanggung jawab target itu Diskominfo.")


async def test_a_button_pressed_so_long_ago_that_no_popup_comes_any_more_still_does_its_work(world, budi):
    answer = await budi.ask(QUESTION)
    await budi.press_data(answer, "f:1:1", late=True)
    await world.server.until(lambda: world.log.entry(1).feedback == 1)
    await budi.press_data(answer, "t:1:1", late=True)
    await budi.chat.wait_text("Penanggung jawab target itu Diskominfo.")
    await world.server.until(lambda: "👍 ✓" in str(budi.chat.from_bot))
