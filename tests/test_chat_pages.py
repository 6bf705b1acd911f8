"""The cited page as a picture in Telegram: sent, turned, shown as text, and what happens where there is no picture."""

import io

from chat_world import QUESTION, pdf
from openpyxl import Workbook
from PIL import Image
from readings_by_hand import library_of_reading
from telegram_people import labels, marked
from telegram_server import USERNAME

from indexer.models import Block, Metadata, Reading
from indexer.reading.page.page_text import page_of

ANSWER = "Target indeks SPBE Kabupaten Contoh tahun 2026 adalah 3,45"


async def page(chat) -> dict:
    """The bot's newest message with a picture."""
    await chat.server.until(lambda: any("photo" in message for message in chat.from_bot), 20)
    return next(message for message in reversed(chat.from_bot) if "photo" in message)


def image_of(world, message) -> Image.Image:
    return Image.open(io.BytesIO(world.server.files[message["photo"][-1]["file_id"]][1])).convert("RGB")


async def test_the_source_button_sends_the_page_with_the_quote_marked(world, budi):
    answer = await budi.ask(QUESTION)
    await budi.press(answer, "📄 1")
    shown = await page(budi.chat)
    assert shown["caption"].startswith("📄 RPJMD Contoh, hlm. 2\n")
    assert "RPJMD Contoh Kabupaten Contoh 2025–2029" in shown["caption"] and shown["caption"].endswith("hlm. 2")
    assert [entity["type"] for entity in shown["caption_entities"]] == ["bold", "code"]
    assert shown["reply_to_message"]["message_id"] == answer["message_id"]
    assert labels(shown) == ["◀ hlm. 1", "Teks"]
    yellow = sum(count for count, (red, _, blue) in image_of(world, shown).getcolors(1 << 24) if red - blue > 100)
    assert yellow > 5_000


async def test_pages_are_turned_in_place_and_only_the_quoted_one_is_marked(world, budi):
    await budi.press(await budi.ask(QUESTION), "📄 1")
    shown = await page(budi.chat)
    await budi.press(shown, "◀ hlm. 1")
    await world.server.until(lambda: labels(budi.chat.from_bot[-1]) == ["hlm. 2 ▶", "Teks"])
    turned = budi.chat.from_bot[-1]
    assert turned["message_id"] == shown["message_id"] and "RPJMD Contoh, hlm. 1" in turned["caption"]
    assert not [1 for _, (red, _, blue) in image_of(world, turned).getcolors(1 << 24) if red - blue > 100]


async def test_the_text_of_a_page_can_be_read_too(world, budi):
    await budi.press(await budi.ask(QUESTION), "📄 1")
    await budi.press(await page(budi.chat), "Teks")
    text = await budi.chat.wait_text("Penanggung jawab target itu Diskominfo.")
    assert marked(text, "underline") == [ANSWER]


async def test_the_page_of_a_table_that_can_not_be_told_apart_can_be_looked_at(world, budi, tmp_path):
    rows = "4.1.1 Pajak Restoran 12.500.000 11.250.000\n4.1.2 Pajak Hotel 8.000.000 8.400.000"
    blocks = [Block("heading", "Tabel 4.1 Realisasi Pajak", level=12), Block("paragraph", rows, undivided=True)]
    reading = Reading((page_of(1, blocks),), Metadata("Laporan Pajak", "laporan"))
    library_of_reading(world.folder, reading, pdf(tmp_path / "laporan.pdf", [rows]).read_bytes()).close()
    refusal = await budi.ask("Berapa realisasi pajak restoran?")
    assert "tidak dapat saya bedakan" in refusal["text"]
    assert "Yang paling dekat\n• Laporan Pajak — hlm. 1" in refusal["text"]
    assert "11.250.000" not in refusal["text"]
    await budi.press(refusal, "📄 1 · hlm. 1")
    shown = await page(budi.chat)
    assert shown["caption"].startswith("📄 Laporan Pajak, hlm. 1\n")
    await budi.press(shown, "Teks")
    assert await budi.chat.wait_text("4.1.2 Pajak Hotel")


async def test_a_sheet_is_called_by_its_name(world, budi):
    path, book = world.settings.corpus_dir / "wifi.xlsx", Workbook()
    for name in ("Target", "Realisasi"):
        sheet = book.create_sheet(name)
        sheet.append(["Kecamatan", f"{name} titik wifi publik"])
        sheet.append(["Tempe", 180])
    del book["Sheet"]
    book.save(path)
    world.library.add(path, Metadata("Wifi Publik", "laporan"))
    answer = await budi.ask("Berapa target titik wifi publik Kecamatan Tempe?")
    assert labels(answer)[0].endswith(" · lembar Target")
    await budi.press(answer, "📄 1")
    shown = await page(budi.chat)
    assert shown["caption"].startswith("📄 Wifi Publik, lembar Target, baris 2\n")
    assert labels(shown) == ["lembar Realisasi ▶", "Teks"]


async def test_a_document_without_pages_is_drawn(world, budi):
    await budi.press(await budi.ask("Berapa peserta bimbingan teknis kota cerdas?"), "📄 1")
    shown = await page(budi.chat)
    assert "Bimtek Kota Cerdas" in shown["caption"] and labels(shown) == ["Teks"]


async def test_a_file_that_is_gone_is_drawn_from_its_text(world, budi):
    answer = await budi.ask(QUESTION)
    (world.settings.corpus_dir / "rpjmd.pdf").unlink()
    await budi.press(answer, "📄 1")
    assert "RPJMD Contoh, hlm. 2" in (await page(budi.chat))["caption"]


async def test_where_photos_are_not_allowed_the_text_comes(world, budi):
    answer = await budi.ask(QUESTION)
    world.server.fail("sendPhoto", 400, "Bad Request: not enough rights to send photos to the chat")
    await budi.press(answer, "📄 1")
    assert marked(await budi.chat.wait_text("Penanggung jawab"), "underline") == [ANSWER]


async def test_in_a_topic_the_page_stays_in_the_topic(world, budi):
    forum = world.group(forum=True)
    answer = await budi.ask(f"@{USERNAME} {QUESTION}", chat=forum, thread=77)
    await budi.press(answer, "📄 1")
    assert (await page(forum))["message_thread_id"] == 77
