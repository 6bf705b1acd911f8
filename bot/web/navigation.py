"""The pages that stand in the head of every page, by what a role permits."""

from dataclasses import dataclass

from bot.people.access import Access, Action, User


@dataclass(frozen=True, slots=True)
class Entry:
    """A page's name and address; `here` while it, or one below it, is being read."""

    name: str
    path: str
    here: bool = False


PAGES = (
    (Entry("Beranda", "/"), Action.READ_LOG),
    (Entry("Log", "/log"), Action.READ_LOG),
    (Entry("Celah", "/celah"), Action.REVIEW),
    (Entry("Jawaban", "/jawaban"), Action.REVIEW),
    (Entry("Angka", "/angka"), Action.REVIEW),
    (Entry("Jejak", "/jejak"), Action.READ_LOG),
    (Entry("Orang", "/orang"), Action.MANAGE_USERS),
)


def navigation(user: User, path: str) -> list[Entry]:
    """Those that `user` may open, while he reads the page at `path`."""
    permitted = [entry for entry, action in PAGES if Access.may(user.role, action)]
    return [Entry(entry.name, entry.path, _is_at(path, entry.path)) for entry in permitted]


def _is_at(path: str, of: str) -> bool:
    return path == of or (of != "/" and path.startswith(f"{of}/"))
