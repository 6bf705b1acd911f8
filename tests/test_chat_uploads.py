"""Files sent to the bot: each has one message that says how far it is, can be stopped, looked over, and survives a restart."""

import asyncio
import io
import socket
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from chat_world import QUESTION, World, pdf, photo
from small_library import WaitingWords
from telegram_people import labels
from unread_files import fax_of_two_pages, needs_tesseract

from bot.models import Role
from indexer.models import Metadata

NOTES = (
    "---\njudul: Catatan {0}\njenis: laporan\ndaerah: Kota Contoh\n---\n\nRapat ke-{0} membahas jaringan kecamatan nomor {0}.\n"
)
PLAN = (
    "---\njudul: Renstra Diskominfo Kabupaten Contoh\njenis: renstra\ndaerah: Kabupaten Contoh\nperiode: {period}\n---\n\n"
    "# Tujuan\n\nCakupan internet desa ditargetkan {target} persen oleh Dinas Komunikasi dan Informatika Kabupaten Contoh.\n"
)


@pytest.fixture
def sari(empty_world):
    return empty_world.member(21, "Sari", Role.DISKOMINFO)


@pytest.fixture
def slow(empty_world):
    """The same installation with a model that waits to be let go."""
    model = WaitingWords()
    world = World(empty_world.folder, empty_world.server, model)
    world.model = model
    yield world
    model.go.set()
    world.close()


def notes(number: int) -> bytes:
    return NOTES.format(number).encode()


def kept(world, folder: str) -> list[str]:
    path = world.settings.data_dir / folder
    return sorted(file.name for file in path.iterdir()) if path.exists() else []


def deeds(world) -> list[str]:
    """What was done to documents, latest first."""
    return [a.action for a in world.log.actions() if a.action not in ("mengundang", "menerima undangan")]


async def done(person, name: str, timeout: float = 30) -> dict:
    return await person.chat.wait_text(f"{name}: selesai", timeout)


# what comes in


async def test_a_sent_file_is_indexed_asked_about_and_removed(empty_world, dina):
    world = empty_world
    async with world.running():
        data = pdf(world.folder / "kiriman.pdf").read_bytes()
        await dina.send_file("RPJMD Contoh.pdf", data)
        finished = await done(dina, "RPJMD Contoh.pdf")
        assert "2 halaman" in finished["text"] and len(dina.chat.from_bot) == 1
        assert (world.settings.corpus_dir / "RPJMD Contoh.pdf").read_bytes() == data
        assert "3,45" in (await dina.ask(QUESTION))["text"]
        await dina.press(finished, "Lihat dokumen")
        await dina.press(finished, "🗑 Hapus")
        await dina.press(finished, "Ya, hapus")
        await dina.chat.wait_text("sudah dihapus")
        assert deeds(world)[:2] == ["menghapus", "mengunggah"]
        assert kept(world, "unggahan") == kept(world, "antrean") == []


async def test_an_album_of_files_and_a_forwarded_file_are_taken_one_by_one(empty_world, dina):
    origin = {"type": "hidden_user", "sender_user_name": "Bappeda", "date": 1}
    async with empty_world.running():
        for number in range(3):
            await dina.send_file(f"catatan{number}.md", notes(number), media_group_id="album-1")
        await dina.send_file("terusan.md", notes(9), forward_origin=origin)
        for name in ("catatan0.md", "catatan1.md", "catatan2.md", "terusan.md"):
            await done(dina, name)
        assert len(dina.chat.from_bot) == 4 and len(empty_world.library.documents()) == 4


async def test_photos_of_an_album_are_pages_of_one_document_in_their_order(empty_world, dina):
    async with empty_world.running():
        await dina.send_album(photo("HALAMAN PERTAMA"), photo("HALAMAN KEDUA"), caption="Tim Kota Cerdas")
        await dina.chat.wait_text("Periksa sebelum diterbitkan", timeout=60)
        document = empty_world.library.held()[0]
        assert (document.name, document.pages) == ("Tim Kota Cerdas.pdf", 2)
        assert ["PERTAMA" in page.text for page in empty_world.library.pages(document.id)] == [True, False]


async def test_a_single_photo_is_one_document_of_its_largest_size(empty_world, dina):
    async with empty_world.running():
        await dina.send_photo(photo("RAPAT KOORDINASI"))
        await dina.chat.wait_text("Periksa sebelum diterbitkan", timeout=60)
        assert empty_world.library.held()[0].name.startswith("Foto 20")


async def test_the_files_of_an_archive_each_get_their_message(empty_world, dina):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("rapat/catatan1.md", notes(1))
        archive.writestr("rapat/catatan2.md", notes(2))
        archive.writestr("video.mp4", b"x")
    async with empty_world.running():
        await dina.send_file("rapat.zip", data.getvalue())
        text = (await dina.chat.wait_text("rapat.zip dibuka"))["text"]
        assert text == "rapat.zip dibuka: 2 berkas masuk antrean; 1 berkas dilewati karena bukan dokumen."
        await done(dina, "catatan1.md")
        await done(dina, "catatan2.md")
        assert len(dina.chat.from_bot) == 3


async def test_what_is_no_document_is_answered_with_a_plain_word_and_kept(world, dina):
    await dina.send_file("rusak.pdf", b"%PDF-1.4 bukan pdf")
    message = await dina.chat.wait_text("rusak.pdf tidak dapat dimasukkan.", timeout=30)
    assert "Traceback" not in message["text"] and labels(message) == ["Coba lagi"]
    assert kept(world, "uploads-gagal") == ["rusak.pdf"]


async def test_a_file_that_is_there_already_is_named(world, dina):
    await dina.send_file("salinan.pdf", (world.settings.corpus_dir / "rpjmd.pdf").read_bytes())
    await dina.chat.wait_text("Isinya sama dengan rpjmd.pdf, yang sudah ada di perpustakaan.", timeout=30)
    assert len(world.library.documents()) == 2


async def test_opd_who_sends_files_is_told_once_whom_to_give_them_to(world, budi):
    await budi.send_album(b"satu", b"dua", b"tiga")
    await budi.chat.wait_text("Diskominfo")
    await world.server.until(lambda: not kept(world, "unggahan"))
    assert len(budi.chat.from_bot) == 1


async def test_over_20_mb_the_reply_says_how_to_get_it_in(world, dina):
    await dina.send_file("besar.pdf", b"%PDF", size=20_000_001)
    text = (await dina.chat.wait_text("20 MB"))["text"]
    assert "tanya watch" in text and "TELEGRAM_BASE_URL" in text and "TELEGRAM_LOCAL_MODE" in text


async def test_over_20_mb_a_link_is_given_where_there_is_a_page_for_it(empty_world, dina):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        page = f"127.0.0.1:{free.getsockname()[1]}"
    world = World(empty_world.folder, empty_world.server, public_url="https://tanya.contoh.go.id", web_listen=page)
    async with world.running():
        await dina.send_file("besar.pdf", b"%PDF", size=20_000_001)
        await dina.chat.wait_text("https://tanya.contoh.go.id/unggah/")
    world.close()


async def test_a_self_hosted_server_in_local_mode_has_no_such_limit(empty_world, dina):
    world = World(empty_world.folder, empty_world.server, telegram_local_mode=True)
    world.server.local_folder = world.folder
    async with world.running():
        await dina.send_file("besar.md", notes(1), size=20_000_001)
        finished = await done(dina, "besar.md")
        await dina.press(finished, "Lihat dokumen")
        await dina.press(finished, "⬇️")
        sent = (await dina.chat.wait(2))[1]["document"]
    assert world.server.files[sent["file_id"]][1] == notes(1)
    world.close()


async def test_a_file_that_cannot_be_fetched_is_asked_for_again(world, dina):
    world.server.fail("getFile", 400, "Bad Request: file is temporarily unavailable")
    await dina.send_file("catatan.md", notes(1))
    await dina.chat.wait_text("silakan kirim ulang")
    assert kept(world, "unggahan") == []


# how far it is


async def test_each_file_has_one_message_with_its_turn_and_its_progress(slow, dina):
    async with slow.running():
        for number, state in enumerate(("diindeks 1/1 bagian", "menunggu giliran (ke-2).", "menunggu giliran (ke-3).")):
            await dina.send_file(f"catatan{number}.md", notes(number))
            await dina.chat.wait_text(f"catatan{number}.md: {state}")
        slow.model.go.set()
        for number in range(3):
            await done(dina, f"catatan{number}.md")
        assert len(dina.chat.from_bot) == 3


async def test_turns_follow_the_order_in_which_files_were_sent(slow, dina):
    async with slow.running():
        await dina.send_file("catatan1.md", notes(1))
        await dina.chat.wait_text("catatan1.md: diindeks")
        download = slow.server.hold("getFile")
        await dina.send_file("catatan2.md", notes(2))
        await download.came.wait()
        await dina.send_file("catatan3.md", notes(3))  # it is there before the one that was sent before it
        await dina.chat.wait_text("catatan3.md: menunggu giliran (ke-2).")
        download.go.set()
        await dina.chat.wait_text("catatan2.md: menunggu giliran (ke-2).")
        waiting = (await dina.ask("/antrean"))["text"]
        assert waiting.index("catatan2.md") < waiting.index("catatan3.md")


async def test_a_question_need_not_wait_for_an_upload(slow, dina):
    slow.model.go.set()
    slow.stock()
    slow.model.go.clear()
    async with slow.running():
        await dina.send_file("catatan.md", notes(1))
        await dina.chat.wait_text("diindeks")
        assert "3,45" in (await dina.ask(QUESTION))["text"]


async def test_a_waiting_and_a_running_file_are_cancelled_and_put_back(slow, dina):
    async with slow.running():
        await dina.send_file("catatan1.md", notes(1))
        await dina.chat.wait_text("catatan1.md: diindeks")
        await dina.send_file("catatan2.md", notes(2))
        waiting = await dina.chat.wait_text("catatan2.md: menunggu giliran (ke-2)")
        assert await dina.press(waiting, "Batal") == "Dibatalkan."
        text = (await dina.chat.wait_text("catatan2.md dibatalkan"))["text"]
        assert text == "catatan2.md dibatalkan oleh Dina; berkasnya disisihkan di server, tidak dihapus."
        running = await dina.chat.wait_text("catatan1.md: diindeks")
        assert await dina.press(running, "Batal") == "Sedang dihentikan."
        await dina.chat.wait_text("catatan1.md dibatalkan")
        assert kept(slow, "uploads-gagal") == ["catatan1.md", "catatan2.md"] and slow.library.documents() == []
        slow.model.go.set()
        await dina.press(waiting, "Masukkan lagi")
        await done(dina, "catatan2.md")
        assert deeds(slow) == ["mengunggah", "mencoba lagi", "membatalkan", "membatalkan"]


async def test_a_download_is_cancelled(world, dina):
    world.server.hang("getFile", arrives=False)
    await dina.send_file("catatan.md", notes(1))
    fetching = await dina.chat.wait_text("sedang diambil")
    assert await dina.press(fetching, "Batal") == "Dibatalkan."
    await dina.chat.wait_text("dibatalkan sebelum diambil")
    assert kept(world, "unggahan") == [] == kept(world, "antrean")


async def test_whoever_pressed_first_when_two_cancel_is_named(slow, dina, sari):
    async with slow.running():
        await dina.send_file("catatan1.md", notes(1))
        await dina.chat.wait_text("catatan1.md: diindeks")
        await dina.send_file("catatan2.md", notes(2))
        waiting = await dina.chat.wait_text("catatan2.md: menunggu")
        listed = await sari.ask("/antrean")
        await sari.press(listed, "2")
        await sari.press(listed, "Batal")
        assert "sudah tidak di antrean" in await dina.press_data(waiting, "uc:2")
        await dina.chat.wait_text("catatan2.md dibatalkan oleh Sari")


# looked over first


async def test_a_doubtful_document_is_corrected_and_published(empty_world, dina):
    world = empty_world
    async with world.running():
        await dina.send_file("edaran.txt", b"Rapat koordinasi membahas jaringan kecamatan pada hari Senin.")
        shown = await dina.chat.wait_text("Periksa sebelum diterbitkan", timeout=30)
        assert "Jenis dokumen belum dikenali." in shown["text"] and "Pengirim: Dina" in shown["text"]
        assert "Batalkan" in labels(shown) and len(dina.chat.from_bot) == 1
        assert world.library.documents() == []
        await dina.press(shown, "Jenis")
        await dina.press(shown, "Laporan")
        await dina.chat.wait_text("Jenis: Laporan")
        await dina.press(shown, "Daerah")
        request = await dina.chat.wait_text("daerah yang benar")
        await dina.ask("Kabupaten Contoh", reply_to=request)
        again = await dina.chat.wait_text("Daerah: Kabupaten Contoh")
        await dina.press(again, "✅ Terbitkan")
        await done(dina, "edaran.txt")
        document = world.library.documents()[0]
        assert (document.kind, document.region) == ("laporan", "Kabupaten Contoh")
        assert deeds(world) == ["menerbitkan", "mengoreksi", "mengoreksi", "mengunggah"]
        assert "tidak menunggu" in await dina.press_data(shown, f"up:{document.id}:0")


@needs_tesseract
async def test_what_was_not_read_is_told_before_a_file_is_published_after_it_and_on_its_screen(empty_world, dina, tmp_path):
    lost = "Tidak terbaca: 1 halaman (hlm. 2)"
    async with empty_world.running():
        await dina.send_file("faks.tif", fax_of_two_pages(tmp_path / "faks.tif").read_bytes())
        shown = await dina.chat.wait_text("Periksa sebelum diterbitkan", timeout=60)
        assert lost in shown["text"]
        await dina.press(shown, "✅ Terbitkan")
        finished = await done(dina, "faks.tif")
        assert finished["text"].splitlines()[1:] == [
            "Tercatat: faks · Lainnya · daerah belum diketahui · periode belum diketahui",
            f"{lost}.",
        ]
        await dina.press(finished, "Lihat dokumen")
        assert lost in (await dina.chat.wait_text("Berkas: faks.tif"))["text"]


async def test_a_receipt_says_as_what_a_document_is_filed_and_leads_to_its_correction(empty_world, dina):
    async with empty_world.running():
        await dina.send_file("renstra.md", PLAN.format(period="2021-2026", target=60).encode())
        finished = await done(dina, "renstra.md")
        assert finished["text"].splitlines()[1:] == [
            "Tercatat: Renstra Diskominfo Kabupaten Contoh · Renstra · Kabupaten Contoh · 2021-2026"
        ]
        await dina.press(finished, "✏️ Betulkan")
        await dina.chat.wait_text("Apa yang diperbaiki pada Renstra Diskominfo Kabupaten Contoh?")


async def test_a_new_version_replaces_the_old_one_after_one_button_and_the_old_one_comes_back(empty_world, dina):
    world = empty_world
    async with world.running():
        await dina.send_file("renstra.md", PLAN.format(period="2021-2026", target=60).encode())
        await done(dina, "renstra.md")
        await dina.send_file("renstra-revisi.md", PLAN.format(period="2021-2026", target=85).encode())
        shown = await dina.chat.wait_text("versi baru dari Renstra Diskominfo Kabupaten Contoh", timeout=30)
        assert "Judul dan periode sama.\nIsi teksnya berubah." in shown["text"]
        assert {"✅ Ganti versi lama", "Simpan sebagai dokumen lain", "Batalkan"} <= set(labels(shown))
        await dina.press(shown, "✅ Ganti")
        finished = await done(dina, "renstra-revisi.md")
        assert "menggantikan renstra.md" in finished["text"]
        assert "85 persen" in (await dina.ask("Berapa target cakupan internet desa?"))["text"]
        await dina.press(finished, "Lihat dokumen")
        await dina.press(finished, "🕘 Versi (2)")
        versions = await dina.chat.wait_text("Versi dokumen ini")
        assert versions["text"].count("dipakai") == 1 and "diarsipkan" in versions["text"]
        await dina.press(versions, "2")
        await dina.press(versions, "♻️ Pulihkan versi ini")
        await done(dina, "renstra.md")
        await world.server.until(lambda: world.log.actions()[0].action == "memulihkan versi")
        assert "60 persen" in (await dina.ask("Berapa target cakupan internet desa?"))["text"]


async def test_a_new_version_is_kept_beside_the_old_one_or_not_at_all(empty_world, dina):
    world = empty_world
    async with world.running():
        await dina.send_file("renstra.md", PLAN.format(period="2021-2026", target=60).encode())
        await done(dina, "renstra.md")
        await dina.send_file("renstra-a.md", PLAN.format(period="2021-2026", target=70).encode())
        shown = await dina.chat.wait_text("Berkas: renstra-a.md", timeout=30)
        await dina.press(shown, "Simpan sebagai")
        await done(dina, "renstra-a.md")
        await dina.send_file("renstra-b.md", PLAN.format(period="2021-2026", target=80).encode())
        shown = await dina.chat.wait_text("Berkas: renstra-b.md", timeout=30)
        await dina.press(shown, "Batalkan")
        await dina.chat.wait_text("renstra-b.md dibatalkan oleh Dina")
        assert [d.name for d in world.library.documents()] == ["renstra-a.md", "renstra.md"] and world.library.held() == []
        assert kept(world, "uploads-gagal") == ["renstra-b.md"]


async def test_what_is_held_survives_a_restart_and_is_published_by_someone_else(empty_world, dina, sari):
    async with empty_world.running():
        await dina.send_file("edaran.txt", b"Rapat koordinasi membahas jaringan kecamatan.")
        shown = await dina.chat.wait_text("Periksa sebelum diterbitkan", timeout=30)
    async with empty_world.running():
        listed = await sari.ask("/antrean")
        assert "👀 Perlu ditinjau" in listed["text"]
        await sari.press(listed, "1")
        await sari.chat.wait_text("Jenis dokumen belum dikenali.")
        await sari.press(listed, "✅ Terbitkan")
        await done(sari, "edaran.txt")
        assert "tidak menunggu" in await dina.press(shown, "✅ Terbitkan")


async def test_who_restores_a_version_second_is_told_who_was_first(slow, dina, sari):
    slow.model.go.set()
    for name, target in (("renstra.md", 60), ("renstra-revisi.md", 85)):
        path = slow.settings.corpus_dir / name
        path.write_text(PLAN.format(period="2021-2026", target=target))
        report = slow.library.add(path, hold=True)
    slow.library.publish(report.document, replaces=report.older)
    slow.model.go.clear()
    async with slow.running():
        await dina.send_file("catatan.md", notes(1))
        await dina.chat.wait_text("catatan.md: diindeks")  # until it is done, nobody else has a turn
        for person in (dina, sari):
            screen = await person.ask("/dokumen")
            for label in ("1", "🕘 Versi (2)", "2", "♻️ Pulihkan versi ini"):
                await person.press(screen, label)
        await sari.chat.wait_text("renstra.md sedang dipulihkan oleh Dina.")


async def test_what_is_held_is_not_handed_out_to_who_only_asks(empty_world, budi):
    held = empty_world.settings.corpus_dir / "edaran.txt"
    held.write_text("Rapat koordinasi membahas jaringan kecamatan.")
    report = empty_world.library.add(held, hold=True)
    async with empty_world.running():
        listed = await budi.ask("/dokumen")
        for data in (f"di:{report.document}", f"df:{report.document}"):
            assert "tidak ada di perpustakaan" in await budi.press_data(listed, data)


async def test_a_document_is_marked_revoked_by_another_one(world, dina, budi):
    listed = await dina.ask("/dokumen")
    await dina.press(listed, "1")
    await dina.press(listed, "⚖️ Status berlaku")
    await dina.press(listed, "Dicabut")
    await dina.chat.wait_text("dicabut oleh dokumen mana?")
    await dina.press(listed, "1")
    await dina.chat.wait_text("Status: dicabut oleh Bimtek Kota Cerdas")
    seen = await budi.ask("/dokumen")
    assert "[dicabut]" in seen["text"]
    await budi.press(seen, "1")
    await budi.chat.wait_text("Status: dicabut oleh Bimtek Kota Cerdas")
    assert not {"⚖️ Status berlaku", "🗑 Hapus"} & set(labels(budi.chat.from_bot[-1]))
    await budi.press(seen, "📄 Dicabut oleh: Bimtek")
    await budi.chat.wait_text("Berkas: bimtek.md")
    assert world.log.actions()[0].action == "menandai"


# the list


async def test_the_queue_is_listed_by_what_there_is_to_do(slow, dina, budi):
    for number in range(9):
        (slow.settings.corpus_dir / f"lama{number}.md").write_bytes(notes(number))
    async with slow.running():
        await dina.send_file("rusak.pdf", b"%PDF-1.4 bukan pdf")
        await dina.chat.wait_text("rusak.pdf tidak dapat dimasukkan.", timeout=30)
        await dina.send_file("catatan1.md", notes(11))
        await dina.chat.wait_text("catatan1.md: diindeks")
        await dina.send_file("catatan2.md", notes(12))
        await dina.chat.wait_text("catatan2.md: menunggu")
        listed = await dina.ask("/antrean")
        heads = [line for line in listed["text"].splitlines() if line and not line[0].isdigit()]
        assert heads[0] == "Antrean (12)" and [head.split()[1] for head in heads[1:]] == ["Sedang", "Menunggu", "Gagal,", "Di"]
        assert "catatan2.md (Dina)" in listed["text"] and "Berikutnya ▶" in labels(listed)
        await dina.press(listed, "Berikutnya")
        await dina.chat.wait_text("12. lama8.md")
        assert "peran Anda" in (await budi.ask("/antrean"))["text"]


async def test_an_empty_queue_says_so(world, dina):
    assert (await dina.ask("/antrean"))["text"] == "Antrean kosong: semua berkas sudah selesai."


# restarts


async def test_a_file_received_before_a_restart_is_taken_in_after_it(empty_world, dina):
    world = empty_world
    application = world.bot()
    async with application:  # it hears, but nothing is worked on: then the machine stops
        await application.updater.start_polling()
        await dina.send_file("catatan.md", notes(1))
        await world.server.until(lambda: not world.server._updates)
        await application.updater.stop()
    async with world.running():
        await done(dina, "catatan.md")
    assert [d.name for d in world.library.documents()] == ["catatan.md"]


async def test_a_stop_while_fetching_and_while_indexing_begins_both_again(slow, dina):
    async with slow.running():
        await dina.send_file("catatan1.md", notes(1))
        await dina.chat.wait_text("catatan1.md: diindeks")
        slow.server.hang("getFile", arrives=False)
        await dina.send_file("catatan2.md", notes(2))
        await dina.chat.wait_text("catatan2.md: sedang diambil")
    assert slow.library.documents() == [] and len(kept(slow, "unggahan")) == 1
    slow.model.go.set()
    async with slow.running():
        await done(dina, "catatan1.md")
        await done(dina, "catatan2.md")
    assert len(slow.library.documents()) == 2 and kept(slow, "unggahan") == kept(slow, "antrean") == []


async def killed_while(world, seen: str, person) -> None:
    """A bot in a process of its own, killed as soon as `person` reads `seen`."""
    worker = Path(__file__).with_name("chat_worker.py")
    command = [sys.executable, worker, world.folder, world.server.base_url, world.server.base_file_url, "lambat"]
    with subprocess.Popen(command) as process:
        try:
            await person.chat.wait_text(seen, timeout=60)
        finally:
            process.kill()


@pytest.mark.parametrize("seen", [".md: mulai dikerjakan", ".md: diindeks"])  # whichever of the two was fetched first
async def test_a_bot_that_is_killed_loses_nothing_and_takes_nothing_twice(empty_world, dina, seen):
    await dina.send_file("catatan1.md", notes(1))
    await dina.send_file("catatan2.md", notes(2))
    await killed_while(empty_world, seen, dina)
    async with empty_world.running():
        await done(dina, "catatan1.md")
        await done(dina, "catatan2.md")
        await empty_world.server.until(lambda: not kept(empty_world, "antrean"))
    assert sorted(d.name for d in empty_world.library.documents()) == ["catatan1.md", "catatan2.md"]
    assert deeds(empty_world) == ["mengunggah", "mengunggah"]


async def test_what_ended_just_before_a_stop_is_told_after_it(empty_world, dina):
    world, sent = empty_world, empty_world.folder / "kiriman"
    sent.write_bytes(notes(1))
    world.uploads.queue.put(sent, "catatan.md", dina.id, "Dina", dina.chat.id, "tautan")
    world.uploads.work(world.uploads.queue.next())
    for _ in range(2):
        async with world.running():
            await done(dina, "catatan.md")
    assert len(dina.chat.from_bot) == 1


async def test_who_sent_a_file_that_is_given_up_after_a_start_is_told(empty_world, dina):
    world, sent = empty_world, empty_world.folder / "kiriman"
    sent.write_bytes(notes(1))
    world.uploads.queue.put(sent, "catatan.md", dina.id, "Dina", dina.chat.id, "tautan")
    for _ in range(3):
        world.uploads.queue.resume()
        world.uploads.queue.next()
    async with world.running():
        told = await dina.chat.wait_text("berulang kali menghentikan program")
    assert labels(told) == ["Coba lagi"] and kept(world, "uploads-gagal") == ["catatan.md"]


async def test_of_two_who_send_the_same_file_at_once_one_is_told_that_it_is_there(empty_world, dina, sari):
    async with empty_world.running():
        await asyncio.gather(dina.send_file("satu.md", notes(3)), sari.send_file("dua.md", notes(3)))
        await empty_world.server.until(lambda: len(deeds(empty_world)) == 2, 30)
        await empty_world.server.until(lambda: "Isinya sama dengan" in " ".join(dina.chat.texts + sari.chat.texts))
    assert len(empty_world.library.documents()) == 1


async def test_of_two_different_files_of_one_name_the_second_is_shown_as_a_new_version(empty_world, dina, sari):
    async with empty_world.running():
        await dina.send_file("catatan.md", notes(1))
        await done(dina, "catatan.md")
        await sari.send_file("catatan.md", notes(2))
        shown = await sari.chat.wait_text("Ini tampaknya versi baru dari Catatan 1", timeout=30)
        await sari.press(shown, "Simpan sebagai dokumen lain")
        await done(sari, "catatan.md")
    assert [d.name for d in empty_world.library.documents()] == ["catatan (2).md", "catatan.md"]


async def test_a_correction_of_a_held_document_returns_to_its_preview(empty_world, dina):
    held = empty_world.settings.corpus_dir / "edaran.txt"
    held.write_text("Rapat koordinasi membahas jaringan kecamatan.")
    report = empty_world.library.add(held, Metadata(), hold=True)
    async with empty_world.running():
        listed = await dina.ask("/antrean")
        await dina.press(listed, "1")
        await dina.press(listed, "Jenis")
        await dina.chat.wait_text("Pilih jenis")
        await dina.press(listed, "« Kembali")
        await dina.chat.wait_text("Apa yang diperbaiki")
        await dina.press(listed, "« Kembali")
        await dina.chat.wait_text("Periksa sebelum diterbitkan")
        await dina.press(listed, "Batalkan")
        await dina.chat.wait_text("edaran.txt disisihkan.")
    assert empty_world.library.held() == [] and report.document and kept(empty_world, "uploads-gagal") == ["edaran.txt"]
