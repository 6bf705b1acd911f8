"""Puts the parts together for one command; each is made at first need, so that a command pays only for what it uses."""

from __future__ import annotations

import functools
import getpass
import os
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from indexer.cli.console import other_models

if TYPE_CHECKING:
    from bot.answering.assistant import Assistant
    from bot.answering.composer import Composer
    from bot.answering.corrected.serving import CorrectedAnswers
    from bot.answering.llm.language_model import LanguageModel
    from bot.answering.outline.summarizer import Summarizer
    from bot.answering.reasking import Reasking
    from bot.intake.uploads import Uploads
    from bot.journal.answer_log import AnswerLog
    from bot.journal.corrected.store import CorrectedStore
    from bot.journal.counting import FigureStore
    from bot.people.access import Access
    from bot.people.agencies import Agencies
    from bot.people.sessions import Sessions
    from bot.settings import Settings
    from indexer.library import Library


FILE = click.Path(path_type=Path)
"""The type of an argument or option that names a file."""


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
        from bot.journal.answer_log import AnswerLog

        return AnswerLog(self.settings.log_path)

    @cached_property
    def figures(self) -> FigureStore:
        from bot.journal.counting import FigureStore

        return FigureStore(self.settings.log_path)

    @cached_property
    def access(self) -> Access:
        from bot.people.access import Access

        return Access(self.settings.log_path, self.settings.admin_ids)

    @cached_property
    def agencies(self) -> Agencies:
        from bot.people.agencies import Agencies

        return Agencies(self.settings.log_path)

    @cached_property
    def sessions(self) -> Sessions:
        from bot.people.sessions import Sessions

        return Sessions(self.settings.log_path, self.access, self.settings.desk_url)

    @cached_property
    def uploads(self) -> Uploads:
        from bot.intake.uploads import Uploads

        return Uploads(self.library, self.log, self.settings.corpus_dir)

    @cached_property
    def assistant(self) -> Assistant:
        from bot.answering.assistant import Assistant

        return Assistant(self.library, self.composer, self.log, self.summarizer, self.corrected)

    @cached_property
    def corrected(self) -> CorrectedAnswers:
        from bot.answering.corrected.serving import CorrectedAnswers

        return CorrectedAnswers(self.corrected_store, self.library)

    @cached_property
    def corrected_store(self) -> CorrectedStore:
        from bot.journal.corrected.store import CorrectedStore

        return CorrectedStore(self.settings.log_path)

    @cached_property
    def reasking(self) -> Reasking:
        from bot.answering.reasking import Reasking

        return Reasking(self.assistant, self.log, self.library)

    @cached_property
    def composer(self) -> Composer:
        from bot.answering.extractive.composer import ExtractiveComposer

        extractive = ExtractiveComposer(self.settings.threshold)
        if self._language_model is None:
            return extractive
        from bot.answering.llm.composer import LlmComposer

        return LlmComposer(self._language_model, extractive, lambda: self.library.reader)

    @cached_property
    def summarizer(self) -> Summarizer | None:
        if self._language_model is None:
            return None
        from bot.answering.llm.summary import LlmSummarizer

        return LlmSummarizer(self._language_model, lambda: self.library.reader)

    @cached_property
    def _language_model(self) -> LanguageModel | None:
        settings = self.settings
        if settings.llm_base_url is None:
            return None
        from bot.answering.llm.language_model import LanguageModel

        key = settings.llm_api_key.get_secret_value() if settings.llm_api_key else ""
        return LanguageModel(settings.llm_base_url, settings.llm_model, key, settings.llm_timeout)

    def close(self) -> None:
        for name in ("corrected_store", "access", "agencies", "figures", "sessions", "uploads", "log", "library"):
            if name in self.__dict__:
                getattr(self, name).close()


def at_terminal() -> str:
    """What the trail calls who sits here: "terminal (andi)", by the name that the operating system knows."""
    try:
        return f"terminal ({getpass.getuser()})"
    except (KeyError, OSError):  # a container may run under a number that has no name
        return f"terminal ({os.getuid()})"


def _say(line: str) -> None:
    click.echo(line, err=True)


def with_parts(command: Callable[..., None]) -> Callable[..., None]:
    """The command gets the parts as its first argument; they are closed when it is over."""

    @click.pass_context
    @functools.wraps(command)
    def run(context: click.Context, **values: object) -> None:
        parts = Parts(context.obj, **other_models(context))
        context.call_on_close(parts.close)
        command(parts, **values)

    return run
