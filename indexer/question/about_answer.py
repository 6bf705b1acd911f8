"""What a message asks about the answer just before it: "yakin?", "sumbernya?", "rincinya?", "selain itu?". Pure."""

from indexer.language.wordlists import pairs
from indexer.question.leaning import FILLERS
from indexer.question.model import Intent
from indexer.question.words import Sentence, read

_ASKED = {read(typed).whole.plain: wanted for typed, wanted in pairs("question_about_last_answer").items()}


def about_answer(message: Sentence) -> Intent | None:
    """What of the last answer is wanted; None for what isn't about it, or says more."""
    said = " ".join(word.plain for word in message.words if word.plain not in FILLERS)
    wanted = _ASKED.get(said) or _ASKED.get(message.plain)
    return Intent(wanted) if wanted else None
