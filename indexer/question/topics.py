"""What a conversation is about: the latest question that has a subject, or a new topic."""

import re
from collections.abc import Sequence

from indexer.language.terms import STOPWORDS
from indexer.language.wordlists import alternatives
from indexer.question.words import QUESTION_WORDS, Message, Sentence, read

LONGEST_TOPIC = 300
"""Characters of a question that another may lean on."""
_NEW_TOPIC = re.compile(
    rf"\W*(?:{alternatives('question_opening_new_topic')}\W+){{0,3}}(?:topik|pertanyaan) baru"
    rf"(?:\s+{alternatives('question_after_new_topic')}\b)*"
    rf"(?:\s*$|\W*[^\w\s]\W*|\s+(?={alternatives('question_asking_new_topic')}\b))",
    re.I,
)
_INSTRUCTING = re.compile(rf"\b{alternatives('question_instructing')}\b|[<>{{}}\[\]`]", re.I)


def after_new_topic(typed: str) -> str | None:
    """What follows "topik baru" at the beginning of a message, "" for nothing; None where it isn't said."""
    match = _NEW_TOPIC.match(typed)
    return typed[match.end() :].strip() if match else None


def instructs(typed: str) -> bool:
    """Whether a text wants to tell the program what to do."""
    return bool(_INSTRUCTING.search(typed))


def has_subject(message: Message) -> bool:
    """Whether a message says anything but small talk and question words."""
    return bool(message.whole.said - STOPWORDS - QUESTION_WORDS)


def topic_of(earlier: Sequence[str]) -> Sentence | None:
    """The question that another may lean on: of the `earlier` ones (newest first) the latest that has a subject. None when none has,
    or it isn't clear what it asks."""
    for typed in earlier:
        if after_new_topic(typed) is not None:
            return None
        message = read(typed)
        if has_subject(message):
            return _clear_question(message)
    return None


def _clear_question(message: Message) -> Sentence | None:
    """The one sentence of a message that asks."""
    question, *others = message.asking
    is_long = len(message.whole.typed) > LONGEST_TOPIC
    if others or is_long:
        return None
    return None if instructs(question.text) else question


def asked_last(typed: str) -> str:
    """The last question of a message, without the punctuation around it; all of it where none asks."""
    message = read(typed)
    return (message.asking or (message.whole,))[-1].bare
