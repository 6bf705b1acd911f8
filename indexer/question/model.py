"""A question, parsed once. Plain frozen values: whatever comes after a question was understood takes these, never its text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Total(StrEnum):
    """What is wanted of many figures: what they come to, or which share of that one has."""

    SUM = "sum"
    SHARE = "share"


class Extreme(StrEnum):
    """Which end of a measure is asked for; the best and the worst are either, whichever is better of what is measured."""

    LARGEST = "largest"
    SMALLEST = "smallest"
    BEST = "best"
    WORST = "worst"


Form = tuple[str, ...]
"""A word or phrase as its terms."""
YEAR = re.compile(r"(?:19|20)\d\d")
_PERIOD = re.compile(r"th((?:19|20)\d\d)sd((?:19|20)\d\d)")
_REGULATION = re.compile(r"no\d+th\d+")


def is_year(word: str) -> bool:
    """Whether a word is a year and nothing else."""
    if len(word) != 4 or not word.isdecimal():
        return False
    return word.startswith(("19", "20"))


def is_regulation(term: str) -> bool:
    """Whether a term is the number of a regulation."""
    return term.startswith("no") and bool(_REGULATION.fullmatch(term))


def years_of(term: str) -> tuple[str, ...]:
    """The first and the last year of the span of years that a term is; nothing for any other term."""
    match = _PERIOD.fullmatch(term) if term.startswith("th") else None
    return match.groups() if match else ()


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing a question is about: any of `alternatives` (each a phrase of terms) in a text means that it is there.

    `weight` is the idf of its rarest form; `word` is how the question said it. A `pair` is two words side by side in the
    question: that they stand side by side in a text too says more than each alone. A `required` one is a region or a
    regulation that the question names: what is said of another is no answer. An `optional` one stands only in the sentences around
    the one that asks, or is rather small talk: it helps where it is found and is not missed where it isn't. One that `names` a
    document ("RPJMD" and "2025-2029" of "RPJMD 2025-2029") needn't stand in that document's sentences. The noun that `opens` a
    question ("tarif" of "tarif LRT berapa") is what is wanted of the subject: without it nothing is an answer. A `generic` one says
    little of what the question is about: a year, a measure ("target"), the class of what is named after it ("program"), the kind of
    answer. `year` is the year it is, `period` the first and the last year of the span of years it is, `regulation` says whether it is
    the number of one.
    """

    word: str
    alternatives: tuple[Form, ...]
    weight: float = 1.0
    pair: bool = False
    required: bool = False
    optional: bool = False
    names: bool = False
    opens: bool = False
    generic: bool = False

    year: int | None = field(init=False)
    regulation: bool = field(init=False)
    period: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        first = self.alternatives[0][0] if self.alternatives and self.alternatives[0] else ""
        object.__setattr__(self, "year", int(self.word) if is_year(self.word) else None)
        object.__setattr__(self, "regulation", is_regulation(first))
        object.__setattr__(self, "period", years_of(first))

    @property
    def is_single(self) -> bool:
        """Whether it is one word."""
        return len(self.alternatives[0]) == 1


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an answer of the kinds that a question asks must hold besides.

    `day`: of a date more than the year. `name`: who holds an office, not which office. `abbreviation`: a short or a long form.
    `figures` are the numbers that the question names itself: they are no answer to it. `subject` are the words to be defined, each as
    the sets of terms that it may stand as; `last_subject` is the one that stands alone before "itu apa", as its terms. `part` is what
    of a document is asked for ("pasal" of "pasal berapa"), else "".
    """

    day: bool = False
    name: bool = False
    abbreviation: bool = False
    figures: tuple[str, ...] = ()
    subject: tuple[tuple[frozenset[str], ...], ...] = ()
    last_subject: frozenset[str] = frozenset()
    part: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """An amount, a percentage or a date that a question states: its words, and the term they come to."""

    said: str
    term: str


@dataclass(frozen=True, slots=True)
class Superlative:
    """An end of a measure that a question asks for: which one, `of` what its `adjective` is said ("money" of "mahal", "any" of "besar"), the `words`
    that say it, and those of its clause before and behind them, which say what is measured."""

    extreme: Extreme
    of: str
    adjective: str
    words: tuple[str, ...]
    before: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()


class Intent(StrEnum):
    """What a message is for: to ask; to say that what is asked next is about something else ("topik baru"); to say what documents don't
    answer ("makasih", "kamu siapa?"); nothing that can be told ("???"); to be told more about the answer before it: how sure it is, its
    sources, what stands around its quote, what else answers."""

    QUESTION = "question"
    NEW_TOPIC = "new topic"
    TALK = "talk"
    NOTHING = "nothing"
    CERTAINTY = "certainty"
    SOURCES = "sources"
    DETAIL = "detail"
    OTHERS = "others"


ABOUT_ANSWER = frozenset({Intent.CERTAINTY, Intent.SOURCES, Intent.DETAIL, Intent.OTHERS})
"""What is asked about the answer just before."""


class Talk(StrEnum):
    """What is said in a message that asks nothing of documents, or not in Indonesian (`ENGLISH`, `REGIONAL`)."""

    GREETING = "greeting"
    THANKS = "thanks"
    FAREWELL = "farewell"
    ASSENT = "assent"
    INSULT = "insult"
    PRAISE = "praise"
    SELF = "self"
    MAKER = "maker"
    DOCUMENTS = "documents"
    NEWS = "news"
    ENGLISH = "english"
    REGIONAL = "regional"
    TASK = "task"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Question:
    """What a message asks, in full.

    `text` is the question as it was understood, completed from the one before it where it leaned on that (`completed`); `about` is the question
    before it whose subject it has, "" where it has its own or asks the same of another year, place … `words` are
    the words of it in order, chat spelling written out; `terms` the terms of those that are no stop words, `all_terms` of all.
    `kinds` holds kinds of answer: figure, date, person, place, list, definition, reason, explanation; `wanted` what these must hold
    besides. `years` are the years it names, `regions` the provinces, regencies and cities, each as all it may be: "Solok" is a regency and
    a city. `meanings` are acronyms that documents may have in the place of words that are asked:
    "tpak" -> what it says of "angkatan kerja". `called` are the places it calls a kabupaten or a kota, each as (kind, what follows).
    `joins` says that it asks for two things of which each may stand in a row of its own, `asks` how many words of it ask for something
    ("siapa … dan kapan …"), `compares` that it asks how two things compare, and nothing besides, `more` which of them is more in which way
    ("tinggi"), `difference` that the difference of two figures is wanted, `total` whether a sum of many, or a share in it. `superlatives` are the
    ends of measures it asks for, `classes` the terms of what it asks which one it is of. `claims` are the
    figures and dates it states. `parts` are the questions that a message with several is made of, or on which a comparison rests; each is in
    full, and has no parts; of a part `brief` is it as it was said, `side` the side of a comparison that it is about ("Kabupaten Wajo"), or "". `talk` is
    what a message is that is rather talk; of one that asks, what it is replied to as where nothing answers it, or None.
    """

    text: str
    words: tuple[str, ...] = ()
    terms: frozenset[str] = frozenset()
    all_terms: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    wanted: Wanted = Wanted()
    years: frozenset[str] = frozenset()
    concepts: tuple[Concept, ...] = ()
    meanings: Mapping[str, frozenset[str]] = field(default_factory=dict)
    called: tuple[tuple[str, str], ...] = ()
    regions: tuple[tuple[str, ...], ...] = ()
    joins: bool = False
    asks: int = 0
    compares: bool = False
    more: str = ""
    difference: bool = False
    total: Total | None = None
    superlatives: tuple[Superlative, ...] = ()
    classes: tuple[tuple[str, ...], ...] = ()
    claims: tuple[Claim, ...] = ()
    parts: tuple["Question", ...] = ()
    brief: str = ""
    side: str = ""
    completed: bool = False
    about: str = ""
    intent: Intent = Intent.QUESTION
    talk: Talk | None = None

    @property
    def several(self) -> bool:
        """Whether it asks for more than one thing, of one subject or of two."""
        return self.asks > 1 or (self.joins and len(self.kinds) > 1)

    def match(self) -> str:
        """The full-text query: any alternative of any concept. "" when nothing informative was asked."""
        phrases: set[str] = set()
        for concept in self.concepts:
            phrases.update(map(" ".join, concept.alternatives))
        return " OR ".join(f'"{phrase}"' for phrase in sorted(phrases))
