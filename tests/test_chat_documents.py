"""Documents in Telegram: listed, opened, downloaded, corrected, removed."""

from telegram_people import labels

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
