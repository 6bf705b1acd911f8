"""Whether the paragraph that answers is found: `python bench/idk_retrieval.py QUESTIONS.json [PARAGRAPHS.json ...]`.

IDK-MRC's answerable questions of the first file, asked of a library of the paragraphs of all files, each a document. R@k is the
share of questions whose paragraph is among the first k documents.
"""

import argparse
from pathlib import Path

from ablation import NO_BM25, NO_RERANKING, NO_VECTORS, switched
from machine import machine, unforced
from question_sets import open_idk

from indexer import search
from indexer.library import Library

DEPTHS = (1, 5)
VARIANTS = {
    "semuanya": (),
    "vektor saja": (NO_BM25, NO_RERANKING),
    "BM25 saja": (NO_VECTORS, NO_RERANKING),
    "BM25 + vektor, tanpa penataan ulang": (NO_RERANKING,),
    **{f"COSINE_WEIGHT {weight}": ((search, "COSINE_WEIGHT", weight),) for weight in (1.5, 2.0)},
    "EVIDENCE_WEIGHT 2.0": ((search, "EVIDENCE_WEIGHT", 2.0),),
}


def main() -> None:
    unforced()
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    paragraphs, library = open_idk(parser.parse_args().files)
    asked = [(text, paragraph.document) for paragraph in paragraphs for text, answerable in paragraph.questions if answerable]
    print(f"{len(asked)} questions\n\n|", *(f"| R@{depth}" for depth in DEPTHS), "|\n" + "|---" * (len(DEPTHS) + 1) + "|")
    for name, changes in VARIANTS.items():
        with switched(changes):
            places = [place(library, text, document) for text, document in asked]
        shares = (sum(found <= depth for found in places) / len(places) for depth in DEPTHS)
        print("|".join(["", name, *(f"{share:.3f}" for share in shares), ""]), flush=True)
    print(f"\n{machine()}")


def place(library: Library, question: str, document: str) -> float:
    """1 when the document is the first one found; infinite when it isn't found."""
    names = list(dict.fromkeys(passage.document.name for passage in library.search(question)))
    return names.index(document) + 1 if document in names else float("inf")


if __name__ == "__main__":
    main()
