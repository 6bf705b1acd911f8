"""How roles and people are called."""

from bot.chat.html_text import safe
from bot.models import ROLE_NAMES, Role
from bot.people.access import User


def name_of(user: User) -> str:
    """As HTML; by the number, where no name is known."""
    return safe(user.name or f"ID {user.id}")


def in_words(role: Role, agency: str = "") -> str:
    """ "OPD (Dinas Kesehatan)"; plain text."""
    return f"{ROLE_NAMES[role]} ({agency})" if agency else ROLE_NAMES[role]
