"""What tells whether two questions ask the same, if the package brings it."""

from collections.abc import Callable
from pathlib import Path

from indexer.errors import ModelUnavailable
from indexer.sameness.prepared import OnnxSameness, folder_of, is_prepared
from indexer.sameness.sameness import Sameness
from indexer.sameness.weights import FILE

MISSING = "Pembanding pertanyaan tidak terpasang; jawaban terperiksa hanya dikenali dari pertanyaan yang ditulis sama."


def open_sameness(models_dir: Path, say: Callable[[str], None], file: Path = FILE) -> Sameness | None:
    """That of `file`, prepared in `models_dir` if it isn't yet; None, and why in a sentence to `say`, where it can't be had."""
    try:
        return _opened(models_dir, say, file)
    except OSError:  # the file, or the weights it was taught on, is not there or may not be read
        say(MISSING)
    except ModelUnavailable as error:
        say(str(error))
    return None


def _opened(models_dir: Path, say: Callable[[str], None], file: Path) -> Sameness:
    folder = folder_of(file, models_dir)
    if not is_prepared(folder):
        from indexer.sameness.prepare import prepare  # brings onnx, which answering does without

        prepare(folder, file, say)
    return OnnxSameness(folder)
