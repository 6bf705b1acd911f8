"""What a question is about: concepts, each with what it may stand as in a text and how much it says."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from indexer.language.place_names import COMMON, NAMES
from indexer.language.terms import is_root, stem, term
from indexer.language.wordlists import alternatives, any_of, words
from indexer.question.generic import SOFT, is_generic
from indexer.question.meaning import Meaning, Vocabulary, meaning, weight
from indexer.question.model import PERIOD, Concept, Form, is_regulation, is_year
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
    regions = frozenset(region_terms) | _named_regions(message.plain)
    found: dict[tuple[Form, ...], Concept] = {}
    for thing, role in _things_and_roles(message, known):
        concept = _concept(thing, role, vocabulary, regions)
        if concept:
            found.setdefault(concept.alternatives, concept)
    telling = sorted(found.values(), key=lambda concept: -concept.weight)[:MOST_CONCEPTS]
    return (*telling, *_pairs(message.asking, telling))


def meanings(concepts: Iterable[Concept], known: Phrases) -> Mapping[str, frozenset[str]]:
    """The acronyms at least half of whose long form is asked, in two words or more; each with these words."""
    asked = {concept.alternatives[0][0] for concept in concepts if len(concept.alternatives[0]) == 1}
    found: dict[str, frozenset[str]] = {}
    for acronym, long_forms in known.acronyms:
        if acronym in asked:
            continue
        for long_form in long_forms:
            shared = asked.intersection(long_form)
            if len(shared) > 1 and 2 * len(shared) >= len(long_form):
                found[acronym] = found.get(acronym, frozenset()) | shared
    return found


def _things_and_roles(message: Message, known: Phrases) -> Iterator[tuple[Thing, Role]]:
    asked = [thing for sentence in message.asking for thing in things(sentence, known)]
    naming = set(_naming_a_document([thing.forms[0] for thing in asked]))
    opening = next((at for at, thing in enumerate(asked) if not is_generic(thing.said)), None)
    for at, thing in enumerate(asked):
        yield thing, Role(names=at in naming, opens=at == opening and _is_noun(thing))
    for sentence in message.around:
        for thing in things(sentence, known):
            yield thing, Role(around=True)


def _concept(thing: Thing, role: Role, vocabulary: Vocabulary, regions: Collection[str]) -> Concept | None:
    """None for a filler, and for what needn't be found and can't be."""
    meant = meaning(thing, vocabulary)
    if not meant.forms:
        return None
    optional = role.around or thing.said in SOFT
    if optional and (not meant.used or _is_amount(thing, meant)):
        return None
    found = weight(thing, meant, vocabulary)
    first = meant.forms[0]
    return Concept(
        word=thing.said,
        alternatives=meant.forms,
        weight=AROUND * found if optional else found,
        optional=optional,
        names=role.names,
        opens=role.opens,
        generic=is_generic(thing.said),
        required=first[0] in regions or first in _place_forms() or is_regulation(first),
    )


def _is_noun(thing: Thing) -> bool:
    """Whether it is in the dictionary as it stands: no name, and no verb with its affixes."""
    return all(is_root(word) for word in thing.said.split())


def _named_regions(plain: str) -> frozenset[str]:
    """The terms of the regions that a question calls one: names of places, and what is in no dictionary."""
    names = [match["name"] or match["town"] for match in _NAMED_REGION.finditer(plain)]
    return frozenset(term(name) for name in names if name in _TOWNS or not is_root(stem(name)))


def _naming_a_document(forms: Sequence[Form]) -> Iterator[int]:
    """Where those stand that name a document: a kind of plan or act, and the year or span of years soon after it."""
    for at, form in enumerate(forms):
        is_document = form[0] in _DATED_DOCUMENTS or " ".join(form) in _DATED_DOCUMENTS
        if not is_document:
            continue
        following = range(at + 1, min(at + 1 + _YEAR_FOLLOWS_WITHIN, len(forms)))
        dated = next((year for year in following if _is_time(forms[year])), None)
        if dated is not None:
            yield from (at, dated)


def _is_time(form: Form) -> bool:
    return is_year(form[0]) or bool(PERIOD.fullmatch(form[0]))


def _is_amount(thing: Thing, meant: Meaning) -> bool:
    """A number that is no year, or the unit of one: in a claim around the question it is what may be false."""
    is_number = meant.forms[0][0].isdigit() or thing.said in _AMOUNT_WORDS
    return is_number and not is_year(thing.said)


def _pairs(asking: Iterable[Sentence], concepts: Iterable[Concept]) -> Iterator[Concept]:
    """The pairs of neighbouring words of a question that are both informative single words."""
    single = {concept.word: concept for concept in concepts if len(concept.alternatives[0]) == 1 and not concept.year}
    neighbours = [pair for sentence in asking for pair in pairwise(word.plain for word in sentence.words)]
    for first, second in dict.fromkeys(neighbours):
        if first == second or first not in single or second not in single:
            continue
        one, other = single[first], single[second]
        form = (*one.alternatives[0], *other.alternatives[0])
        yield Concept(f"{first} {second}", (form,), PAIR * min(one.weight, other.weight), pair=True)


@cache
def _place_forms() -> frozenset[Form]:
    """The names of places, as terms; those that are everyday words count only where they are called a place."""
    return frozenset(form_of(name) for name in NAMES - COMMON)
