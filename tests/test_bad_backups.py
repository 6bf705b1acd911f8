"""What is no backup of ours is refused in one sentence, and nothing of it is taken."""

import json
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path

from installations import another_machine, command, saved  # noqa: F401  a fixture

from bot.errors import BadBackup


def test_what_is_no_backup_is_refused_and_changes_nothing(saved, tmp_path):
    world, backup = saved
    other = another_machine(world, tmp_path / "lain")
    for damaged in damaged_backups(backup, tmp_path):
        assert isinstance(command(other, "restore", damaged).exception, BadBackup), damaged
    assert not other.log_path.exists() and not list(other.data_dir.glob(".tanya-*"))
    assert not (tmp_path / "luar.txt").exists() and not Path("/tmp/luar.txt").exists()
    assert "tidak ada; periksa lagi namanya" in str(command(other, "restore", tmp_path / "tiada.zip").exception)


def damaged_backups(backup: Path, folder: Path) -> Iterator[Path]:
    """A ZIP of somebody's, one that was cut, one with a changed log, ones with a path that leads out, and one of a later program."""
    yield zipped(folder / "asing.zip", {"surat.txt": b"halo"})
    cut = folder / "putus.zip"
    cut.write_bytes(backup.read_bytes()[:-3000])
    yield cut
    with zipfile.ZipFile(backup) as archive:
        good = {name: archive.read(name) for name in archive.namelist()}
    about = json.loads(good["cadangan.json"])
    yield zipped(folder / "lain-isi.zip", good | {"log.db": good["log.db"][:-1] + b"x"})
    for at, name in enumerate(("../luar.txt", "/tmp/luar.txt", "terhapus/1/../../../luar.txt", "terhapus/1/..")):
        digests = about["digests"] | {name: sha256(b"luar").hexdigest()}
        said = json.dumps(about | {"digests": digests}).encode()
        yield zipped(folder / f"luar-{at}.zip", good | {"cadangan.json": said, name: b"luar"})
    yield zipped(folder / "kelak.zip", good | {"cadangan.json": json.dumps(about | {"format": 2}).encode()})
    yield zipped(folder / "kelak-log.zip", good | of_a_later_program(about, good["log.db"], folder / "kelak.db"))


def of_a_later_program(about: dict, log: bytes, path: Path) -> dict[str, bytes]:
    path.write_bytes(log)
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('tanya.log', 'm999_later', '')")
    said = about | {"digests": about["digests"] | {"log.db": sha256(path.read_bytes()).hexdigest()}}
    return {"log.db": path.read_bytes(), "cadangan.json": json.dumps(said).encode()}


def zipped(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path
