"""The reader, if the package brings it."""

from collections.abc import Callable
from pathlib import Path

from indexer.errors import ModelUnavailable
from indexer.evidence.reader.prepared import OnnxReader, folder_of, is_prepared
from indexer.evidence.reader.reader import Reader
from indexer.evidence.reader.weights import FILE

MISSING = "Pembaca jawaban tidak terpasang; jawaban tetap dicari, tetapi kurang teliti."


def open_reader(models_dir: Path, say: Callable[[str], None], file: Path = FILE) -> Reader | None:
    """The reader of `file`, prepared in `models_dir` if it isn't yet; None, and why in a sentence to `say`, where it can't be had."""
    try:
        return _opened(models_dir, say, file)
    except OSError:  # the reader's file, or the weights it was taught on, is not there or may not be read
        say(MISSING)
    except ModelUnavailable as error:
        say(str(error))
    return None


def _opened(models_dir: Path, say: Callable[[str], None], file: Path) -> Reader:
    folder = folder_of(file, models_dir)
    if not is_prepared(folder):
        from indexer.evidence.reader.prepare import prepare  # brings onnx, which answering does without

        prepare(folder, file, say)
    return OnnxReader(folder)
