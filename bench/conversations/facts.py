"""Whether a question was understood, told from its facts alone, whatever search and reader make of it.

The question in full and the one that was understood rarely have the same words: who writes the first knows more than was said ("menurut Perbup
21/2021"), the second keeps what was typed. So no more is expected than has been said in the conversation so far; and what the question in full
has let go of the one before it must be gone where something else stands in its place: "kalau 2028?" may keep the name of the plan.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from indexer.language.terms import STOPWORDS, term
from indexer.language.vocabulary import ACRONYMS
from indexer.language.wordlists import phrases
from indexer.question.generic import UNITS, is_about_answer, is_generic
from indexer.question.kinds import asked_kinds
from indexer.question.leaning import FILLERS
from indexer.question.model import YEAR
from indexer.question.subject import MEASURES
from indexer.question.words import QUESTION_WORDS, Word, read

_OF_DOCUMENT = re.compile(r" \(dalam (?P<title>.+)\)\?$")
"""How a question says of which document it is asked (bot/answering/conversation.py)."""
_DOCUMENTS = frozenset(
    map(term, " ".join([*phrases("question_plans"), *(ACRONYMS[plan] for plan in phrases("question_plans"))]).split())
)
"""Terms of what a document is called: which one it is, its region and its year say."""
_SAYS_NOTHING = STOPWORDS | QUESTION_WORDS | FILLERS | UNITS


@dataclass(frozen=True)
class Facts:
    """What a question is `about` (terms, short forms written out), its `years`, its `measures` ("target") and the `kinds` of answer it asks for."""

    about: frozenset[str]
    years: frozenset[str]
    measures: frozenset[str]
    kinds: frozenset[str]


def same_facts(asked: str, means: str, before: str, said: Sequence[str]) -> bool:
    """Whether `asked` says what `means` says, as far as that is among what was `said`, and nothing that only the question `before` it says."""
    document = _OF_DOCUMENT.search(asked)
    got = facts(asked[: document.start()] if document else asked)
    of_document = facts(document["title"]).about if document else frozenset()
    wanted, earlier = facts(means), facts(before)
    known = facts(" . ".join(said))
    lacks = (wanted.about & known.about) - got.about - of_document
    is_new = bool(wanted.about - earlier.about)
    keeps = got.about & (earlier.about - wanted.about - _DOCUMENTS) if is_new else frozenset()
    return not (lacks or keeps) and _agree(got, wanted, known, earlier)


def _agree(got: Facts, wanted: Facts, known: Facts, earlier: Facts) -> bool:
    """Whether years, measures and kinds of answer are not other ones."""
    years_lacking = (wanted.years & known.years) - got.years
    other_years = got.years - (wanted.years or earlier.years)
    other_measures = got.measures - wanted.measures if wanted.measures else frozenset()
    asks_else = bool(got.kinds and wanted.kinds) and got.kinds.isdisjoint(wanted.kinds)
    return not (years_lacking or other_years or other_measures or asks_else)


@cache
def facts(text: str) -> Facts:
    said = read(text).whole
    about = frozenset(found for word in said.words for found in _terms(word))
    measures = frozenset(word.plain.removesuffix("nya") for word in said.words) & MEASURES
    return Facts(about, frozenset(YEAR.findall(said.text)), measures, asked_kinds(said.plain))


def _terms(word: Word) -> frozenset[str]:
    """The terms of a word that says what a question is about; none for any other."""
    plain = word.plain.removesuffix("nya")
    in_full = ACRONYMS.get(plain)
    if in_full:
        return frozenset(map(term, in_full.split()))
    is_year = bool(YEAR.fullmatch(plain))
    if is_year or _SAYS_NOTHING & {plain, word.plain} or is_generic(plain) or is_about_answer(plain):
        return frozenset()
    return frozenset({word.term})
