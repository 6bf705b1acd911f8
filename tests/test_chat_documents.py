"""Documents in Telegram: listed, opened, downloaded, corrected, removed, and sent in."""

import asyncio
import time

import pytest
from chat_world import PAGES, QUESTION, World, pdf
from small_library import HashedWords
from telegram_people import labels

from bot.models import Role
from indexer.models import Metadata


@pytest.fixture
def dina(empty_world):
    return empty_world.member(20, "Dina", Role.DISKOMINFO)


@pytest.fixture
def budi(empty_world):
    return empty_world.member(10, "Budi", Role.OPD)


def add_notes(world, count: int) -> None:
    for number in range(count):
        path = world.settings.corpus_dir / f"catatan{number}.md"
        path.write_text(f"# Catatan {number}\n\nRapat ke-{number} membahas jaringan kecamatan nomor {number}.\n")
        world.library.add(path, Metadata(f"Catatan {number}", "laporan", "Kota Contoh", "2025"))


async def test_documents_are_listed_by_kind_and_region(world, budi):
    listed = await budi.ask("/dokumen")
    assert listed["text"] == (
        "Dokumen (2)\n\nRPJMD · Kabupaten Contoh\n1. RPJMD Contoh (2025–2029, 2 hlm.)\n\n"
        "Berita · Kabupaten Wajo\n2. Bimtek Kota Cerdas (2024)"
    )
    assert labels(listed) == ["1", "2", "Jenis", "Daerah"]


async def test_the_list_is_turned_by_buttons(world, budi):
    add_notes(world, 9)
    listed = await budi.ask("/dokumen")
    assert labels(listed) == [*"12345678", "Berikutnya ▶", "Jenis", "Daerah"]
    await budi.press(listed, "Berikutnya")
    second = await budi.chat.wait_text("Bimtek Kota Cerdas")
    assert labels(second)[:4] == ["9", "10", "11", "◀ Sebelumnya"]
    await budi.press(second, "◀")
    await budi.chat.wait_text("RPJMD Contoh")


async def test_the_list_is_narrowed_to_a_kind_and_a_region(world, budi):
    add_notes(world, 9)
    listed = await budi.ask("/dokumen")
    await budi.press(listed, "Jenis")
    kinds = await budi.chat.wait_text("Pilih jenis")
    assert labels(kinds) == ["RPJMD (1)", "Laporan (9)", "Berita (1)", "Semua"]
    await budi.press(kinds, "Laporan")
    narrowed = await budi.chat.wait_text("Dokumen (9) · Laporan")
    await budi.press(narrowed, "Berikutnya")
    await budi.chat.wait_text("9. Catatan 8")
    await budi.press(listed, "Daerah")
    await budi.press(await budi.chat.wait_text("Pilih daerah"), "Kabupaten Wajo")
    await budi.chat.wait_text("Dokumen (0) · Laporan · Kabupaten Wajo")


async def test_an_empty_library_says_so(empty_world, budi):
    async with empty_world.running():
        assert (await budi.ask("/dokumen"))["text"] == "Belum ada dokumen di perpustakaan."


async def test_a_document_shows_what_is_known_and_gives_its_original(world, budi):
    listed = await budi.ask("/dokumen")
    await budi.press(listed, "1")
    detail = await budi.chat.wait_text("Periode: 2025–2029")
    assert "Berkas: rpjmd.pdf" in detail["text"] and "Halaman: 2" in detail["text"]
    assert labels(detail) == ["⬇️ Unduh berkas", "« Daftar dokumen"]
    await budi.press(detail, "⬇️")
    sent = (await budi.chat.wait(2))[1]["document"]
    assert sent["file_name"] == "rpjmd.pdf"
    assert world.server.files[sent["file_id"]][1] == (world.settings.corpus_dir / "rpjmd.pdf").read_bytes()


async def test_an_original_too_big_for_telegram_is_named_by_its_place(world, budi):
    listed = await budi.ask("/dokumen")
    await budi.press(listed, "1")
    with (world.settings.corpus_dir / "rpjmd.pdf").open("ab") as file:
        file.truncate(50_000_001)
    await budi.press(listed, "⬇️")
    assert str(world.settings.corpus_dir / "rpjmd.pdf") in (await budi.chat.wait_text("terlalu besar"))["text"]


async def test_a_missing_original_is_said_to_be_missing(world, budi):
    listed = await budi.ask("/dokumen")
    await budi.press(listed, "1")
    (world.settings.corpus_dir / "rpjmd.pdf").unlink()
    await budi.press(listed, "⬇️")
    await budi.chat.wait_text("tidak ada lagi")


async def test_diskominfo_removes_a_document_after_confirming(world, dina):
    listed = await dina.ask("/dokumen")
    await dina.press(listed, "1")
    await dina.press(listed, "🗑 Hapus")
    asked = await dina.chat.wait_text("Hapus RPJMD Contoh?")
    await dina.press(asked, "Batal")
    await dina.chat.wait_text("Periode: 2025–2029")
    await dina.press(listed, "🗑 Hapus")
    await dina.press(listed, "Ya, hapus")
    await dina.chat.wait_text("RPJMD Contoh sudah dihapus.")
    assert [d.name for d in world.library.documents()] == ["bimtek.md"]
    assert not (world.settings.corpus_dir / "rpjmd.pdf").exists()
    assert world.log.actions()[0].action == "menghapus"
    assert "sudah tidak ada" in await dina.press_data(listed, "dX:1")


async def test_opd_may_not_remove_even_with_a_button_of_someone_else(world, budi, dina):
    listed = await budi.ask("/dokumen")
    assert "peran Anda" in await budi.press_data(listed, "dX:1")
    assert len(world.library.documents()) == 2


async def test_diskominfo_corrects_title_and_kind(world, dina):
    listed = await dina.ask("/dokumen")
    await dina.press(listed, "1")
    await dina.press(listed, "✏️")
    fields = await dina.chat.wait_text("Apa yang diperbaiki")
    assert labels(fields) == ["Judul", "Jenis", "Daerah", "Periode", "« Kembali"]
    await dina.press(fields, "Judul")
    request = await dina.chat.wait_text("judul yang benar")
    changed = await dina.ask("RPJMD Kabupaten Contoh 2025–2029", reply_to=request)
    assert changed["text"].startswith("RPJMD Kabupaten Contoh 2025–2029")
    await dina.press(fields, "Jenis")
    await dina.press(fields, "RPJPD")
    await dina.chat.wait_text("Jenis: RPJPD")
    document = next(d for d in world.library.documents() if d.name == "rpjmd.pdf")
    assert (document.title, document.kind) == ("RPJMD Kabupaten Contoh 2025–2029", "rpjpd")
    assert world.log.entries() == []


async def test_a_sent_file_is_indexed_asked_about_and_removed(empty_world, dina):
    world = empty_world
    async with world.running():
        data = pdf(world.folder / "kiriman.pdf").read_bytes()
        await dina.send_file("RPJMD Contoh.pdf", data)
        done = await dina.chat.wait_text("Selesai: RPJMD Contoh.pdf, 2 halaman,", timeout=30)
        assert len(dina.chat.from_bot) == 1 and "bagian" in done["text"]
        assert (world.settings.corpus_dir / "RPJMD Contoh.pdf").read_bytes() == data
        assert "3,45" in (await dina.ask(QUESTION))["text"]
        listed = await dina.ask("/dokumen")
        await dina.press(listed, "1")
        await dina.press(listed, "🗑 Hapus")
        await dina.press(listed, "Ya, hapus")
        await dina.chat.wait_text("sudah dihapus")
        assert "Belum ada dokumen" in (await dina.ask(QUESTION))["text"]
        assert [a.action for a in world.log.actions()][:2] == ["menghapus", "mengunggah"]
        assert list((world.settings.data_dir / "unggahan").iterdir()) == []


async def test_several_files_are_taken_one_after_the_other_each_with_its_message(empty_world, dina):
    async with empty_world.running():
        for number in range(3):
            await dina.send_file(f"catatan{number}.txt", f"Rapat ke-{number} membahas jaringan kecamatan.".encode())
        for number in range(3):
            await dina.chat.wait_text(f"Selesai: catatan{number}.txt", timeout=30)
        assert len(dina.chat.from_bot) == 3


async def test_a_file_that_is_there_already_is_named(world, dina):
    await dina.send_file("salinan.pdf", (world.settings.corpus_dir / "rpjmd.pdf").read_bytes())
    message = await dina.chat.wait_text("rpjmd.pdf", timeout=30)
    assert "sama" in message["text"]
    assert len(world.library.documents()) == 2


async def test_an_unreadable_file_is_answered_with_a_plain_word_and_kept(world, dina):
    await dina.send_file("rusak.pdf", b"%PDF-1.4 bukan pdf")
    message = await dina.chat.wait_text("rusak.pdf tidak dapat dimasukkan.", timeout=30)
    assert "Traceback" not in message["text"]
    assert (world.settings.data_dir / "uploads-gagal" / "rusak.pdf").exists()


async def test_an_unknown_format_is_refused_at_once(world, dina):
    await dina.send_file("tabel.exe", b"MZ")
    await dina.chat.wait_text("belum dapat dibaca")


async def test_over_20_mb_the_reply_says_how_to_get_it_in(world, dina):
    await dina.send_file("besar.pdf", b"%PDF", size=20_000_001)
    text = (await dina.chat.wait_text("20 MB"))["text"]
    assert "tanya index" in text and "TELEGRAM_BASE_URL" in text and "TELEGRAM_LOCAL_MODE" in text


async def test_a_self_hosted_server_in_local_mode_has_no_such_limit(empty_world, dina):
    world = World(empty_world.folder, empty_world.server, telegram_local_mode=True)
    world.server.local_folder = world.folder
    text = "Target indeks SPBE Kabupaten Contoh tahun 2026 adalah 3,45.\n\n"
    async with world.running():
        await dina.send_file("besar.txt", text.encode(), size=20_000_001)
        await dina.chat.wait_text("Selesai: besar.txt", timeout=30)
        listed = await dina.ask("/dokumen")
        await dina.press(listed, "1")
        await dina.press(listed, "⬇️")
        sent = (await dina.chat.wait(3))[2]["document"]
    assert world.server.files[sent["file_id"]][1] == text.encode()
    world.close()


async def test_opd_who_sends_a_file_is_told_whom_to_give_it_to(world, budi):
    await budi.send_file("surat.pdf", b"%PDF")
    await budi.chat.wait_text("Diskominfo")
    await world.server.until(lambda: not list((world.settings.data_dir / "unggahan").iterdir()))


async def test_a_file_that_cannot_be_fetched_is_asked_for_again(world, dina):
    world.server.fail("getFile", 400, "Bad Request: file is temporarily unavailable")
    await dina.send_file("catatan.txt", b"Rapat membahas jaringan kecamatan.")
    await dina.chat.wait_text("silakan kirim ulang")


async def test_a_file_received_before_a_restart_is_taken_in_after_it(empty_world, dina):
    world = empty_world
    application = world.bot()
    async with application:  # it hears, but nothing is worked on: then the machine stops
        await application.updater.start_polling()
        await dina.send_file("catatan.txt", b"Target indeks SPBE Kabupaten Contoh tahun 2026 adalah 3,45.")
        await world.server.until(lambda: not world.server._updates)
        await application.updater.stop()
    async with world.running():
        await dina.chat.wait_text("Selesai: catatan.txt", timeout=30)
    assert [d.name for d in world.library.documents()] == ["catatan.txt"]


async def test_progress_is_edited_into_one_message(empty_world, dina):
    class SlowWords(HashedWords):
        def embed_passages(self, texts, progress=None):
            progress(1)
            time.sleep(2)
            return super().embed_passages(texts, progress)

    world = World(empty_world.folder, empty_world.server, SlowWords())
    sections = (f"## Bagian {n}\n\n" + f"Kegiatan {n} dilaksanakan di kecamatan nomor {n}. " * 40 for n in range(3))
    async with world.running():
        await dina.send_file("panjang.md", "\n\n".join(sections).encode())
        await dina.chat.wait_text("panjang.md: diindeks 1/")
        await dina.chat.wait_text("Selesai: panjang.md")
        assert len(dina.chat.from_bot) == 1
    world.close()


async def test_a_question_need_not_wait_for_an_upload(world, dina):
    async with asyncio.timeout(30):
        lock = world.application.bot_data["core"].indexing
        async with lock:
            await dina.send_file("catatan.txt", PAGES[0].encode())
            await dina.chat.wait_text("menunggu giliran")
            assert "3,45" in (await dina.ask(QUESTION))["text"]
