"""Of which other region a span certainly tells than the one that is asked, in words. Pure."""

from collections.abc import Sequence

from indexer.evidence.document_scope import is_elsewhere, scope
from indexer.evidence.pair import Pair, listed
from indexer.evidence.weighing import region_of
from indexer.language.place_names import COMMON, NAMES, PROVINCE_OF, TITLES, bare
from indexer.language.terms import tokens
from indexer.models import NATIONAL
from indexer.question.model import Question


def of_region(pair: Pair) -> str:
    """That it is told of another region."""
    told = _region(pair)
    asked = _asked_elsewhere(pair, told)
    return f"Yang ditemukan tentang {told}, bukan {asked}." if asked else ""


def _region(pair: Pair) -> str:
    """The region that the span tells of; "" where that isn't known."""
    evidence = pair.candidate.passage.evidence
    at = evidence.index(pair.candidate.evidence)
    told = region_of([one.span for one in evidence], at)
    return told or pair.candidate.passage.document.region


def _asked_elsewhere(pair: Pair, told: str) -> str:
    """The region that is asked, if it is another one than what is `told` of; else ""."""
    question, named = pair.question, pair.span.traits.regions
    if is_elsewhere(question.regions, told, named):
        return listed([_one_name(regions) for regions in question.regions])
    document = pair.candidate.passage.document
    if named or told != document.region or told in ("", NATIONAL):
        return ""
    if scope(document).names_other_place(question):
        return f"{_other_title(told, question)} {bare(told)}"
    return _called_but_missing(pair) or _named_but_missing(pair, told)


def _one_name(regions: Sequence[str]) -> str:
    """A region in full, or the name alone where several have it."""
    return regions[0] if len(regions) == 1 else bare(regions[0])


def _other_title(told: str, question: Question) -> str:
    """What the question calls the place that has the name of the one that is told of."""
    name = bare(told).casefold()
    titles = [TITLES.get(called, called.capitalize()) for called, rest in question.called if rest.startswith(name)]
    return titles[0]


def _called_but_missing(pair: Pair) -> str:
    """A place that a question calls a kabupaten or a kota and that stands nowhere near the span, in none of the lists; else ""."""
    missing = {concept.word for concept in pair.missing if concept.required and not concept.regulation}
    for called, rest in pair.question.called:
        name = []
        for word in tokens(rest):
            if word not in missing:
                break
            name.append(word.capitalize())
        if name:
            return " ".join((TITLES.get(called, called.capitalize()), *name))
    return ""


def _named_but_missing(pair: Pair, told: str) -> str:
    """A place that a question names without its title and that stands nowhere near the span, unless it is the province of what is `told`
    of; else "". One whose name is an everyday word has to be written as a name."""
    for concept in pair.missing:
        name = concept.word.title()
        is_meant = concept.word not in COMMON or name in pair.question.text
        is_place = concept.required and concept.word in NAMES and is_meant
        if is_place and bare(PROVINCE_OF.get(told, "")) != name:
            return name
    return ""
