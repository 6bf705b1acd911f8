"""A message that asks nothing of documents -> a short reply, by who says it and by what the library holds."""

import re
from collections.abc import Callable, Mapping

from bot.answering.prompts import table
from bot.answering.talk import holdings
from bot.answering.talk.examples import Examples
from bot.models import Role
from indexer.language.terms import terms
from indexer.language.wordlists import any_of, groups
from indexer.library import Library
from indexer.models import Document
from indexer.question.model import Question, Talk

ALL = "teks"
"""What is said whatever the role."""
GREETED = "Halo."
_RETURNED = tuple((reply, re.compile(rf"\b{any_of(said)}\b", re.I)) for reply, *said in groups("greetings_returned"))
"""How a greeting is returned as it was given."""
_BLANK = re.compile(r"\{(\w+)\}")


class Replies:
    """What is said of one library. Raises IndexerError when that can't be read."""

    def __init__(self, library: Library, examples: Examples):
        self._library, self._examples = library, examples

    def to(self, typed: str, question: Question, role: Role | None) -> str:
        """The reply to a message that was `typed` and understood as `question`, to somebody of this role (None: at a terminal)."""
        kind = question.talk or "nothing"
        said = table("obrolan")[kind]
        blanks = {
            "salam": lambda: _returned(typed),
            "isi": lambda: holdings.summary(self._library.documents()),
            "contoh": self._example,
            "dokumen": lambda: self._documents(question, at_terminal=role is None),
        }
        paragraphs = [*said[ALL].strip().split("\n\n"), said.get(role or "", "")]
        return "\n\n".join(filter(None, (_filled(paragraph, blanks) for paragraph in paragraphs)))

    def _documents(self, question: Question, *, at_terminal: bool) -> str:
        documents = self._library.documents()
        whole_list = "`tanya documents`" if at_terminal else "/dokumen"
        if not documents:
            return holdings.NONE
        if question.talk is Talk.NEWS:
            return holdings.newest(documents)
        if found := holdings.asked_for(documents, question.text):
            return f"Ada {len(found)} dokumen:\n{holdings.listed(found, whole_list)}"
        if found := self._telling_of(holdings.topic(question.text)):
            return f"Judulnya tidak menyebut itu, tetapi isinya memuatnya:\n{holdings.listed(found, whole_list)}"
        return f"Dokumen seperti itu belum ada di sini. Daftar semuanya: {whole_list}."

    def _telling_of(self, topic: frozenset[str]) -> list[Document]:
        """The documents of which a passage says all of this."""
        passages = self._library.search(" ".join(topic)) if topic else []
        telling = [passage.document for passage in passages if topic <= set(terms(passage.chunk.text))]
        return list({document.id: document for document in telling}.values())

    def _example(self) -> str:
        question = next(iter(self._examples.found()), "")
        return f"Misalnya: {question}" if question else ""


def _returned(typed: str) -> str:
    """The greeting for a greeting."""
    return next((reply for reply, said in _RETURNED if said.search(typed)), GREETED)


def _filled(paragraph: str, blanks: Mapping[str, Callable[[], str]]) -> str:
    """A paragraph with its blanks filled in; "" where one of them has nothing to say."""
    values = {name: blanks[name]() for name in _BLANK.findall(paragraph)}
    if not all(values.values()):
        return ""
    return _BLANK.sub(lambda blank: values[blank[1]], paragraph)
