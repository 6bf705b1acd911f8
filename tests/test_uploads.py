"""Uploads: whatever is sent ends in the corpus and the library, or beside them with a reason; never nowhere."""

import threading
import unicodedata
import zipfile
from pathlib import Path

import pytest
from chat_world import pdf, photo
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.queue.screens import ending
from bot.chat.queue.worker import preview
from bot.errors import RejectedUpload
from bot.intake.filing import NAME_LIMIT, move_in, safe_name
from bot.intake.jobs import Job, Status, Task
from bot.intake.uploads import Uploads
from bot.journal.answer_log import AnswerLog
from indexer.errors import Cancelled, LibraryBusy, UnknownDocument
from indexer.models import Metadata
from indexer.reading.process import kept

HEAD = "---\njudul: {title}\njenis: rkpd\ndaerah: Kabupaten Wajo\nperiode: {year}\n---\n\n"
BODY = (
    "# Rencana kerja\n\nIndeks SPBE Kabupaten Wajo ditargetkan mencapai 3,2 pada tahun {year}, dan belanja untuk jaringan "
    "kecamatan adalah 4 miliar rupiah yang dikelola oleh Dinas Komunikasi dan Informatika bersama Bappeda.\n"
)
TEXT = HEAD.format(title="RKPD Kabupaten Wajo 2026", year=2026) + BODY.format(year=2026)
LIMIT = 20_000_000


@pytest.fixture
def log(tmp_path):
    log = AnswerLog(tmp_path / "data" / "log.db")
    yield log
    log.close()


@pytest.fixture
def uploads(library, log, tmp_path):
    uploads = Uploads(library, log, tmp_path / "corpus")
    yield uploads
    uploads.close()


@pytest.fixture
def send(uploads, tmp_path):
    """Queue a file and let it have its turn; how its job ended."""

    def deliver(content: str | bytes = TEXT, name: str = "RKPD.md", to: Uploads = uploads, **work) -> Job:
        path = tmp_path / "unduhan"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        to.queue.put(path, name, 5, "Budi", 5, "telegram")
        return to.work(to.queue.next(), **work)

    return deliver


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def told(log: AnswerLog) -> list[tuple[str, str]]:
    return [(action.action, action.subject) for action in log.actions()]


def publish(uploads: Uploads, document_id: int, replaces: int | None = None) -> Job:
    path = Path(uploads._library.document(document_id).path)
    uploads.queue.ask(Task.PUBLISH, document_id, path, (6, "Sari"), (6, 1), replaces)
    return uploads.work(uploads.queue.next())


# before it is fetched


def test_what_cannot_be_taken_is_refused_before_it_is_fetched(uploads):
    uploads.check(1_000, LIMIT)
    uploads.check(None, LIMIT)
    with pytest.raises(RejectedUpload, match="kosong"):
        uploads.check(0, LIMIT)
    with pytest.raises(RejectedUpload, match="Berkas ini 25 MB, sedangkan lewat Telegram paling besar 20 MB"):
        uploads.check(25_000_000, LIMIT)


# taken in


def test_an_upload_is_in_the_corpus_the_library_and_the_log(send, library, log, tmp_path):
    stages = []
    job = send(name="RKPD Wajo.md", progress=lambda *stage: stages.append(stage))
    assert job.status is Status.DONE and job.note.endswith(" detik") and stages
    assert names(tmp_path / "corpus") == ["RKPD Wajo.md"] and names(tmp_path / "data" / "antrean") == []
    assert (tmp_path / "corpus" / "RKPD Wajo.md").read_text(encoding="utf-8") == TEXT
    assert [passage.document.id for passage in library.search("target Indeks SPBE")] == [job.document_id]
    assert told(log) == [("mengunggah", "RKPD Wajo.md")] and log.actions()[0].user_name == "Budi"


def test_what_a_file_is_called_says_nothing_about_what_it_is(send, library, tmp_path):
    job = send(
        pdf(tmp_path / "asli", ["RENCANA KERJA\n" + BODY.format(year=2026).replace("\n", " ")[:90]]).read_bytes(), "rkpd.txt"
    )
    assert job.status in (Status.DONE, Status.HELD) and library.document(job.document_id).pages == 1


def test_the_same_content_is_named_and_its_copy_dropped(send, library, tmp_path):
    send(name="RKPD.md")
    job = send(name="salinan.md")
    assert job.status is Status.KNOWN and job.note == "Isinya sama dengan RKPD.md, yang sudah ada di perpustakaan."
    assert names(tmp_path / "corpus") == ["RKPD.md"] and names(tmp_path / "data" / "uploads-gagal") == []
    assert len(library.documents()) == 1


def test_content_whose_file_has_gone_is_taken_in_again(send, library, tmp_path):
    send(name="RKPD.md")
    for name in ("RKPD.md", "nama baru.md"):
        (tmp_path / "corpus" / library.documents()[0].name).unlink()
        assert send(name=name).status is Status.DONE
        assert names(tmp_path / "corpus") == [name] == [document.name for document in library.documents()]


def test_what_cannot_be_read_is_kept_outside_the_corpus_with_the_reason(send, library, log, tmp_path):
    for _ in range(2):
        job = send(b"%PDF-1.7 rusak", "Perda.pdf")
        assert job.status is Status.FAILED and job.note
    assert names(tmp_path / "corpus") == [] and library.documents() == []
    assert names(tmp_path / "data" / "uploads-gagal") == ["Perda (2).pdf", "Perda.pdf"]
    assert (tmp_path / "data" / "uploads-gagal" / "Perda.pdf").read_bytes() == b"%PDF-1.7 rusak"
    assert log.actions()[0].detail == job.note


def test_an_archive_becomes_a_job_for_each_of_its_files(send, uploads, library, tmp_path):
    with zipfile.ZipFile(tmp_path / "kiriman.zip", "w") as archive:
        for year in (2025, 2026):
            archive.writestr(f"rkpd/{year}.md", HEAD.format(title=f"RKPD {year}", year=year) + BODY.format(year=year))
        archive.writestr("catatan.exe", b"MZ")
    job = send((tmp_path / "kiriman.zip").read_bytes(), "kiriman.pdf")
    assert (job.status, job.note) == (Status.OPENED, "2 berkas masuk antrean; 1 berkas dilewati karena bukan dokumen")
    waiting = uploads.queue.having(Status.WAITING)
    assert [(w.file_name, w.user_id, w.chat_id) for w in waiting] == [("2025.md", 5, 5), ("2026.md", 5, 5)]
    assert sorted(names(tmp_path / "data" / "antrean")) == sorted(w.path.name for w in waiting)


def test_an_archive_opened_twice_because_of_a_stop_gives_each_file_once(send, uploads, tmp_path):
    with zipfile.ZipFile(tmp_path / "kiriman.zip", "w") as archive:
        archive.writestr("rkpd.md", TEXT)
    data = (tmp_path / "kiriman.zip").read_bytes()
    job = send(data, "kiriman.zip")
    job.path.write_bytes(data)  # as if we had been killed before anything was written about the archive
    uploads.queue._change(job, status=Status.RUNNING)
    assert uploads.work(job).status is Status.OPENED
    assert len(uploads.queue.having(Status.WAITING)) == 1


# what goes wrong


class _Busy:
    """A library that can't be written to at the moment."""

    def add(self, path, given=Metadata(), progress=None, stop=None, hold=False):
        raise LibraryBusy("Pustaka sedang ditulis; coba lagi sebentar lagi.")


class _Broken:
    """A library with a fault nobody thought of."""

    def add(self, path, given=Metadata(), progress=None, stop=None, hold=False):
        raise ZeroDivisionError


def test_a_busy_library_leaves_the_job_to_be_done_later(send, uploads, library, log, tmp_path):
    busy = Uploads(_Busy(), log, tmp_path / "corpus")
    with pytest.raises(LibraryBusy):
        send(to=busy)
    job = uploads.queue.having(Status.RUNNING)[0]
    uploads.queue.back(job)
    assert uploads.work(uploads.queue.next()).status is Status.DONE and names(tmp_path / "corpus") == ["RKPD.md"]
    busy.close()


def test_an_unforeseen_fault_loses_no_file(send, uploads, log, tmp_path):
    broken = Uploads(_Broken(), log, tmp_path / "corpus")
    with pytest.raises(ZeroDivisionError):
        send(to=broken)
    assert names(tmp_path / "corpus") == [] and names(tmp_path / "data" / "uploads-gagal") == ["RKPD.md"]
    assert uploads.queue.given_up()[0].note.startswith("Ada gangguan")
    broken.close()


def test_a_corpus_that_cannot_be_written_loses_no_file(send, uploads, tmp_path):
    (tmp_path / "corpus").rmdir()
    (tmp_path / "corpus").write_text("bukan folder", encoding="utf-8")
    job = send()
    assert job.status is Status.FAILED and "ruang disk" in job.note
    assert job.path.read_text(encoding="utf-8") == TEXT


def test_a_job_done_before_a_stop_is_found_done(send, uploads, library):
    job = send()
    uploads.queue._change(job, status=Status.RUNNING, document_id=None)  # killed before it was written
    again = uploads.work(uploads.queue.job(job.id))
    assert (again.status, again.document_id) == (Status.DONE, job.document_id) and len(library.documents()) == 1


def test_a_stopped_job_leaves_no_document_and_its_file_can_be_queued_again(send, uploads, library, tmp_path):
    stop = threading.Event()
    stop.set()
    with pytest.raises(Cancelled):
        send(stop=stop)
    job = uploads.set_aside(uploads.queue.having(Status.RUNNING)[0], 6, "Sari")
    assert (job.status, job.note) == (Status.CANCELLED, "oleh Sari")
    assert names(tmp_path / "data" / "uploads-gagal") == ["RKPD.md"] and names(tmp_path / "corpus") == []
    assert library.documents() == []
    uploads.again(job.id, 6, "Sari")
    assert uploads.work(uploads.queue.next()).status is Status.DONE and names(tmp_path / "corpus") == ["RKPD.md"]


def test_a_file_that_a_stop_left_half_moved_is_set_aside_whole(uploads, tmp_path):
    (tmp_path / "unduhan").write_text(TEXT, encoding="utf-8")
    job = uploads.queue.put(tmp_path / "unduhan", "RKPD.md", 5, "Budi", 5, "telegram")
    uploads.queue._change(job, moving_to=str(tmp_path / "corpus" / "RKPD.md"))
    job.path.rename(tmp_path / "corpus" / f".unggahan-{job.id}")
    uploads.set_aside(uploads.queue.cancel(job.id), 6, "Sari")
    assert names(tmp_path / "corpus") == [] and names(tmp_path / "data" / "uploads-gagal") == ["RKPD.md"]


def test_what_a_stop_left_half_copied_or_half_unpacked_goes_at_the_next_start(uploads, tmp_path):
    left = [tmp_path / "corpus" / ".versi" / "3" / ".tanya-salin-x1", tmp_path / "data" / "antrean-zip" / "7" / "isi.md"]
    for path in left:
        path.parent.mkdir(parents=True)
        path.write_text("setengah")
    (tmp_path / "corpus" / ".milik-orang").write_text("tetap")
    uploads.resume()
    assert not any(path.exists() for path in left) and names(tmp_path / "corpus") == [".milik-orang", ".versi"]


def test_a_scan_waits_where_no_text_can_be_recognised_and_is_read_once_it_can(send, uploads, library, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    kept.close()  # reading processes that were begun before know where Tesseract is
    job = send(photo("PERATURAN BUPATI NOMOR 5"), "perbup.jpg")
    assert job.status is Status.OCR and job.path.parent == tmp_path / "corpus" and "tidak perlu dikirim lagi" in job.note
    uploads.resume()
    assert uploads.queue.having(Status.OCR) == [job]
    monkeypatch.undo()
    kept.close()
    uploads.resume()
    job = uploads.work(uploads.queue.next())
    assert job.status in (Status.HELD, Status.DONE) and library.document(job.document_id).pages == 1


# looked over first


def test_a_new_version_waits_for_a_word_and_takes_the_old_ones_place(send, uploads, library, log):
    old = send()
    new = send(TEXT.replace("3,2", "3,6"), "RKPD revisi.md")
    assert (new.status, new.older) == (Status.HELD, old.document_id)
    assert [document.id for document in library.documents()] == [old.document_id]
    done = publish(uploads, new.document_id, old.document_id)
    assert done.status is Status.DONE and "menggantikan RKPD.md" in done.note
    assert [document.id for document in library.documents()] == [new.document_id]
    assert library.document(old.document_id).status == "archived"
    assert told(log)[0] == ("mengganti versi", "RKPD revisi.md") and log.actions()[0].user_name == "Sari"


def test_a_version_is_restored(send, uploads, library, log):
    old = send()
    new = send(TEXT.replace("3,2", "3,6"), "RKPD revisi.md")
    publish(uploads, new.document_id, old.document_id)
    path = Path(library.document(old.document_id).path)
    uploads.queue.ask(Task.RESTORE, old.document_id, path, (6, "Sari"), (6, 1))
    assert uploads.work(uploads.queue.next()).status is Status.DONE
    assert [document.id for document in library.documents()] == [old.document_id]
    assert told(log)[0][0] == "memulihkan versi"


def test_a_version_that_is_gone_is_not_restored_and_nothing_is_set_aside(send, uploads, library, log, tmp_path):
    old = send()
    new = send(TEXT.replace("3,2", "3,6"), "RKPD revisi.md")
    publish(uploads, new.document_id, old.document_id)
    path = Path(library.document(old.document_id).path)
    uploads.queue.ask(Task.RESTORE, old.document_id, path, (6, "Sari"), (6, 1))
    library.remove(old.document_id)
    text, rows = ending(uploads.work(uploads.queue.next()))
    assert text.startswith("RKPD.md tidak dapat dipulihkan.") and rows == []
    assert told(log)[0][0] == "gagal memulihkan versi" and names(tmp_path / "data" / "uploads-gagal") == []


def test_of_two_new_versions_the_second_would_replace_the_first_once_that_is_live(send, uploads, library):
    old = send()
    first, second = (send(TEXT.replace("3,2", figure), f"RKPD revisi {figure[-1]}.md") for figure in ("3,6", "3,7"))
    assert first.older == second.older == old.document_id
    publish(uploads, first.document_id, old.document_id)
    _, rows = preview(library, second.document_id, second)
    assert f"up:{second.document_id}:{first.document_id}" in [button.callback_data for row in rows for button in row]
    assert publish(uploads, second.document_id, first.document_id).status is Status.DONE


def test_a_held_document_is_discarded_with_its_file_kept(send, uploads, library, log, tmp_path):
    send()
    new = send(TEXT.replace("3,2", "3,6"), "RKPD revisi.md")
    uploads.discard(new.document_id, 6, "Sari")
    assert library.held() == [] and names(tmp_path / "data" / "uploads-gagal") == ["RKPD revisi.md"]
    assert uploads.queue.job(new.id).status is Status.CANCELLED and told(log)[0] == ("membatalkan", "RKPD revisi.md")
    with pytest.raises(UnknownDocument):
        uploads.discard(new.document_id, 6, "Sari")


def test_publishing_that_is_stopped_leaves_the_document_held(send, uploads, library):
    send()
    new = send(TEXT.replace("3,2", "3,6"), "RKPD revisi.md")
    uploads.queue.ask(Task.PUBLISH, new.document_id, new.path, (6, "Sari"), (6, 1), None)
    job = uploads.set_aside(uploads.queue.cancel(new.id), 6, "Sari")
    assert (job.status, job.older) == (Status.HELD, new.older) and len(library.held()) == 1


# looked after


def test_a_removed_document_leaves_library_and_corpus(send, uploads, library, log, tmp_path):
    job = send()
    assert uploads.remove(job.document_id, 6, "Sari").name == "RKPD.md"
    assert library.documents() == [] and names(tmp_path / "corpus") == []
    assert told(log)[0] == ("menghapus", "RKPD.md")
    with pytest.raises(UnknownDocument):
        uploads.remove(job.document_id, 6, "Sari")


def test_a_correction_changes_what_it_says_and_nothing_else(send, uploads, library, log):
    before = library.document(send().document_id)
    after = uploads.correct(before.id, Metadata(region="Kabupaten Contoh", period="2025-2029"), 6, "Sari")
    assert (after.region, after.period, after.title, after.kind) == ("Kabupaten Contoh", "2025-2029", before.title, before.kind)
    assert log.actions()[0].detail == "region: Kabupaten Contoh, period: 2025-2029"


def test_what_holds_is_said_by_a_person_and_logged(send, uploads, library, log):
    old, new = send(), send(HEAD.format(title="Perda Retribusi", year=2027) + BODY.format(year=2031), "perda.md")
    document = uploads.set_validity(old.document_id, "dicabut", new.document_id, 6, "Sari")
    assert (document.validity, document.amended_by) == ("dicabut", new.document_id)
    assert (log.actions()[0].action, log.actions()[0].subject) == ("menandai", "RKPD.md")
    assert log.actions()[0].detail.startswith("dicabut oleh ")


# names


def test_files_of_one_name_moved_at_the_same_time_all_arrive(tmp_path):
    files = []
    for number in range(8):
        files.append(tmp_path / f"unduhan-{number}")
        files[-1].write_text(str(number))
    threads = [threading.Thread(target=move_in, args=(file, tmp_path / "corpus", "Berita.txt")) for file in files]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {path.read_text() for path in (tmp_path / "corpus").iterdir()} == set("01234567")
    assert all(not name.startswith(".") for name in names(tmp_path / "corpus"))


def test_a_folder_that_cannot_be_written_leaves_the_file_where_it_was(tmp_path):
    (tmp_path / "bukan-folder").write_text("")
    (tmp_path / "unduhan").write_text("isi")
    with pytest.raises(OSError):
        move_in(tmp_path / "unduhan", tmp_path / "bukan-folder", "a.md")
    assert (tmp_path / "unduhan").read_text() == "isi"


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("Renstra Diskominfo 2025–2029.pdf", "Renstra Diskominfo 2025–2029.pdf"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Dokumen\\Perda.pdf", "Perda.pdf"),
        (".tersembunyi.pdf", "tersembunyi.pdf"),
        ("baris\nbaru\t.pdf", "baris baru.pdf"),
        ("laporan\u202efdp.txt", "laporan fdp.txt"),
        ('a<b>:"c"?.md', "a-b---c--.md"),
        ("...", "dokumen"),
        ("", "dokumen"),
    ],
)
def test_a_name_stays_readable_and_leads_nowhere(sent, kept):
    assert safe_name(sent) == kept


@given(st.text(max_size=300), st.sampled_from(["", ".pdf", ".MD"]))
def test_any_name_becomes_a_good_one(stem, ending):
    name = safe_name(stem + ending)
    assert name and not name.startswith((".", " ")) and len(name) <= NAME_LIMIT and len(name.encode()) <= 250
    assert not set(name) & set('/\\<>:"|?*') and unicodedata.is_normalized("NFC", name)
    assert not any(unicodedata.category(character).startswith("C") for character in name)
    assert safe_name(name) == name
