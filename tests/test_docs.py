"""What is written down exists, and what exists is written down."""

import re
from pathlib import Path

import pytest

from bot.__main__ import tanya
from bot.settings import PREFIXES, load_settings, names

ROOT = Path(__file__).parent.parent
NAMED_PATH = re.compile(r"`((?:bot|indexer|prompts|tests|bench|docs|corpus)/[\w./-]*|[\w.-]+\.(?:py|toml|example))`")
"""A path in backticks, or the bare name of a file whose folder stands in the same line."""
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


def test_every_path_in_the_developers_guide_exists():
    guide = (ROOT / "docs" / "panduan-pengembang.md").read_text(encoding="utf-8")
    named = [(line, path) for line in guide.splitlines() for path in NAMED_PATH.findall(line)]
    gone = [path for line, path in named if not any((folder / path).exists() for folder in folders_named_in(line))]
    assert len(named) > 80
    assert not gone


def folders_named_in(line: str) -> list[Path]:
    """The root, and the folders of the line: `kinds.py` may stand behind `indexer/documents/`."""
    paths = [ROOT / path for path in NAMED_PATH.findall(line)]
    return [ROOT, *(path for path in paths if path.is_dir())]


def test_the_developers_guide_names_every_room():
    guide = (ROOT / "docs" / "panduan-pengembang.md").read_text(encoding="utf-8")
    rooms = [path for top in ("bot", "indexer") for path in (ROOT / top).iterdir() if (path / "__init__.py").exists()]
    assert [room.name for room in rooms if f"{room.name}/" not in guide] == []
