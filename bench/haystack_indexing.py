"""Indexes PDFs as haystack's own guide does, for indexing_peer.py, which runs this file in an environment of haystack's:
`python bench/haystack_indexing.py MODEL_FOLDER FILE...`. Prints the number of documents in the store.

The store stays in memory: nothing is written for the next start, which is less than `tanya index` does.
"""

import sys
from pathlib import Path

from haystack import Pipeline
from haystack.components.converters import PyPDFToDocument
from haystack.components.preprocessors import DocumentCleaner, DocumentSplitter
from haystack.components.writers import DocumentWriter
from haystack.document_stores.in_memory import InMemoryDocumentStore
from haystack_integrations.components.embedders.sentence_transformers import SentenceTransformersDocumentEmbedder


def main(model: str, files: list[str]) -> None:
    store = InMemoryDocumentStore()
    pipeline = Pipeline()
    pipeline.add_component("convert", PyPDFToDocument())
    pipeline.add_component("clean", DocumentCleaner())
    pipeline.add_component("split", DocumentSplitter())
    pipeline.add_component("embed", SentenceTransformersDocumentEmbedder(model=model, prefix="passage: ", progress_bar=False))
    pipeline.add_component("write", DocumentWriter(document_store=store))
    for before, after in (("convert", "clean"), ("clean", "split"), ("split", "embed"), ("embed", "write")):
        pipeline.connect(before, after)
    pipeline.run({"convert": {"sources": [Path(file) for file in files]}})
    print(store.count_documents())


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
