"""Uploads: whatever is sent ends in the corpus and the library, or beside them with a reason; never nowhere."""

import threading
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_library import library_in

from bot.answer_log import AnswerLog
from bot.errors import RejectedUpload
from bot.uploads import NAME_LIMIT, Uploads, safe_name
from indexer.errors import LibraryBusy, UnknownDocument
from indexer.models import Metadata

TEXT = "# RPJMD Kabupaten Contoh\n\nIndeks SPBE ditargetkan mencapai 3,2 pada tahun 2027.\n"
LIMIT = 20_000_000


@pytest.fixture
def library(tmp_path):
    library = library_in(tmp_path)
    yield library
    library.close()


@pytest.fixture
def log(tmp_path):
    log = AnswerLog(tmp_path / "data" / "log.db")
    yield log
    log.close()


@pytest.fixture
def uploads(library, log, tmp_path):
    return Uploads(library, log, tmp_path / "corpus")


@pytest.fixture
def received(tmp_path):
    """A file as the chat has fetched it, in a folder of its own."""

    def write(content: str | bytes = TEXT, name: str = "unduhan") -> Path:
        path = tmp_path / "unduhan" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def told(log: AnswerLog) -> list[tuple[str, str]]:
    return [(action.action, action.subject) for action in log.actions()]


# before it is fetched


@pytest.mark.parametrize("name", ["Renstra.pdf", "catatan.TXT", "berita.html", "berita.htm", "ringkas.md"])
def test_supported_formats_pass(uploads, name):
    uploads.check(name, 1_000, LIMIT)
    uploads.check(name, None, LIMIT)


@pytest.mark.parametrize(
    ("name", "size", "words"),
    [
        ("Renstra.docx", 1_000, "berkas .docx belum dapat dibaca; kirimlah sebagai PDF"),
        ("tanpa", 1_000, "berkas tanpa akhiran"),
        ("Renstra.pdf", 0, "kosong"),
        ("Renstra.pdf", 25_000_000, "Berkas ini 25 MB, sedangkan lewat Telegram paling besar 20 MB; .*`tanya index`"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_a_way_out(uploads, name, size, words):
    with pytest.raises(RejectedUpload, match=words):
        uploads.check(name, size, LIMIT)


# taken in


def test_an_upload_is_in_the_corpus_the_library_and_the_log(uploads, library, log, received, tmp_path):
    sent, stages = received(), []
    report = uploads.add(sent, "RPJMD Contoh.md", 5, "Budi", lambda *stage: stages.append(stage))
    assert (report.status, report.error) == ("indexed", None) and stages
    assert names(tmp_path / "corpus") == ["RPJMD Contoh.md"] and not sent.exists()
    assert (tmp_path / "corpus" / "RPJMD Contoh.md").read_text(encoding="utf-8") == TEXT
    assert [passage.document.name for passage in library.search("target Indeks SPBE")] == ["RPJMD Contoh.md"]
    assert told(log) == [("mengunggah", "RPJMD Contoh.md")] and log.actions()[0].user_name == "Budi"


def test_the_same_name_with_other_content_is_another_document(uploads, library, received, tmp_path):
    for year in range(2025, 2028):
        uploads.add(received(f"Rencana kerja tahun {year} disusun oleh Bappeda.\n"), "RKPD.md", 5, "Budi")
    assert names(tmp_path / "corpus") == ["RKPD (2).md", "RKPD (3).md", "RKPD.md"]
    assert len(library.documents()) == 3


def test_the_same_content_is_named_and_its_copy_dropped(uploads, library, log, received, tmp_path):
    uploads.add(received(), "RPJMD.md", 5, "Budi")
    report = uploads.add(received(), "salinan.md", 5, "Budi")
    assert report.status == "unchanged" and "RPJMD.md" in report.error
    assert names(tmp_path / "corpus") == ["RPJMD.md"] and names(tmp_path / "data" / "uploads-gagal") == []
    assert len(library.documents()) == 1 and "RPJMD.md" in log.actions()[0].detail


def test_content_whose_file_has_gone_is_taken_in_again(uploads, library, received, tmp_path):
    uploads.add(received(), "RPJMD.md", 5, "Budi")
    for name in ("RPJMD.md", "nama baru.md"):
        (tmp_path / "corpus" / library.documents()[0].name).unlink()
        uploads.add(received(), name, 5, "Budi")
        assert names(tmp_path / "corpus") == [name] == [document.name for document in library.documents()]


def test_what_cannot_be_read_is_kept_outside_the_corpus_with_the_reason(uploads, library, log, received, tmp_path):
    for _ in range(2):
        report = uploads.add(received(b"%PDF-1.7 rusak"), "Perda.pdf", 5, "Budi")
        assert report.status == "failed" and report.error
    assert names(tmp_path / "corpus") == [] and library.documents() == []
    assert names(tmp_path / "data" / "uploads-gagal") == ["Perda (2).pdf", "Perda.pdf"]
    assert (tmp_path / "data" / "uploads-gagal" / "Perda.pdf").read_bytes() == b"%PDF-1.7 rusak"
    assert log.actions()[0].detail == report.error


class _Busy:
    """A library that can't be written to at the moment."""

    def add(self, path, given=Metadata(), progress=None):
        raise LibraryBusy("Pustaka sedang ditulis; coba lagi sebentar lagi.")


class _Broken:
    """A library with a fault nobody thought of."""

    def add(self, path, given=Metadata(), progress=None):
        raise ZeroDivisionError


def test_a_library_that_cannot_take_it_loses_no_file(log, received, tmp_path):
    report = Uploads(_Busy(), log, tmp_path / "corpus").add(received(), "RPJMD.md", 5, "Budi")
    assert report.status == "failed" and "coba lagi" in report.error
    with pytest.raises(ZeroDivisionError):
        Uploads(_Broken(), log, tmp_path / "corpus").add(received(), "RPJMD.md", 5, "Budi")
    assert names(tmp_path / "corpus") == [] and names(tmp_path / "data" / "uploads-gagal") == ["RPJMD (2).md", "RPJMD.md"]


def test_a_corpus_that_cannot_be_written_leaves_the_file_where_it_was(library, log, received, tmp_path):
    (tmp_path / "bukan-folder").write_text("", encoding="utf-8")
    sent = received()
    with pytest.raises(RejectedUpload, match="ruang disk"):
        Uploads(library, log, tmp_path / "bukan-folder").add(sent, "RPJMD.md", 5, "Budi")
    assert sent.read_text(encoding="utf-8") == TEXT


def test_uploads_of_one_name_at_the_same_time_keep_all_files(uploads, received, tmp_path):
    files = [received(f"Berita nomor {number} dari Diskominfo.\n", f"unduhan-{number}") for number in range(8)]
    threads = [threading.Thread(target=uploads.add, args=(file, "Berita.txt", 5, "Budi")) for file in files]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    contents = {path.read_text(encoding="utf-8") for path in (tmp_path / "corpus").iterdir()}
    assert len(contents) == 8 and all(not name.startswith(".") for name in names(tmp_path / "corpus"))


def test_a_stop_between_moving_and_indexing_is_healed_by_the_next_run(library, received, tmp_path):
    class Killed(BaseException):
        pass

    class Stops:
        def add(self, path, given=Metadata(), progress=None):
            raise Killed

    log = AnswerLog(tmp_path / "data" / "log.db")
    with pytest.raises(Killed):
        Uploads(Stops(), log, tmp_path / "corpus").add(received(), "RPJMD.md", 5, "Budi")
    log.close()
    assert [report.status for report in library.index()] == ["indexed"]


# looked after


def test_a_removed_document_leaves_library_and_corpus(uploads, library, log, received, tmp_path):
    report = uploads.add(received(), "RPJMD.md", 5, "Budi")
    assert uploads.remove(report.document, 6, "Sari").name == "RPJMD.md"
    assert library.documents() == [] and names(tmp_path / "corpus") == []
    assert told(log)[0] == ("menghapus", "RPJMD.md")
    with pytest.raises(UnknownDocument):
        uploads.remove(report.document, 6, "Sari")


def test_a_correction_changes_what_it_says_and_nothing_else(uploads, library, log, received):
    report = uploads.add(received(), "RPJMD.md", 5, "Budi")
    before = library.document(report.document)
    after = uploads.correct(report.document, Metadata(region="Kabupaten Contoh", period="2025-2029"), 6, "Sari")
    assert (after.region, after.period, after.title, after.kind) == ("Kabupaten Contoh", "2025-2029", before.title, before.kind)
    assert log.actions()[0].detail == "region: Kabupaten Contoh, period: 2025-2029"


# names


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
