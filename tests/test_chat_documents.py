"""Documents in Telegram: listed, opened, downloaded, corrected, removed."""

from chat_world import QUESTION
from telegram_people import labels

from bot.models import Role
from indexer.models import Metadata


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
    asked = await dina.chat.wait_text("Hapus RPJMD Contoh? Berkas rpjmd.pdf disisihkan 30 hari")
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


# found by words


async def test_a_document_is_found_by_words_of_what_is_known_of_it(world, budi):
    add_notes(world, 9)
    only = await budi.ask("/dokumen bimtek wajo")
    assert only["text"].startswith("Bimtek Kota Cerdas") and "⬇️ Unduh berkas" in labels(only)
    assert (await budi.ask("/dokumen rpmjd kab contoh 2029"))["text"].startswith("RPJMD Contoh")
    several = await budi.ask("/dokumen laporan kota contoh")
    assert several["text"].startswith("9 dokumen cocok dengan “laporan kota contoh”; ini 8 yang pertama.")
    await budi.press(several, "2")
    await budi.chat.wait_text("Berkas: catatan1.md")


async def test_what_is_not_found_is_said_and_what_is_near_is_shown(world, budi):
    near = await budi.ask("/dokumen rpjmd wajo")
    assert "Tidak ada yang memuat semua kata" in near["text"] and "Bimtek Kota Cerdas" in near["text"]
    nothing = await budi.ask("/dokumen renstra 1999")
    assert "Tidak ada dokumen yang cocok dengan “renstra 1999”" in nothing["text"]
    await budi.press(nothing, "« Semua dokumen")
    assert await budi.chat.wait_text("Dokumen (2)")


async def test_a_long_list_says_how_to_find_one(world, budi):
    add_notes(world, 9)
    assert "/dokumen renstra dinkes" in (await budi.ask("/dokumen"))["text"]


# brought back


async def removed_with_a_word(world, dina) -> tuple[dict, int]:
    """The list after a document that was corrected and marked is removed, and its number."""
    number = next(document.id for document in world.library.documents() if document.name == "rpjmd.pdf")
    world.library.correct(number, Metadata(title="RPJMD yang benar"))
    world.library.set_validity(number, "dicabut")
    listed = await dina.ask("/dokumen")
    await dina.press_data(listed, f"dX:{number}")
    return await dina.chat.wait_text("sudah dihapus"), number


async def test_a_removed_document_is_brought_back_with_all_that_was_said_of_it(world, dina, budi):
    before = await budi.ask(QUESTION)
    gone, number = await removed_with_a_word(world, dina)
    await dina.press(gone, "🗑 Terhapus")
    listed = await dina.chat.wait_text("Terhapus (1)")
    assert "1. RPJMD yang benar (rpjmd.pdf)\ndihapus oleh Dina, " in listed["text"]
    await dina.press(listed, "Kembalikan 1")
    receipt = await dina.chat.wait_text("selesai")
    assert "RPJMD yang benar · RPJMD · Kabupaten Contoh · 2025–2029" in receipt["text"]
    document = world.library.document(number)
    assert (document.name, document.validity) == ("rpjmd.pdf", "dicabut")
    assert (world.settings.corpus_dir / "rpjmd.pdf").exists() and world.library.removed() == []
    assert world.log.actions()[0].action == "mengembalikan"
    await budi.press(before, "📄 1")
    await budi.chat.wait_text("Untuk nota dinas")


async def test_opd_see_nothing_of_what_was_removed(world, dina, budi):
    await removed_with_a_word(world, dina)
    listed = await budi.ask("/dokumen")
    assert labels(listed) == ["1"]
    assert "peran Anda" in await budi.press_data(listed, "db:0")
    assert "🗑 Terhapus (1)" in labels(await dina.ask("/dokumen"))


# corrections that are typed without a reply


async def title_asked_for(world, dina) -> int:
    number = next(document.id for document in world.library.documents() if document.name == "rpjmd.pdf")
    await dina.press_data(await dina.ask("/dokumen"), f"dw:{number}:judul")
    await dina.chat.wait_text("judul yang benar")
    return number


async def test_a_title_typed_without_a_reply_is_no_question(world, dina):
    number = await title_asked_for(world, dina)
    asked = await dina.ask("RPJMD Contoh 2025–2029")
    assert "Ini judul baru" in asked["text"] and labels(asked) == ["Judul baru", "Pertanyaan"]
    await dina.press(asked, "Judul baru")
    await dina.chat.wait_text("Periode: 2025–2029")
    assert world.library.document(number).title == "RPJMD Contoh 2025–2029"
    await world.server.until(lambda: not world.log.pending())
    assert world.log.entries() == []


async def test_a_question_after_all_is_answered(world, dina):
    number = await title_asked_for(world, dina)
    asked = await dina.ask(QUESTION)
    await dina.press(asked, "Pertanyaan")
    await dina.chat.wait_text("3,45")
    assert "sudah" in await dina.press(asked, "Judul baru")
    assert world.library.document(number).title == "RPJMD Contoh"
    assert "3,45" in (await dina.ask(QUESTION))["text"]  # only the next message was in doubt


async def test_a_typed_message_nobody_decided_about_is_answered_after_a_restart(empty_world):
    world = empty_world
    world.stock()
    dina = world.member(20, "Dina", Role.DISKOMINFO)
    async with world.running():
        await title_asked_for(world, dina)
        await dina.ask(QUESTION)
    async with world.running():
        assert await dina.chat.wait_text("3,45")
