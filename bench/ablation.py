"""What each part of finding and answering is worth: everything, then with one part switched off at a time.

    python bench/ablation.py --set NAME QUESTIONS.jsonl DOCUMENTS... [--set ...]

Prints a Markdown table for each set and one for all questions together. Parts are switched off from outside, by setting constants
and functions of the modules in this process. The weights of the confidence stay as they were fitted with everything on, so that
refusals suffer more than they would after fitting anew; the AUC, which needs no threshold, shows what is lost in telling apart.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from types import ModuleType
from typing import Any

from machine import machine, unforced
from question_sets import QuestionSet, argument_parser, open_sets
from sklearn.metrics import roc_auc_score

from bot.answering.evaluation import Outcome, judge, measures
from indexer import search
from indexer.evidence import ranking
from indexer.evidence import weighing as evidence
from indexer.evidence.weighing import Weigher
from indexer.question import concepts, meaning

Change = tuple[ModuleType | type, str, Any]
Judged = tuple[Outcome, float]
"""How a question went, and the confidence."""
FIELDS = ("own", "heads", "parents", "before", "heading", "title", "beside")
"""The places that a Weigher looks for words in, in its order."""


def without(field: str) -> Change:
    """Words that stand in one of FIELDS don't count there."""
    surroundings, place = Weigher._surroundings, FIELDS.index(field)

    def fewer(weigher: Weigher, *known: Any) -> Any:
        around = surroundings(weigher, *known)
        if len(around.fields) != len(FIELDS):
            raise SystemExit("indexer/evidence/weighing.py looks in other places than bench/ablation.py knows: mend FIELDS.")
        nowhere = (0.0, 0)
        return replace(around, fields=(*around.fields[:place], nowhere, *around.fields[place + 1 :]))

    return Weigher, "_surroundings", fewer


def nothing(*_: Any) -> tuple:
    return ()


def none(*_: Any) -> None:
    return None


NO_BM25, NO_VECTORS = (search, "FIELD_WEIGHTS", (0.0, 0.0)), (search, "COSINE_WEIGHT", 0.0)
NO_RERANKING = (search, "EVIDENCE_WEIGHT", 0.0)
VARIANTS: dict[str, tuple[Change, ...]] = {
    "semuanya": (),
    "vektor saja": (NO_BM25, NO_RERANKING),
    "BM25 saja": (NO_VECTORS, NO_RERANKING),
    "tanpa vektor": (NO_VECTORS,),
    "tanpa BM25": (NO_BM25,),
    "tanpa penataan ulang menurut bukti": (NO_RERANKING,),
    "tanpa kutipan yang saling melengkapi": ((ranking, "NEW_WEIGHT", 0.0),),
    "tanpa nama baris yang tepat": ((evidence, "FOCUS_WEIGHT", 0.0),),
    "tanpa pasangan kata": ((concepts, "_pairs", nothing),),
    "tanpa pembetulan salah ketik": ((meaning, "_nearest", none),),
    "tanpa jenis jawaban": ((evidence, "FITS_WEIGHT", 0.0),),
    "tanpa bobot kata di bagian itu sendiri": ((evidence, "OWN_WEIGHT", 0.0),),
    "tanpa kepala kolom": (without("heads"),),
    "tanpa induk butir": (without("parents"),),
    "tanpa dua kalimat sebelumnya": (without("before"),),
    "tanpa judul bagian": (without("heading"),),
    "tanpa judul dokumen": (without("title"),),
    "tanpa isi potongan selebihnya": (without("beside"),),
    "tanpa aturan daerah lain": ((evidence, "ELSEWHERE", 1.0),),
    "tanpa aturan menimbang/mengingat": ((evidence, "RECITAL", 0.0),),
    "tanpa daftar utuh": ((search, "WHOLE", 0),),
}
ALL = "semua"
COLUMNS = ("evidence@1", "evidence@5", "evidence@10", "answer", "refused_unanswerable", "refused_answerable")


def main() -> None:
    unforced()
    sets = open_sets(argument_parser(__doc__).parse_args().sets)
    tables: dict[str, list[str]] = {questions.name: [] for questions in sets} | {ALL: []}
    for name, changes in VARIANTS.items():
        with switched(changes):
            judged = {questions.name: list(judge_all(questions)) for questions in sets}
        judged[ALL] = [one for outcomes in judged.values() for one in outcomes]
        for table, outcomes in judged.items():
            tables[table].append(row(name, outcomes))
        print(tables[ALL][-1], flush=True)  # each takes its time
    for name, rows in tables.items():
        print(f"\n### {name}\n", "|".join(["", "", *COLUMNS, "AUC", ""]), "|---" * (len(COLUMNS) + 2) + "|", *rows, sep="\n")
    print(f"\n{machine()}")


@contextmanager
def switched(changes: Sequence[Change]) -> Iterator[None]:
    before = [(module, name, getattr(module, name)) for module, name, _ in changes]
    try:
        for module, name, value in changes:
            setattr(module, name, value)
        yield
    finally:
        for module, name, value in before:
            setattr(module, name, value)


def judge_all(questions: QuestionSet) -> Iterator[Judged]:
    for item, answer in zip(questions.items, questions.answers(), strict=True):
        yield judge(item, answer, questions.library), answer.confidence


def row(name: str, judged: Sequence[Judged]) -> str:
    found = measures([outcome for outcome, _ in judged])
    answerable = [not outcome.item.unanswerable for outcome, _ in judged]
    figures = [found[column] for column in COLUMNS]
    figures.append(roc_auc_score(answerable, [sure for _, sure in judged]) if len(set(answerable)) > 1 else None)
    return "|".join(["", name, *("–" if figure is None else f"{figure:.3f}" for figure in figures), ""])


if __name__ == "__main__":
    main()
