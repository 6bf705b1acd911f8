"""What each feature of the one model is worth: `python bench/reader/ablation.py FOLDER ...`, the folders of bench/reader/fit.py.

Everything, then without one group of features, with one group alone, and without one feature. Each time the model is fitted anew and every set is
judged by weights fitted on sets about other documents, so that what is left may make up for what was taken. Prints two Markdown tables: all sets together,
and each set by itself. Without the reader all spans compete, as they do where its file is missing; with it those that it has read.
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from fit import MEASURES, POOLED, READ, features_of, judged, left_out, load, measures, table
from practice import Asked
from worth import Scored, head, row

from indexer.evidence.contradictions import CONFLICTS

GROUPS: dict[str, Sequence[str]] = {
    "pembaca": READ,
    "liputan kata": ("coverage", "own", "focus"),
    "pencarian (BM25)": ("lexical",),
    "kata yang tidak ditemukan": ("absent", "telling", "opening"),
    "jenis jawaban": ("fits", "kind", "opens"),
    "bentuk bagian": ("heading", "undivided"),
    "pertentangan": tuple(CONFLICTS),
}
ALONE = ("pembaca",)
"""Groups that are also tried by themselves: the reader against the rules."""


@dataclass(frozen=True)
class Variant:
    """A model with some of the features."""

    name: str
    features: Sequence[str]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+")
    asked = load(parser.parse_args().folders)
    print(head(("", *MEASURES)))
    sets: list[tuple[str, dict[str, Scored]]] = []
    for variant in variants(features_of(asked)):
        by_set = tried(asked, variant)
        print(row([variant.name, *measures(by_set.pop(POOLED))]), flush=True)  # each takes its time
        sets.append((variant.name, by_set))
    show_sets(sets)


def variants(every: Sequence[str]) -> Iterator[Variant]:
    """Everything; without each group and each feature that is there; each of ALONE. A group whose features are missing makes none."""
    yield Variant("semuanya", every)
    groups = {name: [feature for feature in group if feature in every] for name, group in GROUPS.items()}
    for name, group in groups.items():
        if group:
            yield Variant(f"tanpa {name}", without(every, group))
    for name in ALONE:
        if groups[name]:
            yield Variant(f"{name} saja", groups[name])
    for feature in every:
        yield Variant(f"tanpa `{feature}`", without(every, [feature]))


def without(every: Sequence[str], left: Sequence[str]) -> list[str]:
    return [feature for feature in every if feature not in left]


def tried(asked: Sequence[Asked], variant: Variant) -> dict[str, Scored]:
    """What a variant is worth, all sets together and each; fitted leaving each out whole."""
    known = table(asked, variant.features)
    return judged(known, left_out(known))


def show_sets(sets: Sequence[tuple[str, dict[str, Scored]]]) -> None:
    _, first = sets[0]
    print(f"\nSetiap kumpulan: {' / '.join(MEASURES)}\n\n{head(('', *first))}")
    for name, by_set in sets:
        print(row([name, *(" / ".join(measures(scored)) for scored in by_set.values())]))


if __name__ == "__main__":
    main()
