"""What is kept of a document keeps its format: spans that change without INDEX_FORMAT would leave every library half old."""

import hashlib
import json
from pathlib import Path

from indexer.documents.numbered_parts import numbered
from indexer.documents.statements import statements
from indexer.models import Span
from indexer.reading.formats import read
from indexer.store.entries import INDEX_FORMAT, SAMPLE_SPANS
from indexer.structure.chunks import split

ROOT = Path(__file__).parent.parent
SAMPLES = (
    "corpus/berita/maros-penghargaan-masterplan-smart-city.md",
    "corpus/kabupaten-contoh/rpjmd-kabupaten-contoh-2025-2029-ringkasan.pdf",
    "bench/documents/rekaan_1/Berita Acara Forum PD Dinkes Kab Pasuruan 2025.odt",
    "bench/documents/rekaan_1/Lampiran LKPJ Kota Madiun TA 2024.xlsx",
    "bench/documents/rekaan_1/Perwali_Kota_Kupang_27_2024_SPBE.pdf",
    "bench/documents/rekaan_1/Renstra Dishub Banyumas 2025-2029.docx",
    "bench/documents/rekaan_2/masterplan_smart_city_kota_ternate_2025-2029.md",
)


def said(span: Span) -> list:
    return [span.kind, span.text, span.quotes, span.heading, span.parents, span.heads, span.cells]


def test_the_spans_of_the_sample_documents_are_those_of_the_index_format():
    digest = hashlib.sha256()
    for sample in SAMPLES:
        pages = read(ROOT / sample).pages
        chunks = [*split(pages), *statements(pages), *numbered(pages)]
        spans = [said(span) for chunk in chunks for span in chunk.spans]
        digest.update(json.dumps([sample, spans], ensure_ascii=False).encode())
    found = f"{INDEX_FORMAT}:{digest.hexdigest()[:16]}"
    assert found == SAMPLE_SPANS, (
        f"The spans of the sample documents have changed, or INDEX_FORMAT has: if that is meant, raise INDEX_FORMAT by one and set"
        f' SAMPLE_SPANS to the new digest (now "{found}"), so that every library makes its chunks anew.'
    )
