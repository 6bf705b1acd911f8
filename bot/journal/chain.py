"""What is done is kept in a chain: no row of it can be changed, moved or left out unnoticed, and yet what is personal in it can be erased.

Each row has two seals, SHA-256 over a salt of its own and what it covers: one for who did it, one for what it was done to. The row's hash is SHA-256
over the hash of the row before, its number, its time, its verb, and both seals. To erase a person, the words and the salt of a seal are
taken away: the seal stays, so the chain still holds, and without the salt nobody can try names on it until one fits. Whoever erases adds a row that
names the emptied ones; an emptied row that none names was tampered with. Rows cut off at the end are seen by who has noted the newest hash elsewhere.
"""

import json
import re
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from typing import Any

BEGINNING = ""
"""The hash before the first row."""
ERASURE = "menghapus data pribadi"
"""The verb of a row that names emptied ones."""
ANONYMOUS = "seorang pengguna"
"""What stands in the place of an erased name."""
_EMPTIED = re.compile(r"baris jejak ([\d, -]+)")

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ChainState:
    """`broken` is the number of the first row that isn't as it was written, None where all are; `newest` the hash of the last, to be noted."""

    length: int
    newest: str
    broken: int | None = None


def linked(previous: str, row: Row) -> dict[str, Any]:
    """The row as it is stored behind the one whose hash is `previous`. Of it stand there id, at, user_id, user_name, action, subject, detail, about."""
    salts = {"who_salt": secrets.token_hex(16), "what_salt": secrets.token_hex(16)}
    salted = {**row, **salts}
    sealed = {**salted, "who_seal": _who(salted), "what_seal": _what(salted)}
    return {**sealed, "hash": _hash(previous, sealed)}


def examined(rows: Iterable[Row]) -> ChainState:
    """How a chain stands; `rows` is all of it, in order, with every column."""
    previous, length, suspects, named = BEGINNING, 0, [], set()
    for length, row in enumerate(rows, 1):
        if not _holds(previous, row):
            return ChainState(length, row["hash"], broken=row["id"])
        if row["who_salt"] is None or row["what_salt"] is None:
            suspects.append(row["id"])
        if row["action"] == ERASURE:
            named |= _numbers(row["detail"])
        previous = row["hash"]
    unnamed = [number for number in suspects if number not in named]
    return ChainState(length, previous, broken=min(unnamed, default=None))


def emptied(numbers: Iterable[int]) -> str:
    """How an erasure names the rows that it has emptied: "baris jejak 3-5, 9"; "" for none."""
    runs = [[number for _, number in run] for _, run in groupby(enumerate(sorted(numbers)), lambda pair: pair[1] - pair[0])]
    return f"baris jejak {', '.join(map(_run, runs))}" if runs else ""


def _run(numbers: Sequence[int]) -> str:
    return f"{numbers[0]}-{numbers[-1]}" if len(numbers) > 1 else str(numbers[0])


def _numbers(detail: str) -> set[int]:
    """The rows that a detail names; the other way of `emptied`."""
    found = _EMPTIED.search(detail)
    ends = [run.strip().split("-") for run in found[1].split(",")] if found else []
    return {number for run in ends for number in range(int(run[0]), int(run[-1]) + 1)}


def _holds(previous: str, row: Row) -> bool:
    """Whether a row stands behind that hash, as it was written or emptied."""
    who = _is_empty(row, "user_id", "user_name") if row["who_salt"] is None else row["who_seal"] == _who(row)
    what = _is_empty(row, "about", "subject", "detail") if row["what_salt"] is None else row["what_seal"] == _what(row)
    return who and what and row["hash"] == _hash(previous, row)


def _is_empty(row: Row, *names: str) -> bool:
    return all(row[name] in (None, "", ANONYMOUS) for name in names)


def _who(row: Row) -> str:
    return _digest(row["who_salt"], row["user_id"], row["user_name"])


def _what(row: Row) -> str:
    return _digest(row["what_salt"], row["about"], row["subject"], row["detail"])


def _hash(previous: str, row: Row) -> str:
    return _digest(previous, row["id"], row["at"], row["action"], row["who_seal"], row["what_seal"])


def _digest(*values: object) -> str:
    """JSON tells ["a", "bc"] from ["ab", "c"], and 1 from "1"."""
    return sha256(json.dumps(values, ensure_ascii=True, separators=(",", ":")).encode()).hexdigest()
