"""The figures of a period, counted in log.db."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from statistics import median

from sqlite_utils import Database

from bot.journal.figures import AgencyFigures, CitedDocument, CorrectedAnswer, Figures, Gap, Step, Tally
from bot.journal.periods import Period
from bot.journal.refusal_kinds import kind_of
from bot.journal.store import LogStore, stamp

_ASKED = " FROM answers WHERE again_of IS NULL AND talk = '' AND asked_at >= :since AND asked_at < :until AND :agency IN ('', agency)"
"""The questions that people of an agency ("" for any) asked in a period."""
_THESE = f"(SELECT id{_ASKED})"
_OF_AGENCY = (
    "(:agency = '' OR EXISTS (SELECT 1 FROM gap_questions JOIN answers ON answers.id = answer_id"
    " WHERE gap_id = gaps.id AND agency = :agency))"
)
"""Whether a gap is one of the agency's."""


class FigureStore:
    """Reads log.db. Safe from several threads; raises BotError where the file can't be used."""

    def __init__(self, path: Path):
        self._store = LogStore(path)

    def close(self) -> None:
        self._store.close()

    def agencies(self) -> list[str]:
        """Every agency that has asked, by name."""
        sql = "SELECT DISTINCT agency FROM answers WHERE agency != '' ORDER BY agency COLLATE NOCASE"
        return [row["agency"] for row in self._store.db.query(sql)]

    def begins(self) -> date | None:
        """The local day of the oldest entry; None while there is none."""
        (row,) = self._store.db.query("SELECT date(min(asked_at), 'localtime') AS day FROM answers")
        return date.fromisoformat(row["day"]) if row["day"] else None

    def of(self, period: Period, agency: str = "") -> Figures:
        """`agency` as the log spells it; "" for all of them."""
        counted = _Counted(self._store.db, period, agency)
        return Figures(
            period=period,
            agency=agency,
            **counted.asked(),
            **counted.opinions(),
            steps=counted.steps(),
            reasons=counted.reasons(),
            objections=counted.objections(),
            verdicts=counted.verdicts(),
            composers=counted.composers(),
            agencies=counted.agencies(),
            cited=counted.cited(),
            gaps=counted.gaps(),
            days_to_close=counted.days_to_close(),
            corrected=counted.corrected(),
            to_approve=counted.to_approve(),
        )


class _Counted:
    """Each figure by a query of its own."""

    def __init__(self, db: Database, period: Period, agency: str):
        self._db, self._period = db, period
        self._chosen = {"since": stamp(period.since), "until": stamp(period.until), "agency": agency}

    def _rows(self, sql: str) -> Iterator[dict]:
        return self._db.query(sql, self._chosen)

    def _tallies(self, sql: str) -> tuple[Tally, ...]:
        """Of a query that ends where its groups are named; the most frequent first."""
        return tuple(Tally(**row) for row in self._rows(f"{sql} GROUP BY name ORDER BY count DESC, name"))

    def asked(self) -> dict[str, int]:
        sql = f"SELECT count(*) AS questions, coalesce(sum(refused), 0) AS refused, count(DISTINCT user_id) AS askers{_ASKED}"
        return next(self._rows(sql))

    def opinions(self) -> dict[str, int]:
        up, down = "count(*) FILTER (WHERE value > 0)", "count(*) FILTER (WHERE value < 0)"
        return next(self._rows(f"SELECT {up} AS up, {down} AS down FROM feedback WHERE answer_id IN {_THESE}"))

    def steps(self) -> tuple[Step, ...]:
        asked = self._by_step(f"SELECT {self._step('asked_at')} AS step, count(*) AS count{_ASKED} GROUP BY 1")
        refused = self._by_step(f"SELECT {self._step('asked_at')} AS step, count(*) AS count{_ASKED} AND refused GROUP BY 1")
        opened, closed = (
            self._by_step(
                f"SELECT {self._step(moment)} AS step, count(*) AS count FROM gaps"
                f" WHERE {moment} >= :since AND {moment} < :until AND {_OF_AGENCY} GROUP BY 1"
            )
            for moment in ("opened_at", "closed_at")
        )
        return tuple(Step(first, asked[first], refused[first], opened[first], closed[first]) for first in self._period.steps)

    def _step(self, moment: str) -> str:
        """SQL for the day, or for the first day of the month, in which a moment was."""
        to_first = ", 'start of month'" if self._period.by_month else ""
        return f"date({moment}, 'localtime'{to_first})"

    def _by_step(self, sql: str) -> Counter[date]:
        return Counter({date.fromisoformat(row["step"]): row["count"] for row in self._rows(sql)})

    def reasons(self) -> tuple[Tally, ...]:
        kinds: Counter[str] = Counter()
        for row in self._rows(f"SELECT reason, count(*) AS count{_ASKED} AND refused GROUP BY 1"):
            kinds[kind_of(row["reason"])] += row["count"]
        return tuple(Tally(kind, count) for kind, count in sorted(kinds.items(), key=lambda one: (-one[1], one[0])))

    def objections(self) -> tuple[Tally, ...]:
        return self._tallies(
            f"SELECT reason AS name, count(*) AS count FROM feedback WHERE reason != '' AND answer_id IN {_THESE}"
        )

    def verdicts(self) -> tuple[Tally, ...]:
        return self._tallies(f"SELECT verdict AS name, count(*) AS count FROM reviews WHERE answer_id IN {_THESE}")

    def composers(self) -> tuple[Tally, ...]:
        return self._tallies(f"SELECT composer AS name, count(*) AS count{_ASKED} AND NOT refused")

    def agencies(self) -> tuple[AgencyFigures, ...]:
        sql = f"SELECT agency AS name, count(*) AS asked, sum(refused) AS refused{_ASKED} GROUP BY 1 ORDER BY 2 DESC, 1"
        return tuple(AgencyFigures(**row) for row in self._rows(sql))

    def cited(self) -> tuple[CitedDocument, ...]:
        sql = (
            "SELECT document, max(title) AS title, count(DISTINCT answer_id) AS answers FROM citations"
            f" WHERE NOT nearest AND answer_id IN {_THESE} GROUP BY 1 ORDER BY 3 DESC, 1"
        )
        return tuple(CitedDocument(**row) for row in self._rows(sql))

    def gaps(self) -> tuple[Gap, ...]:
        sql = (
            "SELECT gaps.id, name, status, opened_at >= :since AND opened_at < :until AS is_new, count(*) AS questions,"
            " json_group_array(DISTINCT agency) AS agencies"
            " FROM gaps JOIN gap_questions ON gap_id = gaps.id JOIN answers ON answers.id = answer_id"
            f" WHERE answers.id IN {_THESE} GROUP BY gaps.id ORDER BY questions DESC, gaps.id"
        )
        return tuple(map(_gap, self._rows(sql)))

    def days_to_close(self) -> float | None:
        sql = (
            "SELECT julianday(closed_at) - julianday(opened_at) AS days FROM gaps"
            f" WHERE closed_at >= :since AND closed_at < :until AND {_OF_AGENCY}"
        )
        days = [row["days"] for row in self._rows(sql)]
        return median(days) if days else None

    def corrected(self) -> tuple[CorrectedAnswer, ...]:
        written = "created_at >= :since AND created_at < :until AND :agency = ''"
        sql = (
            "SELECT corrected.question, corrected.status, count(these.id) AS uses FROM corrected"
            f" LEFT JOIN (SELECT id, corrected_id{_ASKED}) AS these ON these.corrected_id = corrected.id"
            f" GROUP BY corrected.id HAVING count(these.id) > 0 OR ({written}) ORDER BY 3 DESC, corrected.id"
        )
        return tuple(CorrectedAnswer(**row) for row in self._rows(sql))

    def to_approve(self) -> int:
        return next(self._rows("SELECT count(*) AS count FROM corrected WHERE status = 'perlu ditinjau'"))["count"]


def _gap(row: dict) -> Gap:
    agencies = tuple(sorted(filter(None, json.loads(row["agencies"]))))
    return Gap(row["id"], row["name"], row["status"], row["questions"], agencies, bool(row["is_new"]))
