"""A document whose region isn't known asks whoever sent it, by buttons."""

from telegram_people import labels

from indexer.models import NATIONAL

VILLAGES = "# Rencana Strategis Perangkat Daerah\n\nTarget jaringan desa tahun 2026 adalah 40 desa.\n\n{}\n"
TWO = "Capaian Kabupaten Solok dan Kota Solok dibandingkan tiap tahun. Data Kota Solok dan Kabupaten Solok terlampir. "


async def test_a_document_of_two_possible_regions_is_filed_by_one_button(empty_world, dina):
    world = empty_world
    async with world.running():
        await dina.send_file("renstra.md", VILLAGES.format(TWO * 3).encode())
        shown = await dina.chat.wait_text("Periksa sebelum diterbitkan", timeout=60)
        assert "Daerahnya belum dikenali; pilih di bawah." in shown["text"]
        assert labels(shown)[:4] == ["📍 Kabupaten Solok", "📍 Kota Solok", "Bukan daerah tertentu", "Lainnya …"]
        await dina.press(shown, "📍 Kota Solok")
        again = await dina.chat.wait_text("Daerah: Kota Solok")
        assert "belum dikenali" not in again["text"] and "Lainnya …" not in labels(again)
        await dina.press(again, "✅ Terbitkan")
        await dina.chat.wait_text("renstra.md: selesai", timeout=60)
    assert [document.region for document in world.library.documents()] == ["Kota Solok"]


async def test_a_document_of_no_region_in_particular_says_so(empty_world, dina):
    world = empty_world
    async with world.running():
        await dina.send_file("renstra.md", VILLAGES.format("").encode())
        shown = await dina.chat.wait_text("Periksa sebelum diterbitkan", timeout=60)
        await dina.press(shown, "Bukan daerah tertentu")
        await dina.chat.wait_text(f"Daerah: {NATIONAL}")


async def test_any_other_region_is_typed_and_filed_under_its_full_name(empty_world, dina):
    world = empty_world
    async with world.running():
        await dina.send_file("renstra.md", VILLAGES.format("").encode())
        shown = await dina.chat.wait_text("Periksa sebelum diterbitkan", timeout=60)
        await dina.press(shown, "Lainnya …")
        request = await dina.chat.wait_text("daerah yang benar")
        await dina.ask("kab. wajo", reply_to=request)
        await dina.chat.wait_text("Daerah: Kabupaten Wajo")
