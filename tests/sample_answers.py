"""Answers for tests of whatever keeps or shows them."""

from bot.models import Answer, Citation, Question
from indexer.models import DITTO, Chunk, Document, Passage

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
    1, DOCUMENT, Chunk(f"{QUOTE}\fTahun {DITTO}2028 menyusul.", (4, 5), ("BAB III", "Target")), 1.5, lexical=1.0, cosine=0.5
)
CITATION = Citation(1, DOCUMENT, 4, "BAB III › Target", QUOTE)


def answer(text: str = f"{QUOTE} [1]", question: str = "Berapa target Indeks SPBE?", passages: int = 1) -> Answer:
    return Answer(question, text, False, (CITATION,), (PASSAGE,) * passages, "extractive", 12.5, None, confidence=0.75)


def refusal(question: str = "Siapa juara liga?") -> Answer:
    return Answer(question, "Tidak ada di dokumen.", True, (), (PASSAGE,), "extractive", 9.0, None, nearest=(CITATION,))


def question(text: str = "Berapa target Indeks SPBE?", user: int = 5, key: str | None = None) -> Question:
    return Question(text, user_id=user, user_name="Budi", chat_id=-100, thread_id=3, key=key)
