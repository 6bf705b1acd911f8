"""Who calls: known from the session, kept with the request while it is answered."""

from dataclasses import dataclass, field

from starlette.requests import Request

from bot.people.access import User


@dataclass(frozen=True)
class Sent:
    """A small file that came with a form."""

    name: str
    data: bytes


@dataclass(frozen=True)
class Visit:
    """A person, the token of his session, and what was posted."""

    user: User
    token: str
    form: dict[str, str] = field(default_factory=dict)
    files: dict[str, Sent] = field(default_factory=dict)


def visit_of(request: Request) -> Visit | None:
    """None while nobody is known to be signed in."""
    return getattr(request.state, "visit", None)
