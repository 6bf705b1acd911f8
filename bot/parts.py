"""Puts the parts together for one command; each is made at first need, so that a command pays only for what it uses."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from bot.access import Access
    from bot.answer_log import AnswerLog
    from bot.assistant import Assistant
    from bot.review import Review
    from bot.settings import Settings
    from bot.uploads import Uploads
    from indexer.library import Library


class Parts:
    """The imports stand inside: what isn't used isn't loaded. `other` is handed on to Library.open."""

    def __init__(self, settings: Settings, **other: Any):
        self.settings, self._other = settings, other

    @cached_property
    def library(self) -> Library:
        from indexer.library import Library

        return Library.open(self.settings, say=_say, **self._other)

    @cached_property
    def log(self) -> AnswerLog:
        from bot.answer_log import AnswerLog

        return AnswerLog(self.settings.log_path)

    @cached_property
    def access(self) -> Access:
        from bot.access import Access

        return Access(self.settings.log_path, self.settings.admin_ids)

    @cached_property
    def review(self) -> Review:
        from bot.review import Review

        return Review(self.log)

    @cached_property
    def uploads(self) -> Uploads:
        from bot.uploads import Uploads

        return Uploads(self.library, self.log, self.settings.corpus_dir)

    @cached_property
    def assistant(self) -> Assistant:
        from bot.assistant import Assistant
        from bot.composers.extractive import ExtractiveComposer

        return Assistant(self.library, ExtractiveComposer(), self.log)

    def close(self) -> None:
        for name in ("access", "log", "library"):
            if name in self.__dict__:
                getattr(self, name).close()


def _say(line: str) -> None:
    click.echo(line, err=True)
