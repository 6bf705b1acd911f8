"""What is written down exists, and what exists is written down."""

import re
from pathlib import Path

import pytest

from bot.__main__ import tanya
from bot.settings import PREFIXES, load_settings, names

ROOT = Path(__file__).parent.parent
SETTING = re.compile(rf"\b(?:{'|'.join(PREFIXES)})[A-Z_]*[A-Z]\b")


@pytest.fixture(scope="module")
def example() -> list[str]:
    return (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()


@pytest.fixture(scope="module")
def readme() -> str:
    if not (ROOT / "README.md").exists():
        pytest.skip("README.md belum ada")
    return (ROOT / "README.md").read_text(encoding="utf-8")


def test_env_example_lists_every_setting_once_and_no_other(example):
    listed = [line.partition("=")[0] for line in example if "=" in line and not line.startswith("#")]
    assert sorted(listed) == sorted(names())


def test_env_example_says_what_each_setting_is(example):
    for before, line in zip(example, example[1:], strict=False):
        if line and not line.startswith("#"):
            assert re.fullmatch(r"# \S.{15,}", before), f"{line} has no comment above it"


def test_env_example_can_be_used_as_it_is(tmp_path, monkeypatch, example):
    for name in names():
        monkeypatch.delenv(name, raising=False)
    (tmp_path / ".env").write_text("\n".join(example), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert load_settings().data_dir == Path("data")


def test_readme_names_every_command_and_no_other(readme):
    assert set(re.findall(r"(?:`|^\s*\$? ?)tanya ([a-z]+)", readme, re.MULTILINE)) == set(tanya.commands)


def test_readme_names_every_setting_and_no_other(readme):
    assert set(SETTING.findall(readme)) == set(names())
