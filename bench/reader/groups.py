"""Practice as the reader is taught with it: a question and spans in their places, each with its label. One JSON object a line."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

Places = tuple[tuple[int, int], ...]
"""Characters from … up to …"""


@dataclass(frozen=True)
class Practised:
    """A span as it is read: `text`, of which `own` characters are its own; whether it `answers`; and in which `places` of these characters
    the facts stand that are asked for. One that stands in several is meant in one of them: these are `unclear`."""

    text: str
    own: int
    answers: bool
    places: Places = ()
    unclear: Places = ()


@dataclass(frozen=True)
class Group:
    """A question with spans found for it, best first as search and rules rank them; `source` names the set that it is from."""

    question: str
    source: str
    spans: tuple[Practised, ...]

    @property
    def answerable(self) -> bool:
        return any(span.answers for span in self.spans)


def write(path: Path, groups: Iterable[Group]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        for group in groups:
            file.write(json.dumps(asdict(group), ensure_ascii=False) + "\n")


def read(path: Path) -> Iterator[Group]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            known = json.loads(line)
            spans = tuple(map(_practised, known.pop("spans")))
            yield Group(**known, spans=spans)


def _practised(span: dict) -> Practised:
    return Practised(**span | {name: tuple(map(tuple, span[name])) for name in ("places", "unclear")})
