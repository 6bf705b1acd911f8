"""`tanya watch`: what is copied into a folder is indexed once it is whole."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from small_library import library_in

from bot.intake.watch import Watch, is_remote
from bot.settings import PREFIXES

TEXT = "Target indeks SPBE Kabupaten Contoh tahun 2026 adalah 3,45. Penanggung jawab target itu Diskominfo.\n"


class Watching:
    """A watch in a thread of its own, and what it said."""

    def __init__(self, folder: Path, watched: Path | None = None):
        self.corpus = folder / "corpus"
        self.library = library_in(folder)
        self.lines: list[str] = []
        self.taken: set[Path] = set()
        self.watch = Watch(
            self.library,
            watched or self.corpus,
            lambda report: self.lines.append(f"{Path(report.path).name} {report.status}"),
            self.lines.append,
            lambda: self.taken,
            settled=0.1,
        )

    @contextmanager
    def running(self) -> Iterator["Watching"]:
        stop = threading.Event()
        thread = threading.Thread(target=self.watch.run, args=[stop])
        thread.start()
        try:
            yield self
        finally:
            stop.set()
            thread.join(20)
            assert not thread.is_alive()

    def until(self, line: str) -> None:
        deadline = time.monotonic() + 20
        while not any(line in said for said in self.lines):
            assert time.monotonic() < deadline, self.lines
            time.sleep(0.02)

    @property
    def names(self) -> list[str]:
        return [document.name for document in self.library.documents()]


@pytest.fixture
def watching(tmp_path):
    watching = Watching(tmp_path)
    yield watching
    watching.library.close()


def test_what_lies_there_and_what_comes_is_indexed_once(watching):
    (watching.corpus / "lama.txt").write_text(TEXT)
    with watching.running():
        watching.until("lama.txt indexed")
        (watching.corpus / "2026").mkdir()
        (watching.corpus / "2026" / "baru.txt").write_text(TEXT + "baru")
        watching.until("baru.txt indexed")
        (watching.corpus / "lama.txt").write_text(TEXT + "Lebih lengkap.")
        watching.until("lama.txt replaced")
    assert watching.names == ["baru.txt", "lama.txt"]
    with watching.running():  # known already: nothing to report
        watching.until("Memantau")
    assert sum("lama.txt" in line for line in watching.lines) == 2


def test_a_file_is_left_alone_while_it_is_being_written(watching):
    with watching.running(), (watching.corpus / "panjang.txt").open("w") as file:
        for number in range(12):
            file.write(f"Kegiatan {number} dilaksanakan di kecamatan nomor {number}.\n")
            file.flush()
            time.sleep(0.05)
            assert not any("panjang" in line for line in watching.lines)
        file.close()
        watching.until("panjang.txt indexed")
    assert "Kegiatan 11" in watching.library.pages(1)[0].text


@pytest.mark.parametrize("name", ["besar.pdf.part", "besar.pdf.crdownload", "~$rencana.txt", ".tersembunyi.txt", "catatan.tmp"])
def test_names_of_unfinished_files_are_passed_over(watching, name):
    (watching.corpus / name).write_text(TEXT)
    (watching.corpus / "biasa.txt").write_text(TEXT)
    with watching.running():
        watching.until("biasa.txt indexed")
    assert watching.names == ["biasa.txt"]


def test_a_bad_file_is_named_and_the_others_follow(watching):
    (watching.corpus / "a rusak.pdf").write_bytes(b"%PDF-1.4 bukan pdf")
    (watching.corpus / "b baik.txt").write_text(TEXT)
    with watching.running():
        watching.until("a rusak.pdf failed")
        watching.until("b baik.txt indexed")


def test_what_somebody_else_looks_after_is_left_to_him(watching):
    sent = watching.corpus / "kiriman.txt"
    sent.write_text(TEXT)
    watching.taken.add(sent.resolve())
    (watching.corpus / "biasa.txt").write_text(TEXT + "lain")
    with watching.running():
        watching.until("biasa.txt indexed")
    assert watching.names == ["biasa.txt"]


def test_nothing_is_removed_and_a_folder_that_comes_back_is_watched_again(tmp_path):
    share = tmp_path / "berbagi"
    share.mkdir()
    (share / "lama.txt").write_text(TEXT)
    watching = Watching(tmp_path, share)
    with watching.running():
        watching.until("lama.txt indexed")
        share.rename(tmp_path / "lepas")
        watching.until("tidak ada atau terlepas")
        (tmp_path / "lepas").rename(share)
        (share / "baru.txt").write_text(TEXT + "baru")
        watching.until("baru.txt indexed")
    assert watching.names == ["baru.txt", "lama.txt"]
    watching.library.close()


def test_a_folder_that_is_not_there_yet_is_waited_for(tmp_path):
    watching = Watching(tmp_path, tmp_path / "nanti")
    with watching.running():
        watching.until("tidak ada atau terlepas")
        (tmp_path / "nanti").mkdir()
        (tmp_path / "nanti" / "baru.txt").write_text(TEXT)
        watching.until("baru.txt indexed")
    watching.library.close()


@pytest.mark.parametrize(
    ("folder", "remote"),
    [("/srv/data/corpus", False), ("/srv/berbagi kantor/corpus", True), ("/home/dina/awan", True), ("/mnt/nfs-lama", False)],
)
def test_shares_of_other_machines_are_known_by_their_file_system(tmp_path, folder, remote):
    mounts = tmp_path / "mounts"
    mounts.write_text(
        "/dev/sda1 / ext4 rw 0 0\n//server/x /srv/berbagi\\040kantor cifs rw 0 0\nserver:/n /mnt/nfs nfs4 rw 0 0\n"
        "sshfs /home/dina fuse.sshfs rw 0 0\n/dev/sdb1 /srv/data xfs rw 0 0\n"
    )
    assert is_remote(Path(folder), mounts) is remote
    assert is_remote(Path(folder), tmp_path / "tidak-ada") is False


@pytest.mark.model
@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_the_command_says_goodbye(tmp_path, models_dir, sign):
    (tmp_path / "kosong").mkdir()
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "models").symlink_to(models_dir)
    environment = {name: value for name, value in os.environ.items() if not name.startswith(PREFIXES)}
    command = [sys.executable, "-c", "from bot.__main__ import main; main()", "watch", "kosong"]
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        said = process.stdout.readline()
        process.send_signal(sign)
        _, errors = process.communicate(timeout=20)
    assert said.startswith("Memantau kosong"), errors
    assert (process.returncode, errors.splitlines()[-1]) == (130, "Dihentikan. Sampai jumpa."), errors
