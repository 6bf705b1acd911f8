"""A kill at any step of an upload: each file is taken in once, under its own name, and told to whoever sent it."""

import io
import json
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

WORKER = Path(__file__).with_name("upload_worker.py")
MEMORY = Path("/dev/shm")


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """In memory where that can be: on a disk each of some hundred trials would wait for it, and a kill leaves the same behind."""
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else tmp_path) as folder:
        yield Path(folder)


def test_whatever_step_a_kill_comes_before_the_end_is_the_same(folder):
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("rapat/notulen.md", "# Notulen")
        packed.writestr("rapat/film.mp4", "x")
    sent = {
        "1-Renstra.md": b"# Renstra",
        "2-salinan.md": b"# Renstra",
        "3-rusak.md": b"rusak",
        "4-rapat.zip": archive.getvalue(),
    }
    (folder / "dikirim").mkdir()
    for name, content in sent.items():
        (folder / "dikirim" / name).write_bytes(content)
    ran = subprocess.run([sys.executable, WORKER, folder], capture_output=True, text=True, check=True, timeout=120)
    *trials, undisturbed = map(json.loads, ran.stdout.splitlines())
    end = {
        "jobs": [
            ["Renstra.md", "done", 5, "1 detik"],
            ["notulen.md", "done", 5, "1 detik"],
            ["rapat.zip", "opened", 5, "1 berkas masuk antrean; 1 berkas dilewati karena bukan dokumen"],
            ["rusak.md", "failed", 5, "Berkas ini rusak; kirim ulang."],
            ["salinan.md", "known", 5, "Isinya sama dengan Renstra.md, yang sudah ada di perpustakaan."],
        ],
        "deeds": [
            ["gagal mengunggah", "rusak.md"],
            *(["mengunggah", name] for name in ("Renstra.md", "notulen.md", "rapat.zip", "salinan.md")),
        ],
        "files": ["corpus/Renstra.md", "corpus/notulen.md", "data/uploads-gagal/rusak.md"],
    }
    assert len(trials) > 50 and all(trial["killed"] and trial["again"] == 0 for trial in trials)
    assert not undisturbed["killed"]
    differing = [trial for trial in (*trials, undisturbed) if any(trial[part] != end[part] for part in end)]
    assert not differing, differing[0]
