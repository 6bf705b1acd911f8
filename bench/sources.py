"""Whether a library that was made for a measurement is still what the code would make."""

import hashlib
from pathlib import Path

DECIDING = {".py", ".txt", ".toml"}
"""Code and word lists."""


def digest(checkout: Path, room: str = "indexer") -> str:
    """Of everything in a room that decides: by default, what is in a library."""
    found = hashlib.sha256()
    for path in sorted((checkout / room).rglob("*")):
        if path.suffix in DECIDING:
            found.update(path.read_bytes())
    return found.hexdigest()
