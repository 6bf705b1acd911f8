"""The numbered migrations of the log, which can't be rebuilt: none is ever changed, and they are carried out in the order in which they stand."""

from bot.journal.migrations.desk import MIGRATIONS

__all__ = ["MIGRATIONS"]
