"""A document in a few sentences, worded by a language model from how its parts begin; each sentence is checked like any answer."""

from collections.abc import Callable, Sequence

from bot.answering.llm.checks import Checker
from bot.answering.llm.composer import request, watching
from bot.answering.llm.language_model import LanguageModel
from bot.answering.prompts import text
from bot.errors import ComposerUnavailable
from bot.models import Draft
from indexer.evidence.reader.reader import Reader
from indexer.models import Passage

FEWEST = 2
"""Sentences that a summary is made of; with fewer the document's outline says more."""


class LlmSummarizer:
    """Every sentence it shows was checked."""

    name = "llm"

    def __init__(self, model: LanguageModel, reader: Callable[[], Reader | None] = lambda: None):
        """`reader` gives what reads claims, if there is anything."""
        self._model, self._reader = model, reader
        self._instruction = text("instruksi_ringkas")

    def summarize(self, title: str, passages: Sequence[Passage], on_text: Callable[[str], None] | None = None) -> Draft:
        """A summary, or a refused draft whose note says why there is none. `on_text` gets its checked beginning, as a composer's does."""
        checker = Checker(passages, self._reader())
        try:
            written = self._model.write(self._instruction, request(f"Ringkas: {title}", passages), watching(checker, on_text))
        except ComposerUnavailable as error:
            return Draft("", refused=True, notes=(str(error),))
        checked = checker.check(written)
        dropped = checked.total - checked.kept
        count = f"{dropped} dari {checked.total} kalimatnya tidak didukung kutipan"
        if checked.kept < FEWEST:
            return Draft("", refused=True, notes=(f"Ringkasan model bahasa tidak dipakai: {count}.",))
        notes = (f"Ringkasan model bahasa dipotong: {count}.",) if dropped else ()
        return Draft(checked.text, checked.quotes, confidence=1.0, composer=self.name, notes=notes)
