"""Do the tests notice a broken rule? `python bench/mutants.py [NAME ...] [--tests PATH ...]`.

Each mutant of mutants.toml (all, or those whose name holds a NAME) is applied to a copy of the tree, never to the tree itself, and
the tests that should notice it run there; with --tests, others. A mutant is killed when they fail or take too long. A table says by
which test, and which survived: look at the former too, since a mutant that only breaks the program proves nothing. Exits 1 when one
survives or can't be applied. All take half an hour.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path

from machine import machine

ROOT = Path(__file__).parent.parent
LIST = Path(__file__).with_name("mutants.toml")
MODEL = Path("data", "models")
LOG = "pytest.log"
LONGEST = 600
"""Seconds that the tests of one mutant may take."""
KILLED = "killed"


@dataclass(frozen=True)
class Mutant:
    """A change of one place: `old` stands once in `file`, and `tests` fail when it is `new`."""

    name: str
    why: str
    file: str
    old: str
    new: str
    tests: list[str]


def main() -> None:
    options = _options()
    mutants = [Mutant(**entry) for entry in tomllib.loads(LIST.read_text(encoding="utf-8"))["mutant"]]
    chosen = [mutant for mutant in mutants if not options.names or any(name in mutant.name for name in options.names)]
    width = max(len(mutant.name) for mutant in chosen)
    outcomes = []
    with tempfile.TemporaryDirectory() as room:
        tree = _copy(Path(room))
        needed = options.tests or sorted({test for mutant in chosen for test in mutant.tests})
        if not _pass(tree, needed):
            sys.exit("The tests fail without any mutant: nothing can be said.")
        for mutant in chosen:
            outcome = _outcome(tree, mutant, options.tests or mutant.tests)
            outcomes.append(outcome)
            print(f"{mutant.name:{width}}  {outcome}", flush=True)
    killed = sum(outcome.startswith(KILLED) for outcome in outcomes)
    print(f"{killed} of {len(outcomes)} killed; {machine()}")
    sys.exit(killed < len(outcomes))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--tests", nargs="+", metavar="PATH", default=[])
    return parser.parse_args()


def _copy(room: Path) -> Path:
    """The files of the working tree that git knows or would know, and the prepared model."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, check=True, capture_output=True
    )
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (ROOT / name).is_file():
            (room / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, room / name)
    (room / MODEL.parent).mkdir(exist_ok=True)
    return room


def _outcome(tree: Path, mutant: Mutant, tests: list[str]) -> str:
    path = tree / mutant.file
    whole = path.read_text(encoding="utf-8") if path.exists() else ""
    if whole.count(mutant.old) != 1:
        return "can't be applied: its text does not stand once in its file"
    path.write_text(whole.replace(mutant.old, mutant.new), encoding="utf-8")
    try:
        passed = _pass(tree, tests, own_model="embedding" in path.parts)
        return "SURVIVED" if passed else f"{KILLED} by {_first_failure(tree)}"
    finally:
        path.write_text(whole, encoding="utf-8")


def _first_failure(tree: Path) -> str:
    """The test that failed, or the file of tests that could not even be read."""
    for line in (tree / LOG).read_text(encoding="utf-8").splitlines():
        outcome, _, test = line.partition(" ")
        if outcome in ("FAILED", "ERROR"):
            return test.partition(" - ")[0]
    return "the time it took"


def _pass(tree: Path, tests: list[str], own_model: bool = False) -> bool:
    """Whether the tests pass in this tree, within the time there is. `own_model`: the model is prepared anew, by this tree."""
    models = tree / MODEL
    if models.is_symlink():
        models.unlink()
    shutil.rmtree(models, ignore_errors=True)
    if not own_model and (ROOT / MODEL).exists():
        models.symlink_to((ROOT / MODEL).resolve())
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *tests]
    surroundings = os.environ | {"PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1"}
    with (tree / LOG).open("w") as log:
        try:
            done = subprocess.run(command, cwd=tree, env=surroundings, stdout=log, stderr=log, timeout=LONGEST)
        except subprocess.TimeoutExpired:
            return False
    return done.returncode == 0


if __name__ == "__main__":
    main()
