"""Whose a gap is: who gets one is told in Telegram what is wanted and how to answer, and is reminded of the date."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from html import escape

from bot.errors import BotError
from bot.journal.entries import By
from bot.journal.gaps.decisions import Gaps, assign
from bot.journal.gaps.history import note
from bot.journal.gaps.model import PROPOSED, Gap, GapQuestion
from bot.journal.outbox import tell_later
from bot.journal.store import stamp
from bot.masking import masked
from bot.people.access import Access, Action, User
from indexer.language.dates import month_name

SHOWN = 5
"""Questions that a message shows."""
LONGEST = 300
"""Characters of each, and of a proposal."""
AHEAD = timedelta(days=2)
"""How long before the date somebody is reminded."""
HOURS = range(7, 18)
"""When people are reminded, by the server's clock."""


@dataclass(frozen=True, slots=True)
class Assignee:
    """Either a person or an agency ("" where it is a person)."""

    user: User | None = None
    agency: str = ""

    @property
    def name(self) -> str:
        return self.user.name or f"ID {self.user.id}" if self.user else self.agency


class Assignments:
    """Raises BotError where the log can't be used, and where a decision isn't possible. `desk_url` is where the desk is reached, "" where it isn't
    served to others than this machine."""

    def __init__(self, gaps: Gaps, access: Access, desk_url: str):
        self._gaps, self._access, self._desk_url = gaps, access, desk_url

    def assign(self, gap_id: int, to: Assignee, due_on: date | None, by: By) -> None:
        """BotError where nobody would hear of it."""
        hearers = self._hearers(to.user.id if to.user else None, to.agency)
        if not hearers:
            raise BotError(f"{to.name} belum punya anggota di sini; undang anggotanya dahulu, atau tugaskan kepada orang lain.")
        questions = self._gaps.questions(gap_id)
        person = By(to.user.id, to.name) if to.user else By(None, "")
        with self._gaps.deciding() as db:
            gap = assign(db, gap_id, person, to.agency, due_on, by)
            for user in hearers:
                html = self._assigned(gap, questions, user, by)
                tell_later(db, user.id, html, f"celah {gap_id} tugas {stamp(gap.assigned_at)}", self._buttons(gap, user))

    def remind(self, now: datetime) -> None:
        """Whoever has a gap with a date, before it and on it, once each. To be called every hour or so; `now` is aware."""
        local = now.astimezone()
        if local.hour not in HOURS:
            return
        for gap in self._gaps.due():
            reminder = _reminder(gap, local.date())
            if reminder:
                self._remind(gap, reminder)

    def propose(self, gap_id: int, words: str, by: By) -> None:
        """An answer in the words of whom a gap is assigned to; the coordinator who assigned it is told."""
        words = masked(words)
        with self._gaps.deciding() as db:
            note(db, gap_id, by, PROPOSED, words)
            gap = self._gaps.gap(gap_id)
            html = f"💡 <b>{_safe(by.name)}</b> mengusulkan jawaban untuk celah <b>{_safe(gap.name)}</b>:\n\n{_safe(_brief(words))}"
            for user in self._coordinators(gap):
                tell_later(db, user.id, html, f"celah {gap_id} usulan {stamp()}", self._buttons(gap, user))

    def concerns(self, gap: Gap, user_id: int) -> bool:
        """Whether this user may see a gap: it is his or his agency's, or he decides about gaps."""
        if user_id == gap.assigned_to or self._access.permits(user_id, Action.REVIEW):
            return True
        user = self._access.user(user_id)
        return user is not None and user.agency != "" and user.agency == gap.assigned_agency

    def of(self, user_id: int) -> list[Gap]:
        """The open gaps that are this person's or his agency's."""
        user = self._access.user(user_id)
        return self._gaps.assigned(user_id, user.agency if user else "")

    def _hearers(self, user_id: int | None, agency: str) -> list[User]:
        """Of an agency those who may send documents, or all where none may."""
        if user_id is not None:
            return [user for user in self._access.users() if user.id == user_id]
        members = [user for user in self._access.users() if agency and user.agency == agency]
        return [user for user in members if Access.may(user.role, Action.UPLOAD)] or members

    def _coordinators(self, gap: Gap) -> list[User]:
        deciders = self._access.permitted(Action.REVIEW)
        return [user for user in deciders if user.id == gap.assigned_by] or deciders

    def _remind(self, gap: Gap, reminder: "Reminder") -> None:
        questions = self._gaps.questions(gap.id)
        with self._gaps.deciding() as db:
            for user in self._hearers(gap.assigned_to, gap.assigned_agency):
                head = f"⏰ Celah <b>{_safe(gap.name)}</b> {reminder.words}."
                html = "\n\n".join([head, _listed(questions), _how(user, gap)])
                tell_later(db, user.id, html, f"celah {gap.id} {gap.due_on} {reminder.once}", self._buttons(gap, user))

    def _assigned(self, gap: Gap, questions: Sequence[GapQuestion], user: User, by: By) -> str:
        whose = f"OPD Anda ({_safe(gap.assigned_agency)})" if gap.assigned_agency else "Anda"
        until = f", tenggat {in_words(gap.due_on)}" if gap.due_on else ""
        head = f"📌 <b>{_safe(gap.name)}</b>\nPertanyaan yang belum terjawab ini ditugaskan kepada {whose} oleh {_safe(by.name)}{until}."
        return "\n\n".join([head, _listed(questions), _how(user, gap)])

    def _buttons(self, gap: Gap, user: User) -> list[tuple[str, str]]:
        buttons = [("Buka celah", f"go:{gap.id}")]
        if self._desk_url.startswith("https://") and Access.may(user.role, Action.REVIEW):
            buttons.append(("Buka di meja koordinator", f"{self._desk_url}/celah/{gap.id}"))
        return buttons


def in_words(day: date) -> str:
    """ "3 Maret 2026"."""
    return f"{day.day} {month_name(day.month)} {day.year}"


@dataclass(frozen=True, slots=True)
class Reminder:
    """`once` names it among those of one date."""

    once: str
    words: str


def _reminder(gap: Gap, today: date) -> Reminder | None:
    """What is to be said of its date today. Who got it only now needs no reminder that the date is near."""
    if gap.due_on == today:
        return Reminder("hari ini", "jatuh tempo hari ini")
    if gap.due_on < today:  # under the same name: who was reminded on the day isn't reminded of it once more
        return Reminder("hari ini", f"sudah lewat tenggatnya, {in_words(gap.due_on)}")
    begins = gap.due_on - AHEAD
    was_fresh = gap.assigned_at.astimezone().date() >= begins
    if today < begins or was_fresh:
        return None
    return Reminder("sebelumnya", f"jatuh tempo {in_words(gap.due_on)}")


def _listed(questions: Sequence[GapQuestion]) -> str:
    waiting = [question for question in questions if not question.answered_how]
    lines = [f"{number}. {_safe(_brief(one.question))}" for number, one in enumerate(waiting[:SHOWN], 1)]
    if len(waiting) > SHOWN:
        lines.append(f"… dan {len(waiting) - SHOWN} lainnya")
    return "\n".join(lines)


def _how(user: User, gap: Gap) -> str:
    """How to answer; its end tells the bot which gap a reply is meant for."""
    may_send = Access.may(user.role, Action.UPLOAD)
    document = "kirim dokumennya di obrolan ini" if may_send else "serahkan dokumennya kepada Diskominfo"
    return f"Cara menjawab: {document}, atau balas pesan ini dengan jawaban Anda untuk diperiksa koordinator.\n[celah {gap.id}]"


def _brief(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + "…"


def _safe(text: str) -> str:
    return escape(text, quote=False)
