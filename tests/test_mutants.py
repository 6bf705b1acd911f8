"""The list of mutants stays aimed at the code as it is: bench/mutants.py says whether the tests still kill them."""

import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MUTANTS = tomllib.loads((ROOT / "bench" / "mutants.toml").read_text(encoding="utf-8"))["mutant"]


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant["name"])
def test_a_mutant_changes_one_place_and_names_tests_that_exist(mutant):
    code = (ROOT / mutant["file"]).read_text(encoding="utf-8")
    assert code.count(mutant["old"]) == 1
    assert mutant["new"] != mutant["old"]
    for named in mutant["tests"]:
        path, _, test = named.partition("::")
        tests = (ROOT / path).read_text(encoding="utf-8")
        assert not test or f"def {test.partition('[')[0]}(" in tests
