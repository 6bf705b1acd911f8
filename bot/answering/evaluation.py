"""Questions with known answers, asked of the library as it is: how many are answered rightly, and what has changed."""

import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np

from bot.answering.assistant import Assistant
from bot.answering.citations import page_of
from bot.answering.question_file import Item
from bot.errors import BotError
from bot.journal.sources import passage_text
from bot.models import Answer, Citation, Inquiry
from indexer.library import Library

DEPTHS = (1, 5, 10)
"""How many of the best passages are searched for the facts."""
MAX_CHARACTERS = 800
"""What stands further behind in an answer doesn't count."""

Measures = dict[str, float | None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one question went. `depths` are those at which the passages hold the facts; `on_page` is None where no page is asked
    for or nothing was answered; `quotes` says of each citation whether its quote stands on its page."""

    item: Item
    depths: tuple[int, ...]
    right: bool
    refused: bool
    on_page: bool | None
    quotes: tuple[bool, ...]
    ms: float


@dataclass(frozen=True, slots=True)
class Change:
    """Which questions became right and which wrong since the last run, and the measures of that run (empty: there was none)."""

    better: tuple[Item, ...]
    worse: tuple[Item, ...]
    before: Measures


def evaluate(items: Iterable[Item], assistant: Assistant, library: Library) -> Iterator[Outcome]:
    """Asks one question after the other; nothing is written into the log. Raises IndexerError."""
    for item in items:
        yield judge(item, assistant.answer(Inquiry(item.question)), library)


def judge(item: Item, answer: Answer, library: Library) -> Outcome:
    """Raises UnknownDocument when a cited document has gone meanwhile."""
    texts = [passage_text(passage) for passage in answer.passages]
    facts = item.answer_facts or item.key_facts
    told = not answer.refused and _holds(facts, answer.text[:MAX_CHARACTERS])
    return Outcome(
        item=item,
        depths=tuple(depth for depth in DEPTHS if _holds(item.key_facts, "\n".join(texts[:depth]))),
        right=answer.refused if item.unanswerable else told,
        refused=answer.refused,
        on_page=_cites_wanted_page(answer, item),
        quotes=tuple(_stands_there(citation, library) for citation in answer.citations),
        ms=answer.ms,
    )


def _cites_wanted_page(answer: Answer, item: Item) -> bool | None:
    """None where no page is asked for or nothing was answered."""
    if answer.refused or not item.pages:
        return None
    return any(_is_wanted(citation, item) for citation in answer.citations)


def _is_wanted(citation: Citation, item: Item) -> bool:
    return citation.document.name in item.docs and citation.page in item.pages


def _stands_there(citation: Citation, library: Library) -> bool:
    pages = library.pages(citation.document.id, [citation.page])
    return page_of(citation.quote, pages, [citation.page]) is not None


def _holds(facts: Sequence[Sequence[re.Pattern]], text: str) -> bool:
    return all(_says(fact, text) for fact in facts)


def _says(fact: Sequence[re.Pattern], text: str) -> bool:
    return any(pattern.search(text) for pattern in fact)


def measures(outcomes: Sequence[Outcome]) -> Measures:
    """Counts, shares 0..1 (None where nothing asks for one) and milliseconds, by name. Needs an outcome at least."""
    answerable, unanswerable = _parted(outcomes)
    on_page = [outcome.on_page for outcome in outcomes if outcome.on_page is not None]
    quotes = list(chain.from_iterable(outcome.quotes for outcome in outcomes))
    p50, p95 = np.percentile([outcome.ms for outcome in outcomes], [50, 95]).round(1).tolist()
    evidence = {f"evidence@{depth}": _share_within(depth, answerable) for depth in DEPTHS}
    return {
        "questions": len(outcomes),
        **evidence,
        "answer": _share(outcome.right for outcome in answerable),
        "refused_unanswerable": _share(outcome.refused for outcome in unanswerable),
        "refused_answerable": _share(outcome.refused for outcome in answerable),
        "page": _share(on_page),
        "quotes_found": _share(quotes),
        "quotes": len(quotes),
        "ms_p50": p50,
        "ms_p95": p95,
    }


def _parted(outcomes: Sequence[Outcome]) -> tuple[list[Outcome], list[Outcome]]:
    """Those of questions that have an answer, and those of questions that have none."""
    answerable: list[Outcome] = []
    unanswerable: list[Outcome] = []
    for outcome in outcomes:
        group = unanswerable if outcome.item.unanswerable else answerable
        group.append(outcome)
    return answerable, unanswerable


def _share_within(depth: int, outcomes: Sequence[Outcome]) -> float | None:
    """Of how many the first passages down to this depth hold the facts."""
    return _share(depth in outcome.depths for outcome in outcomes)


def _share(values: Iterable[bool]) -> float | None:
    values = list(values)
    return round(sum(values) / len(values), 3) if values else None


def compare(outcomes: Sequence[Outcome], questions: Path, folder: Path) -> Change:
    """What has changed since the last run of this file of questions; from now on this run is the last.

    `folder` holds a record a file. Raises BotError when it can't be read or written.
    """
    record = folder / f"{hashlib.sha256(str(questions.resolve()).encode()).hexdigest()[:16]}.json"
    now = {outcome.item.id: outcome.right for outcome in outcomes}
    try:
        last = json.loads(record.read_text(encoding="utf-8")) if record.exists() else {"right": {}, "measures": {}}
        changed = [outcome for outcome in outcomes if last["right"].get(outcome.item.id, outcome.right) != outcome.right]
        before = last["measures"]
        folder.mkdir(parents=True, exist_ok=True)
        fresh = record.with_suffix(".baru")
        fresh.write_text(json.dumps({"right": now, "measures": measures(outcomes)}, ensure_ascii=False), encoding="utf-8")
        os.replace(fresh, record)
    except (OSError, ValueError, KeyError) as error:
        message = f"Catatan evaluasi {record} tidak dapat dipakai; hapus berkas itu atau periksa izin foldernya."
        raise BotError(message) from error
    better = tuple(outcome.item for outcome in changed if outcome.right)
    worse = tuple(outcome.item for outcome in changed if not outcome.right)
    return Change(better, worse, before)
