"""The import order of the design, as contracts in pyproject.toml; and what a start may not load."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LINT = "from importlinter.cli import lint_imports_command; lint_imports_command(['--no-cache', '--no-logo'])"


def run(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)


def test_imports_run_one_way_and_each_engine_has_one_room():
    done = run(LINT)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("module", "heavy"),
    [
        ("bot.__main__", "numpy pydantic rich sqlite_utils telegram torch onnxruntime faiss openpyxl"),
        (
            "bot.cli.terminal, bot.answering.assistant, bot.answering.extractive.composer, indexer.embedding.opening",
            "telegram torch sentence_transformers",
        ),
    ],
)
def test_a_start_loads_no_more_than_it_needs(module, heavy):
    done = run(f"import sys, {module}; print(*sorted(set({heavy.split()!r}) & set(sys.modules)))")
    assert (done.returncode, done.stdout.strip()) == (0, ""), done.stdout + done.stderr
