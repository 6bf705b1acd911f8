"""Which entries of the log a list shows: what coordinators choose them by, as SQL."""

import re
from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from typing import Any

from bot.journal.entries import Verdict
from bot.journal.store import stamp
from indexer.language.terms import stem

SHORTEST_STEM = 4
"""Letters from which on a stem says something by itself."""


class Outcome(StrEnum):
    """What became of a question."""

    ANSWERED = "terjawab"
    REFUSED = "ditolak"
    REFUSED_WITH_REASON = "ditolak dengan alasan"
    REFUSED_WITHOUT_REASON = "ditolak tanpa alasan"


class Opinion(StrEnum):
    """What at least one reader said of an answer."""

    LIKED = "👍"
    DISLIKED = "👎"


@dataclass(frozen=True, slots=True)
class Filters:
    """All that is set must hold. `since` (inclusive) and `until` (exclusive) are aware; `document` is a file's name and `region` a region of what is
    cited, by a refusal of what is nearest; `objection` is why somebody said 👎; `text` are words of question or answer, each of which may be
    the beginning of what stands there."""

    since: datetime | None = None
    until: datetime | None = None
    agency: str = ""
    user_id: int | None = None
    role: str = ""
    document: str = ""
    region: str = ""
    outcome: Outcome | None = None
    opinion: Opinion | None = None
    objection: str = ""
    unreviewed: bool = False
    verdict: Verdict | None = None
    composer: str = ""
    text: str = ""

    @property
    def chosen(self) -> str:
        """The rest of a SELECT of these entries, with the names of `values`: what people asked, not the machine, and no small talk. All of
        it but the words stands in one index, since an entry is too heavy to be read through."""
        conditions = ["again_of IS NULL", "talk = ''", *(_condition(name, value) for name, value in self._set.items())]
        return f" FROM answers INDEXED BY answers_filters WHERE {' AND '.join(conditions)}"

    @property
    def values(self) -> dict[str, Any]:
        """The values of the names in `chosen`."""
        return {name: _value(name, value) for name, value in self._set.items()}

    @property
    def _set(self) -> dict[str, Any]:
        given = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in given.items() if value not in (None, "", False)}


_CONDITIONS = {
    "since": "asked_at >= :since",
    "until": "asked_at < :until",
    "agency": "agency = :agency",
    "user_id": "user_id = :user_id",
    "role": "role = :role",
    "document": "id IN (SELECT answer_id FROM citations WHERE document = :document)",
    "region": "id IN (SELECT answer_id FROM citations WHERE region = :region AND region != '')",
    "objection": "id IN (SELECT answer_id FROM feedback WHERE value < 0 AND reason = :objection)",
    "unreviewed": "NOT EXISTS (SELECT 1 FROM reviews WHERE answer_id = id)",
    "verdict": "id IN (SELECT answer_id FROM reviews WHERE verdict = :verdict)",
    "composer": "composer = :composer",
    "text": "id IN (SELECT rowid FROM answers_text WHERE answers_text MATCH :text)",
}
_CHOICES = {
    Outcome.ANSWERED: "NOT refused",
    Outcome.REFUSED: "refused",
    Outcome.REFUSED_WITH_REASON: "refused AND reason != ''",
    Outcome.REFUSED_WITHOUT_REASON: "refused AND reason = ''",
    Opinion.LIKED: "id IN (SELECT answer_id FROM feedback WHERE value > 0)",
    Opinion.DISLIKED: "id IN (SELECT answer_id FROM feedback WHERE value < 0)",
}


def _condition(name: str, value: Any) -> str:
    return _CONDITIONS.get(name) or _CHOICES[value]


def _value(name: str, value: Any) -> Any:
    if isinstance(value, datetime):
        return stamp(value)
    return _match(value) if name == "text" else value


def _match(text: str) -> str:
    """Words as FTS5 looks for them: each as the beginning of a word, or its stem as that of another form of it. No word matches nothing."""
    found = re.findall(r"[^\W_]+", text.casefold())
    return " AND ".join(map(_forms, found)) or '""'


def _forms(word: str) -> str:
    root = stem(word) if word.isalpha() else word
    beginnings = [word, root] if len(root) >= SHORTEST_STEM else [word]
    return "(" + " OR ".join(f'"{one}"*' for one in dict.fromkeys(beginnings)) + ")"
