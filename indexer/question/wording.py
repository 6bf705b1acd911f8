"""How a question is worded: chat spelling written out, the sentences that ask, the kinds of answer it wants."""

import re
from functools import cache

from indexer.language.terms import is_root, stem, tokens
from indexer.language.vocabulary import CHAT

_ASKS = (
    ("date", r"\bkapan\b|\b(?:tanggal|tahun|bulan) berapa\b|\bpada tanggal\b|\btanggal (?:penetapan|pengundangan)"),
    ("figure", r"\bberapa\b|\bhitung|\b(?:besaran|persentase|selisih|nilai|target|jumlah|total)\b|\b(?:hp|telepon|telp|rekening|wa|whatsapp|nik|nip|npwp)\b"),
    ("person", r"\bsiapa\b(?! saja)|\bnama (?:kepala|bupati|gubernur|wali|ketua|sekretaris)"),
    ("place", r"\b(?:di ?mana|lokasi\w*|alamat\w*)\b"),
    ("list", r"\b(?:apa|siapa|mana) saja\b|\b(?:di)?sebutkan\b|\bdaftar\b|\bterdiri\b|\bkomponen\w*|\bmeliputi\b|\bmacam|\bisinya\b|\bsyarat"),
    ("definition", r"\bapa itu\b|\bitu apa\b(?! saja| apa)|\bitu siapa\b|\bdimaksud\b|\bpengertian\b|\bdefinisi\b|\bmaksud\w*|\bkepanjangan\b|\bsingkatan\b|\bartinya\b|\barti\b"),
    ("reason", r"\b(?:mengapa|kenapa)\b(?! saja)|\balasan\w*|\b(?:pe)?(?:nye)?sebab(?:nya)?\b"),
    ("explanation", r"\bjelaskan\b|\bbagaimana\b|\bmengapa\b|\bkenapa\b|\bperbedaan\b|\bbandingkan\b|\bperbandingan\b"),
)  # fmt: skip
_PLACE_IN_TEXT = re.compile(r"\b(?:pasal|ayat|bab|lampiran|bagian|halaman|tabel) (?:berapa|mana)\b")
"""Asks where in a document something stands: that is in its headings, not in figures."""
_MEASURED = re.compile(
    r"^(?:\w+ ){0,2}(?:anggaran|pagu|alokasi|biaya|tarif|realisasi|capaian|indeks|skor|persen|luas|panjang|volume|harga)\b"
)
"""What a question that says no more than its subject ("pagu program X 2027") opens with when it wants a figure."""
_ASKING = re.compile(
    r"\b(?:apa|apakah|berapa|siapa|kapan|dimana|mana|bagaimana|mengapa|kenapa|sebutkan|jelaskan|hitung|bandingkan|berikan|uraikan|tampilkan|cari)\b"
)
_ABOUT_ANSWER = frozenset(
    """kepanjangan singkatan definisi pengertian daftar rincian rinci lokasi alamat tanggal tahun bulan lama tepatnya persis informasi
    data jelas selisih total dokumen berlaku utama manfaat strategi perhitungan komponen mekanisme proses mengatasi langkah upaya
    sumber jumlah nilai""".split()
)
"""Words that name the kind of answer: they help where the document has them, and are missed less than the subject."""
_ORDERS = frozenset(
    "hitung hitunglah hitungkan menghitung perhitungan penghitungan bandingkan bandingin perbandingan perbedaan membedakan uraikan tampilkan cari carikan ringkas".split()
)
"""Words that say what to do with the answer."""
_ADDRESSED = re.compile(r"^\s*(?:min|admin|gan|kak|bro|sis)\b[\s,]+(?=\w)", re.I)
_DENIED = re.compile(r"\(\s*bukan\b[^)]*\)|,\s*bukan\s+\w+(?=\s*(?:[,?.!]|$|ya\b))", re.I)
"""What a question says that it is not about: "air minum AMAN (bukan layak ya)"."""
_SPOKEN = re.compile(r"(?:ng|ny|n[cdjt]|m[bp]|na|nu|no|ne|ni)\w{3,}")
_CLITIC = re.compile(r"(?<=\w{3})nya$")


def is_order(word: str) -> bool:
    """Whether a word of a question says what to do with the answer: it is not looked for."""
    return _CLITIC.sub("", word) in _ORDERS


def about_answer_words() -> frozenset[str]:
    """All words of which `about_answer` is true, without endings."""
    return _ABOUT_ANSWER | _ORDERS


def about_answer(word: str) -> bool:
    """Whether a word of a question says what kind of answer is wanted, or what to do with it, rather than what about."""
    return word in _ABOUT_ANSWER or _CLITIC.sub("", word) in _ABOUT_ANSWER or is_order(word)


def spelled_out(question: str) -> list[str]:
    """The words of a question in order, chat spelling replaced, reduplication "apa2" undone."""
    words: list[str] = []
    question = _ADDRESSED.sub("", _DENIED.sub(" ", question))
    for token in tokens(re.sub(r"(?<=[a-z]{3})2\b", "", question.casefold())):
        passive = CHAT.get(token[2:]) if token.startswith("di") else None  # dipake: dipakai
        words += (CHAT.get(token) or (f"di{passive}" if passive and not passive.startswith("me") else token)).split()
    return words


@cache
def formal(word: str) -> str | None:
    """What a word of chat that no document uses means, by the Colloquial Indonesian Lexicon (Salsabila et al. 2018); None when
    that doesn't know it."""
    from indoNLP.preprocessing.slang_data import SLANG_DATA  # loading it takes a tenth of a second, and few questions need it

    return SLANG_DATA.get(word)


def spoken(word: str) -> list[str]:
    """What may be the root of a verb as it is spoken, the likeliest first: "nyelesaikan" -> selesai, "ngitung" -> hitung,
    "nanganin" -> tangan; nothing for any other word. What is written begins with me-, and ends in -i or -kan where speech has -in."""
    if not _SPOKEN.match(word) or is_root(stem(word)):
        return []
    ends = (f"{word[:-2]}i", f"{word[:-2]}kan") if word.endswith("in") else (word,)
    full = [form for end in ends for form in (f"me{end}", f"mengh{end[2:]}" if end.startswith("ng") else "") if form]
    return [part for form in full for part in (stem(form), stem(form).removesuffix("i"))]


def asked_kinds(question: str) -> frozenset[str]:
    """The kinds of answer a question wants: figure, date, person, place, list, definition, reason, explanation."""
    plain = " ".join(spelled_out(question))
    kinds = frozenset(kind for kind, pattern in _ASKS if re.search(pattern, plain))
    if not kinds and _MEASURED.search(plain):
        return frozenset({"figure"})
    if _PLACE_IN_TEXT.search(plain):
        return kinds - {"figure"}
    if "reason" in kinds:
        return frozenset({"reason", "explanation"})
    return kinds - {"person"} if "definition" in kinds else kinds


def asking_sentences(question: str) -> tuple[list[str], list[str]]:
    """The sentences that ask, and those around them: a story, a claim, small talk, an order to ignore the rules.

    Where none asks, or all do, nothing is around.
    """
    parts = [part for part in re.split(r"(?<=[.!?])\s+", question.strip()) if part]
    asking = [part for part in parts if part.endswith("?") or _ASKING.search(" ".join(spelled_out(part)))]
    return (asking, [part for part in parts if part not in asking]) if asking else ([question], [])
