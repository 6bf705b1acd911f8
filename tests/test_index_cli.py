"""`tanya index` and the other commands of the library, as someone at a terminal or a script sees them."""

import json
import re
import subprocess
import sys

import pytest
from click.testing import CliRunner
from small_library import HashedWords, settings_in, tanya_with

from indexer.errors import ModelMismatch, UnknownDocument


@pytest.fixture
def root(tmp_path):
    settings_in(tmp_path)
    (tmp_path / "corpus" / "wajo.md").write_text("# Smart City Wajo\n\nAnggaran smart city Wajo Rp 5 miliar.")
    (tmp_path / "corpus" / "maros.md").write_text("# Penghargaan Maros\n\nBupati Maros menerima penghargaan.")
    return tmp_path


@pytest.fixture
def tanya(root):
    def run(*arguments: str, model: HashedWords | None = None, **more):
        result = CliRunner().invoke(tanya_with(model or HashedWords()), arguments, obj=settings_in(root), **more)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return run


def test_two_short_lines_a_file_that_was_read_and_one_at_the_end(tanya):
    result = tanya("index")
    maros, maros_filed, wajo, _, last = result.stdout.splitlines()
    assert re.fullmatch(r"maros.md: diindeks, 1 potongan, \d+,\d detik", maros)
    assert maros_filed == "    Tercatat: Penghargaan Maros · lainnya · daerah belum diketahui · periode belum diketahui"
    assert wajo.startswith("wajo.md: diindeks")
    assert last == "Selesai: 2 diindeks."
    assert result.exit_code == 0
    assert tanya("index").stdout.splitlines() == [
        "maros.md: tidak berubah", "wajo.md: tidak berubah", "Selesai: 2 tidak berubah."
    ]  # fmt: skip


def test_a_json_line_a_file_with_the_keys_scripts_rely_on(tanya, root):
    (root / "corpus" / "rusak.pdf").write_bytes(b"%PDF-1.4 rusak")
    result = tanya("index", "--json")
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    keys = ["path", "status", "document", "pages", "chunks", "seconds", "error", "title", "kind", "region", "period", "losses"]
    assert [list(line) for line in lines] == [keys] * 3
    assert {line["path"].rpartition("/")[2]: line["status"] for line in lines} == {
        "maros.md": "indexed", "rusak.pdf": "failed", "wajo.md": "indexed"
    }  # fmt: skip
    assert result.exit_code == 1


def test_a_failed_file_says_why(tanya):
    result = tanya("index", "tidak-ada.pdf")
    assert result.stdout.splitlines()[0].startswith("tidak-ada.pdf: gagal. Berkas ")
    assert result.stdout.splitlines()[1] == "Selesai: 1 gagal."
    assert result.exit_code == 1


def test_an_empty_folder_is_no_failure(tanya, root):
    (root / "kosong").mkdir()
    result = tanya("index", str(root / "kosong"))
    assert (result.stdout, result.exit_code) == ("Selesai: tidak ada dokumen di sana.\n", 0)


def test_metadata_given_on_the_command_line_is_kept(tanya):
    tanya("index", "--kind", "laporan", "--region", "Kabupaten Contoh", "--period", "2024")
    lines = [json.loads(line) for line in tanya("documents", "--json").stdout.splitlines()]
    assert {(line["kind"], line["region"], line["period"]) for line in lines} == {("laporan", "Kabupaten Contoh", "2024")}
    assert tanya("index", "--kind", "rencana").exit_code == 2


def test_files_that_are_gone_are_pruned_when_asked(tanya, root):
    tanya("index")
    (root / "corpus" / "wajo.md").unlink()
    assert tanya("index", "--prune").stdout.splitlines()[1:] == [
        "wajo.md: dikeluarkan", "Selesai: 1 tidak berubah, 1 dikeluarkan."
    ]  # fmt: skip


def test_documents_are_listed(tanya):
    assert tanya("documents").stdout == "Belum ada dokumen. Taruh berkas di folder corpus, lalu jalankan `tanya index`.\n"
    tanya("index")
    listed = tanya("documents").stdout
    assert "wajo.md" in listed
    assert "maros.md" in listed


def test_a_document_is_corrected_by_name_or_number(tanya):
    tanya("index")
    result = tanya("correct", "wajo.md", "--title", "Anggaran Wajo", "--kind", "apbd", "--region", "Wajo", "--period", "2024")
    assert result.stdout == "wajo.md sekarang tercatat sebagai “Anggaran Wajo” (apbd, Kabupaten Wajo, 2024).\n"
    number = next(
        line["id"] for line in map(json.loads, tanya("documents", "--json").stdout.splitlines()) if line["name"] == "wajo.md"
    )
    assert "“Anggaran 2024”" in tanya("correct", str(number), "--title", "Anggaran 2024").stdout
    assert tanya("correct", "wajo.md").exit_code == 2


def test_a_document_is_removed_after_asking(tanya, root):
    tanya("index")
    kept = tanya("remove", "wajo.md", input="n\n")
    assert kept.exit_code == 1
    assert "wajo.md" in tanya("documents").stdout
    assert tanya("remove", "wajo.md", "--yes").stdout == "wajo.md sudah dikeluarkan. Berkasnya tetap ada.\n"
    assert (root / "corpus" / "wajo.md").exists()
    tanya("remove", "maros.md", "--yes", "--delete-file")
    assert not (root / "corpus" / "maros.md").exists()
    with pytest.raises(UnknownDocument, match="tanya documents"):
        tanya("remove", "maros.md", "--yes")


def test_two_documents_of_one_name_are_told_apart_by_number(tanya, root):
    (root / "corpus" / "2024").mkdir()
    (root / "corpus" / "2024" / "wajo.md").write_text("Anggaran tahun lain.")
    tanya("index")
    with pytest.raises(UnknownDocument, match=r"Ada 2 dokumen bernama wajo.md; sebutkan nomornya: \d, \d"):
        tanya("remove", "wajo.md")


def test_a_version_is_published_listed_and_restored(tanya, root):
    tanya("index")
    first, second = (line["id"] for line in map(json.loads, tanya("documents", "--json").stdout.splitlines()))
    assert tanya("publish", str(first), "--replaces", str(second)).stdout == "maros.md sekarang dipakai (1 potongan).\n"
    assert "wajo.md" not in tanya("documents").stdout
    everything = tanya("documents", "--all").stdout
    assert everything.index("maros.md") < everything.index("Versi lama:") < everything.index("wajo.md")
    assert [json.loads(line)["status"] for line in tanya("documents", "--all", "--json").stdout.splitlines()] == [
        "indexed", "archived"
    ]  # fmt: skip
    assert tanya("restore", str(second)).stdout == "wajo.md dipakai lagi (1 potongan).\n"
    assert "maros.md" not in tanya("documents").stdout
    assert tanya("remove", "maros.md", "--yes", "--delete-file").exit_code == 0
    assert "maros.md" not in tanya("documents", "--all").stdout
    assert not list((root / "corpus" / ".versi").iterdir())


def test_a_document_is_marked_as_revoked(tanya):
    tanya("index")
    first, second = (str(line["id"]) for line in map(json.loads, tanya("documents", "--json").stdout.splitlines()))
    assert tanya("validity", first, "dicabut", "--by", second).stdout == "maros.md sekarang tercatat dicabut.\n"
    assert f"dicabut oleh nomor {second}" in tanya("documents").stdout
    tanya("validity", first, "berlaku")
    assert "dicabut" not in tanya("documents").stdout


def test_another_model_is_told_about_and_a_rebuild_is_the_way_out(tanya):
    assert tanya("model").stdout.splitlines()[2] == "Pustaka: masih kosong."
    assert any("Pembaca jawaban" in line for line in tanya("model").stdout.splitlines())
    tanya("index")
    other = HashedWords("kata-16", 16)
    assert tanya("model").stdout.splitlines()[0] == "Model: kata-32 (32 dimensi)"
    assert tanya("model").stdout.splitlines()[2] == "Pustaka: cocok."
    assert tanya("model", model=other).stdout.splitlines()[2] == "Pustaka: dibangun dengan kata-32; jalankan `tanya rebuild`."
    with pytest.raises(ModelMismatch):
        tanya("index", model=other)
    assert tanya("rebuild", model=other).stdout.splitlines()[-1] == "Pustaka dibangun ulang dengan model kata-16: 2 dokumen."
    assert tanya("model", model=other).stdout.splitlines()[2] == "Pustaka: cocok."


def test_the_commands_load_no_engine_before_they_run():
    heavy = "{'faiss', 'onnxruntime', 'torch', 'numpy', 'sqlite_utils', 'rich'}"
    code = f"import sys, indexer.cli.commands; print(sorted({heavy} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
