"""A process that is killed while it writes leaves the library as it was before or after a document, never between."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from old_library import OldDocument, write_old_library
from small_library import HashedWords, assert_whole, library_in, settings_in

WORKER = Path(__file__).with_name("index_worker.py")
DOCUMENTS = 8
MOMENTS = [0.0, 0.03, 0.07, 0.12, 0.17, 0.22, 0.3, 0.4]
"""Seconds after its start at which the worker is killed; it needs about half a second on the machine this was written on."""


def write_edition(corpus: Path, edition: str) -> None:
    """Documents of which every part names its edition, so that a mixture would show."""
    for number in range(DOCUMENTS):
        parts = [
            f"## Bagian {part}\nEdisi {edition} dokumen {number} bagian {part}: " + " ".join(
                f"program {edition} nomor {number * 100 + part * 10 + item} dilaksanakan di kecamatan." for item in range(6)
            )
            for part in range(6)
        ]  # fmt: skip
        (corpus / f"dokumen-{number}.md").write_text(f"# Rencana {number}\n\n" + "\n\n".join(parts))


@pytest.fixture
def root(tmp_path):
    """A folder whose first edition is indexed."""
    (tmp_path / "corpus").mkdir()
    write_edition(tmp_path / "corpus", "pertama")
    library = library_in(tmp_path)
    assert [report.status for report in library.index()] == ["indexed"] * DOCUMENTS
    library.close()
    return tmp_path


def start(root: Path, task: str) -> subprocess.Popen:
    worker = subprocess.Popen(
        [sys.executable, WORKER, root, task],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # what runs in the background may have it ignored
    )
    assert worker.stdout.readline() == "siap\n"
    return worker


def editions(root: Path, model: HashedWords) -> dict[str, str]:
    """Which edition of each document the library answers with; fails on a mixture."""
    assert_whole(root / "data" / "index.db", model)
    library = library_in(root, model)
    found = {}
    for document in library.documents():
        number = document.name.removeprefix("dokumen-").removesuffix(".md")
        held = {"kedua" if "kedua" in page.text else "pertama" for page in library.pages(document.id)}
        (found[document.name],) = held
        passages = library.search(f"rencana {number} edisi {found[document.name]} dokumen {number} bagian", limit=10)
        mine = [passage.chunk.text for passage in passages if passage.document.id == document.id]
        assert mine
        assert all(found[document.name] in text for text in mine)
    library.close()
    return found


@pytest.mark.parametrize("moment", MOMENTS)
def test_killed_while_documents_are_replaced(root, moment):
    write_edition(root / "corpus", "kedua")
    (root / "corpus" / "dokumen-0.md").unlink()
    worker = start(root, "index")
    time.sleep(moment)
    worker.kill()
    told = worker.communicate()[0].split()
    after = editions(root, HashedWords())
    assert len(after) in (DOCUMENTS, DOCUMENTS - 1)
    assert list(after.values()).count("kedua") in (told.count("replaced"), told.count("replaced") + 1)

    next_run = library_in(root)
    list(next_run.index(prune=True))
    next_run.close()
    assert editions(root, HashedWords()) == {f"dokumen-{number}.md": "kedua" for number in range(1, DOCUMENTS)}


@pytest.mark.parametrize("moment", MOMENTS[::2])
def test_killed_while_the_library_is_rebuilt(root, moment):
    worker = start(root, "rebuild")
    time.sleep(moment)
    worker.kill()
    finished = "selesai" in worker.communicate()[0]
    library = library_in(root)
    model = HashedWords() if library.built_with == "kata-32" else HashedWords("kata-16", 16)
    library.close()
    assert not finished or model.name == "kata-16"
    assert editions(root, model) == {f"dokumen-{number}.md": "pertama" for number in range(DOCUMENTS)}

    next_run = library_in(root, HashedWords("kata-16", 16))
    list(next_run.rebuild())
    next_run.close()
    assert len(editions(root, HashedWords("kata-16", 16))) == DOCUMENTS
    assert not list((root / "data").glob("rebuild.db*"))


@pytest.mark.parametrize("moment", MOMENTS[1::3])
def test_killed_while_a_library_of_an_older_version_is_read_anew(tmp_path, moment):
    corpus = settings_in(tmp_path).corpus_dir
    documents = [
        OldDocument(corpus / f"dokumen-{number}.md", [f"Rencana {number} edisi pertama dokumen {number} bagian satu."])
        for number in range(DOCUMENTS)
    ]
    write_old_library(tmp_path / "data" / "index.db", documents, HashedWords())
    worker = start(tmp_path, "index")
    time.sleep(moment)
    worker.kill()
    worker.communicate()
    assert_whole(tmp_path / "data" / "index.db", HashedWords())

    next_run = library_in(tmp_path)
    list(next_run.index())
    assert next_run.outdated() == 0
    next_run.close()
    assert editions(tmp_path, HashedWords()) == {f"dokumen-{number}.md": "pertama" for number in range(DOCUMENTS)}


def test_ctrl_c_ends_with_one_line_and_keeps_what_is_finished(root):
    write_edition(root / "corpus", "kedua")
    last = "".join(f"Program nomor {number} dilaksanakan di setiap kecamatan dan kelurahan.\n\n" for number in range(40_000))
    (root / "corpus" / "panjang.md").write_text(last, encoding="utf-8")  # so that it is still at work when the signal arrives
    worker = start(root, "tanya index")
    assert worker.stdout.readline().startswith("dokumen-0.md: diperbarui")
    worker.send_signal(signal.SIGINT)
    out, err = worker.communicate()
    assert (worker.returncode, err) == (130, "Dihentikan. Pustaka tetap utuh; jalankan lagi untuk menyelesaikannya.\n")
    held = list(editions(root, HashedWords()).values())
    assert len(held) == DOCUMENTS
    assert held.count("kedua") in (len(out.splitlines()) + 1, len(out.splitlines()) + 2)


@pytest.mark.parametrize("moment", MOMENTS[::2])
def test_killed_while_versions_change_places_no_file_is_lost(root, moment):
    worker = start(root, "swap")
    assert worker.stdout.readline() == "diganti\n"
    time.sleep(moment)
    worker.kill()
    worker.communicate()
    assert_whole(root / "data" / "index.db", HashedWords())

    library = library_in(root)
    assert {report.status for report in library.index(prune=True)} == {"unchanged"}
    (old,) = library.archived()
    assert {old.name, *(document.name for document in library.documents())} == {
        f"dokumen-{number}.md" for number in range(DOCUMENTS)
    }
    for document in (old, *library.documents()):
        assert library.pages(document.id)[0].text.strip() == Path(document.path).read_text().strip()
    assert len(list((root / "corpus").glob("[!.]*"))) == DOCUMENTS - 1
    library.close()
