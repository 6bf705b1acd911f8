"""With a language model: it words what was found, is checked, and gives way to the extractive answer where it fails."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.answering.composer import Composer, Part
from bot.answering.extractive.certainty import hedged
from bot.answering.extractive.joint import merged
from bot.answering.llm.checks import Checked, Checker, tidy
from bot.answering.llm.language_model import LanguageModel
from bot.answering.prompts import text
from bot.errors import ComposerUnavailable
from bot.journal.sources import source_line
from bot.models import Draft
from indexer.evidence.reader.reader import Reader
from indexer.models import Passage
from indexer.question.model import Question
from indexer.structure.chunks import embedded_text

PASSAGES = 8
ROOM = 1_500
"""Characters of one passage that a model is shown."""
UNLIKELY = 0.2
"""Below this confidence of the extractive composer, a question it refuses isn't put to the model."""
NEAREST = 3
_NOTHING = re.compile(r"\W*(?:TIDAK ADA\b|(?i:tidak ada)\W*$)")
_FENCE = re.compile(r"[<＜]\s*[/／]?\s*(?:kutipan|pertanyaan)", re.I)
_COMPLETE = re.compile(r".*(?:\n|[.!?\]](?=\s))", re.S)


class LlmComposer:
    """Every sentence it shows was checked; `fallback` decides what isn't worth asking and answers when the model can't."""

    name = "llm"

    def __init__(self, model: LanguageModel, fallback: Composer, reader: Callable[[], Reader | None] = lambda: None):
        """`reader` gives what reads claims, if there is anything."""
        self._model, self._fallback, self._reader = model, fallback, reader
        self._instruction = text("instruksi_llm")

    def compose(
        self,
        question: Question,
        passages: Sequence[Passage],
        on_text: Callable[[str], None] | None = None,
        parts: Sequence[Part] = (),
    ) -> Draft:
        """A draft within the model's time limit, with a note where the model wasn't followed.

        `on_text` gets the checked beginning of the answer, without marks, each time a sentence more is certain. It must
        return at once: it is called in this thread, on the model's time. What it showed last is no answer: the draft is.
        """
        plain = replace(self._fallback.compose(question, passages, parts=parts), composer=self._fallback.name)
        not_worth_asking = plain.refused and plain.confidence < UNLIKELY
        if not_worth_asking or plain.computed:  # a model could but take another figure of the quotes for it
            return plain
        shown = merged(passages, parts)[:PASSAGES]
        checker = Checker(shown, self._reader())
        watch = watching(checker, on_text)
        try:
            written = self._model.write(self._instruction, request(question.text, shown), watch)
        except ComposerUnavailable as error:
            return replace(plain, notes=(str(error),))
        if _NOTHING.match(tidy(written)):
            note = "Model bahasa tidak menemukan jawabannya di kutipan."
            return replace(plain, text="", quotes=plain.quotes[:NEAREST], refused=True, composer=self.name, notes=(note,))
        return self._accepted(checker.check(written), plain)

    def _accepted(self, checked: Checked, plain: Draft) -> Draft:
        """The checked draft, or the extractive one when too little of it is left."""
        dropped = checked.total - checked.kept
        count = f"{dropped} dari {checked.total} kalimatnya tidak didukung kutipan"
        if not checked.kept or dropped > checked.kept:
            return replace(plain, notes=(f"Model bahasa tidak dipakai: {count}.",))
        notes = (f"Jawaban model bahasa dipotong: {count}.",) if dropped else ()
        return hedged(Draft(checked.text, checked.quotes, confidence=plain.confidence, composer=self.name, notes=notes))


def request(question: str, passages: Sequence[Passage]) -> str:
    """The numbered, fenced passages and the question. Neither can close its fence."""
    parts = []
    for number, passage in enumerate(passages, 1):
        source, words = source_line(passage.document.title, passage.page, ""), embedded_text(passage.chunk)
        parts.append(f'<kutipan nomor="{number}">\n{_fenced(source)}\n{_fenced(words)[:ROOM]}\n</kutipan>')
    return "\n\n".join([*parts, f"<pertanyaan>\n{_fenced(question)}\n</pertanyaan>"])


def _fenced(text: str) -> str:
    return _FENCE.sub("(", text)


def watching(checker: Checker, on_text: Callable[[str], None] | None) -> Callable[[str], None]:
    """What hears a model's text while it is written, and hands on what of it is certain."""
    return _Progress(checker, on_text).read if on_text else _ignore


class _Progress:
    """Hands on the checked beginning of a text that is still being written."""

    def __init__(self, checker: Checker, on_text: Callable[[str], None]):
        self._checker, self._on_text = checker, on_text
        self._complete = self._shown = ""

    def read(self, written: str) -> None:
        complete = match.group() if (match := _COMPLETE.match(written)) else ""
        if len(complete) <= len(self._complete):
            return
        self._complete = complete
        certain = re.sub(r"\s?\[\d{1,3}\]", "", self._checker.check(complete).text)
        if certain and certain != self._shown:
            self._shown = certain
            self._on_text(certain)


def _ignore(written: str) -> None:
    """Nobody watches."""
