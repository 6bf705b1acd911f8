"""What a question is about: concepts, each with what it may stand as in a text and how much it says."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, pairwise

from indexer.language.place_names import COMMON, NAMES
from indexer.language.terms import is_root, stem, term
from indexer.language.wordlists import alternatives, any_of, words
from indexer.question.generic import SOFT, is_generic
from indexer.question.meaning import Meaning, Vocabulary, meaning, weight
from indexer.question.model import Concept, Form, is_regulation, is_year, years_of
from indexer.question.phrases import Phrases, Thing, form_of, things
from indexer.question.words import Message, Sentence

MOST_CONCEPTS = 40
"""The most telling ones are kept of a question that is rather a letter."""
AROUND = 0.4
"""How much a word counts that stands only in the sentences around the one that asks."""
PAIR = 0.5
"""The weight of two words side by side, beside the lesser one's own."""
_YEAR_FOLLOWS_WITHIN = 2
"""Things after a document's name among which its year stands."""
_DATED_DOCUMENTS = words("question_dated_documents")
_AMOUNT_WORDS = words("question_amount_words")
_NAMED_REGION = re.compile(
    rf"\b(?:{alternatives('question_region_titles')}\s+(?!{alternatives('question_not_a_region')})(?P<name>[a-z]{{3,}})"
    rf"|kota\s+(?P<town>{any_of(COMMON)})\b)"
)
_TOWNS = frozenset(word for name in NAMES for word in name.split())
_VOWELS = frozenset("aeiou")
"""A word without any abbreviates something ("bupati ttd"), and is no name of a place."""


@dataclass(frozen=True, slots=True)
class Role:
    """What a thing is in its question, besides what it means: see Concept."""

    around: bool = False
    names: bool = False
    opens: bool = False


def concepts(
    message: Message, vocabulary: Vocabulary, known: Phrases, region_terms: Collection[str] = ()
) -> tuple[Concept, ...]:
    """What a message is about, the most telling first, then the pairs of neighbouring words. `region_terms` are the terms that name the
    regions that a library's documents are about."""
    regions = frozenset(region_terms) | _named_regions(message.whole.plain)
    found: dict[tuple[Form, ...], Concept] = {}
    for thing, role in _things_and_roles(message, known):
        if concept := _concept(thing, role, vocabulary, regions):
            found.setdefault(concept.alternatives, concept)
    telling = sorted(found.values(), key=lambda concept: -concept.weight)[:MOST_CONCEPTS]
    return (*telling, *_pairs(message.asking, telling))


def meanings(concepts: Iterable[Concept], known: Phrases) -> Mapping[str, frozenset[str]]:
    """The acronyms at least half of whose long form is asked, in two words or more; each with these words."""
    asked = frozenset(concept.alternatives[0][0] for concept in concepts if concept.is_single)
    found: dict[str, frozenset[str]] = {}
    candidates = [known.acronyms[word] for word in known.acronyms.keys() & asked]
    for acronym, long_form in chain.from_iterable(candidates):
        shared = _shared(asked, long_form)
        if not shared or acronym in asked:
            continue
        shared_before = found.get(acronym, frozenset())
        found[acronym] = shared_before | shared
    return found


def _shared(asked: frozenset[str], long_form: Form) -> frozenset[str]:
    """The words that are asked of a long form; none where they are less than two, or than half of it."""
    shared = asked.intersection(long_form)
    least = max(2, len(long_form) / 2)
    return shared if len(shared) >= least else frozenset()


def _things_and_roles(message: Message, known: Phrases) -> Iterator[tuple[Thing, Role]]:
    asked = _things_of(message.asking, known)
    naming = set(_naming_a_document([thing.forms[0] for thing in asked]))
    opening = _opening(asked)
    for at, thing in enumerate(asked):
        yield thing, Role(names=at in naming, opens=at == opening)
    for thing in _things_of(message.around, known):
        yield thing, Role(around=True)


def _things_of(sentences: Iterable[Sentence], known: Phrases) -> list[Thing]:
    found: list[Thing] = []
    for sentence in sentences:
        found += things(sentence, known)
    return found


def _concept(thing: Thing, role: Role, vocabulary: Vocabulary, regions: Collection[str]) -> Concept | None:
    """None for a filler, and for what needn't be found and can't be."""
    meant = meaning(thing, vocabulary)
    if not meant.forms:
        return None
    optional = role.around or thing.said in SOFT
    is_worthless = _is_amount(thing, meant) or not meant.used
    if optional and is_worthless:
        return None
    found = weight(thing, meant, vocabulary)
    return Concept(
        word=thing.said,
        alternatives=meant.forms,
        weight=AROUND * found if optional else found,
        optional=optional,
        names=role.names,
        opens=role.opens,
        generic=is_generic(thing.said),
        required=_tells_apart(meant.forms[0], regions),
    )


def _tells_apart(form: Form, regions: Collection[str]) -> bool:
    """Whether it is a region or a regulation: what is said of another is no answer."""
    if form[0] in regions or form in _place_forms():
        return True
    return is_regulation(form[0])


def _opening(asked: Sequence[Thing]) -> int | None:
    """Which thing is the noun that a question opens with: the first that isn't generic, if it is in the dictionary as it stands, so no
    name and no verb with its affixes."""
    for at, thing in enumerate(asked):
        if not is_generic(thing.said):
            is_noun = all(map(is_root, thing.said.split()))
            return at if is_noun else None
    return None


def _named_regions(plain: str) -> frozenset[str]:
    """The terms of the regions that a question calls one: names of places, and what is in no dictionary."""
    found = set()
    for match in _NAMED_REGION.finditer(plain):
        name = match[match.lastgroup]
        is_everyday_word = is_root(stem(name)) and name not in _TOWNS
        is_abbreviation = _VOWELS.isdisjoint(name)
        if not is_everyday_word and not is_abbreviation:
            found.add(term(name))
    return frozenset(found)


def _naming_a_document(forms: Sequence[Form]) -> Iterator[int]:
    """Where those stand that name a document: a kind of plan or act, and the year or span of years soon after it."""
    for at, form in enumerate(forms):
        if _DATED_DOCUMENTS.isdisjoint((form[0], " ".join(form))):
            continue
        following = list(map(_is_time, forms[at + 1 : at + 1 + _YEAR_FOLLOWS_WITHIN]))
        if True in following:
            yield at
            yield at + 1 + following.index(True)


def _is_time(form: Form) -> bool:
    return is_year(form[0]) or bool(years_of(form[0]))


def _is_amount(thing: Thing, meant: Meaning) -> bool:
    """A number that is no year, or the unit of one: in a claim around the question it is what may be false."""
    if is_year(thing.said):
        return False
    return thing.said in _AMOUNT_WORDS or meant.forms[0][0].isdigit()


def _pairs(asking: Iterable[Sentence], concepts: Iterable[Concept]) -> Iterator[Concept]:
    """The pairs of neighbouring words of a question that are both informative single words."""
    single = {concept.word: concept for concept in concepts if concept.is_single and not concept.year}
    for first, second in _neighbours(asking):
        if single.keys() >= {first, second}:
            yield _pair(single[first], single[second])


def _pair(first: Concept, second: Concept) -> Concept:
    form = (*first.alternatives[0], *second.alternatives[0])
    weight = PAIR * min(first.weight, second.weight)
    return Concept(f"{first.word} {second.word}", (form,), weight, pair=True)


def _neighbours(sentences: Iterable[Sentence]) -> Iterator[tuple[str, str]]:
    """The pairs of different words that stand side by side, each once."""
    seen: set[tuple[str, str]] = set()
    for sentence in sentences:
        for pair in pairwise(sentence.plain.split()):
            is_new = pair not in seen
            seen.add(pair)
            if is_new and pair[0] != pair[1]:
                yield pair


@cache
def _place_forms() -> frozenset[Form]:
    """The names of places, as terms; those that are everyday words count only where they are called a place."""
    return frozenset(form_of(name) for name in NAMES - COMMON)
