"""ZIP archives: the documents in them come out, nothing else does, and nothing lands anywhere else."""

import io
import stat
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from office_files import WordFile

from indexer.errors import NoText, OverLimit, UnreadableDocument
from indexer.ingest.archives import MOST_FILES, is_archive, unpack
from indexer.reading.formats import read


def packed(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def saved(folder: Path, content: bytes, name: str = "kiriman.zip") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def unpacked(folder: Path, content: bytes) -> dict[str, bytes]:
    target = folder / "isi"
    return {path.relative_to(target).as_posix(): path.read_bytes() for path in unpack(saved(folder, content), target)}


def test_documents_come_out_with_their_folders_and_the_rest_is_counted(tmp_path):
    content = packed({"2025/rkpd.pdf": b"a", "foto/rapat.JPG": b"b", "pasang.exe": b"c", "2025/lagu.mp3": b"d"})
    found = unpack(saved(tmp_path, content), tmp_path / "isi")
    assert [path.relative_to(tmp_path / "isi").as_posix() for path in found] == ["2025/rkpd.pdf", "foto/rapat.JPG"]
    assert found.left_out == 2


def test_what_systems_leave_in_archives_is_neither_taken_nor_counted(tmp_path):
    names = ("__MACOSX/._rkpd.pdf", ".tersembunyi.pdf", "~$rkpd.docx", "Thumbs.db")
    found = unpack(saved(tmp_path, packed({"rkpd.pdf": b"a"} | dict.fromkeys(names, b"x"))), tmp_path / "isi")
    assert ([path.name for path in found], found.left_out) == (["rkpd.pdf"], 0)


def test_an_archive_in_an_archive_is_unpacked_and_one_in_that_is_left_out(tmp_path):
    deepest = packed({"c.pdf": b"c"})
    inner = packed({"b.pdf": b"b", "dalam.zip": deepest})
    found = unpack(saved(tmp_path, packed({"a.pdf": b"a", "lampiran.zip": inner})), tmp_path / "isi")
    assert ([path.name for path in found], found.left_out) == (["a.pdf", "b.pdf"], 1)


@pytest.mark.parametrize(
    "name", ["../../lolos.pdf", "/etc/lolos.pdf", "..\\..\\lolos.pdf", "C:\\lolos.pdf", "a/../../lolos.pdf"]
)
def test_no_name_leads_out_of_the_folder(tmp_path, name):
    [place] = unpacked(tmp_path, packed({name: b"x"}))
    assert (tmp_path / "isi" / place).resolve().is_relative_to(tmp_path / "isi")
    assert [path.name for path in tmp_path.rglob("*.pdf")] == ["lolos.pdf"]


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=300))
def test_any_name_stays_within_the_folder(tmp_path_factory, name):
    folder = tmp_path_factory.mktemp("arsip")
    for place in unpacked(folder, packed({f"{name}.pdf": b"x", "lain.pdf": b"y"})):
        assert (folder / "isi" / place).resolve().is_relative_to(folder / "isi")


def test_links_are_not_followed_or_made(tmp_path):
    link = zipfile.ZipInfo("sandi.txt")
    link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(link, "/etc/passwd")
        archive.writestr("rkpd.pdf", b"a")
    assert list(unpacked(tmp_path, buffer.getvalue())) == ["rkpd.pdf"]


def test_two_files_of_one_name_both_come_out(tmp_path):
    with pytest.warns(UserWarning, match="Duplicate"):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr("a.txt", b"1")
            archive.writestr("a.txt", b"2")
    assert unpacked(tmp_path, buffer.getvalue()) == {"a.txt": b"1", "a (2).txt": b"2"}


def test_names_that_do_not_say_they_are_utf_8_are_read_as_such(tmp_path):
    content = packed({"laporan-e.pdf": b"a"}).replace(b"laporan-e", "laporan\u00e9".encode()[:9].ljust(9, b"x"))
    assert list(unpacked(tmp_path, content)) == ["laporan\u00e9.pdf"]


def test_a_bomb_is_over_the_limit_before_it_fills_the_disk(tmp_path):
    with pytest.raises(OverLimit):
        unpack(saved(tmp_path, packed({"bom.pdf": bytes(60_000_000)})), tmp_path / "isi")
    assert sum(path.stat().st_size for path in tmp_path.rglob("*.pdf")) < 30_000_000


def test_more_documents_than_one_archive_may_hold(tmp_path):
    content = packed({f"{number}.txt": b"x" for number in range(MOST_FILES + 1)})
    with pytest.raises(OverLimit, match="bagi menjadi beberapa arsip"):
        unpack(saved(tmp_path, content), tmp_path / "isi")


def test_a_locked_archive_is_named_so(tmp_path):
    content = bytearray(packed({"a.pdf": b"isi"}))
    content[6] |= 1  # the flag of encryption, in both headers
    content[content.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(UnreadableDocument, match="kata sandi"):
        unpack(saved(tmp_path, bytes(content)), tmp_path / "isi")


@pytest.mark.parametrize(
    "content",
    [b"PK\x03\x04" + bytes(100), packed({"a.pdf": b"isi" * 99})[:-30], b"bukan arsip"],
    ids=[
        "empty",
        "cut off",
        "no archive",
    ],  # the second holds the time of day: as a name it would differ from process to process
)
def test_a_broken_archive_is_named_so(tmp_path, content):
    with pytest.raises(UnreadableDocument, match="rusak"):
        unpack(saved(tmp_path, content), tmp_path / "isi")


def test_an_archive_without_documents_says_so(tmp_path):
    with pytest.raises(NoText):
        unpack(saved(tmp_path, packed({"lagu.mp3": b"x"})), tmp_path / "isi")


def test_an_archive_is_told_from_an_office_file_by_its_content(tmp_path):
    word = WordFile()
    word.add("Isi.")
    assert not is_archive(word.save(tmp_path / "naskah.zip"))
    assert not is_archive(saved(tmp_path, b"PK\x03\x04 bukan", "rusak.zip"))
    name_without_utf8 = packed({"é.pdf": b"x"}).replace("é".encode(), b"\xff\xfe")
    assert not is_archive(saved(tmp_path, name_without_utf8, "nama.zip"))
    archive = saved(tmp_path, packed({"a.pdf": b"x"}), "kiriman.docx")
    assert is_archive(archive)
    with pytest.raises(UnreadableDocument, match="arsip ZIP"):
        read(archive)
