"""Answers for tests of whatever keeps or shows them."""

from bot.models import Answer, Citation, Inquiry
from indexer.models import Chunk, Document, Passage
from indexer.reading.page.page_text import read_back
from indexer.structure.chunks import TARGET
from indexer.structure.marks import Heading
from indexer.structure.outline import Outline
from indexer.structure.spans import spans_of

DOCUMENT = Document(
    7,
    "rpjmd.pdf",
    "/corpus/rpjmd.pdf",
    "0" * 64,
    "RPJMD Kabupaten Contoh",
    "rpjmd",
    "Kabupaten Contoh",
    "2025-2029",
    "",
    12,
    3,
    "",
)
QUOTE = "Indeks SPBE ditargetkan 3,2 pada 2027."
PASSAGE = Passage(
    1, DOCUMENT, Chunk(f"{QUOTE}\fTahun 2028 menyusul.", (4, 5), ("BAB III", "Target")), 1.5, lexical=1.0, cosine=0.5
)
CITATION = Citation(1, DOCUMENT, 4, "BAB III › Target", QUOTE)


def chunk_of(text: str, pages: tuple[int | None, ...], heading: tuple[str, ...] = (), kind: str = "prose") -> Chunk:
    """A chunk of these words (pages parted by form feeds) with its spans, under this path of headings."""
    outline = Outline(TARGET, tuple(Heading(words, level) for level, words in enumerate(heading)))
    parts = zip(pages, text.split("\f"), strict=True)
    elements = [element for page, part in parts for element in outline.read(read_back(part), page)]
    return Chunk(text, pages, heading, kind=kind, spans=spans_of(elements))


def answer(text: str = f"{QUOTE} [1]", question: str = "Berapa target Indeks SPBE?", passages: int = 1) -> Answer:
    return Answer(question, text, False, (CITATION,), (PASSAGE,) * passages, "extractive", 12.5, None, confidence=0.75)


def refusal(question: str = "Siapa juara liga?") -> Answer:
    return Answer(question, "Tidak ada di dokumen.", True, (), (PASSAGE,), "extractive", 9.0, None, nearest=(CITATION,))


def question(text: str = "Berapa target Indeks SPBE?", user: int = 5, key: str | None = None) -> Inquiry:
    return Inquiry(text, user_id=user, user_name="Budi", chat_id=-100, thread_id=3, key=key)
