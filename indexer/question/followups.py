"""The last questions + a new one that leans on them ("kalau 2027?", "siapa penanggung jawabnya?") -> the question in full.

A wrong completion is worse than none, so every word of a follow-up must be accounted for: as a way to lean on what went
before, as a year, place, document or group in the place of the earlier one, or as what is asked about the earlier subject.
With one word more, a question stands on its own. Pure.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from indexer.language.sentences import sentences
from indexer.language.terms import STOPWORDS
from indexer.language.vocabulary import ACRONYMS, CHAT
from indexer.question.slots import Slot, find, only, put, without
from indexer.question.wording import asked_kinds

LONGEST_FOLLOWUP, LONGEST_TOPIC, LONGEST = 90, 300, 500
"""Characters of a follow-up, of a question it may lean on, and of what comes of both."""
LONGEST_SUBJECT = 14  # words; more is a story

_NEW_TOPIC = re.compile(
    r"\W*(?:(?:oke?|baik|ganti|kita|mulai|ke)\W+){0,3}(?:topik|pertanyaan) baru(?:\s+(?:ya|dong|deh|kak|pak|bu)\b)*"
    r"(?:\s*$|\W*[^\w\s]\W*|\s+(?=(?:berapa|brp|siapa|kapan|di ?mana|bagaimana|gimana|jelaskan|sebutkan|apa itu)\b))",
    re.I,
)
_LEANING = re.compile(
    r"(?:(?:nah|oke?|baik|oh|ya|terus|lalu|kemudian|dan|tapi|tetapi|sedangkan|sementara|kalau|yang|khusus|misalnya"
    r"|bagaimana(?= (?:dengan|kalau|untuk|yang|di)\b)|dengan)\b[ ,]*)+",
    re.I,
)
_INSTRUCTING = re.compile(
    r"\b(?:abaikan|lupakan|ignore|disregard|forget|bypass|jailbreak|override|prompt|pura-pura|mode)\b|[<>{}\[\]`]", re.I
)
_WORD = re.compile(r"[^\W_][\w]*(?:[-'’./&][^\W_]\w*)*")
_VERB = re.compile(r"di\w{4,}kan|me\w{5,}kan|(?:di)?mulai|disusun|dibuat|dibangun|disahkan|diresmikan|berlaku|tercapai")

QUESTIONS = frozenset(
    "apa apakah mana siapa kapan berapa dimana darimana mengapa kenapa bagaimana sebutkan jelaskan hitung uraikan".split()
)
ENOUGH = QUESTIONS - {
    "apa",
    "apakah",
    "mana",
    "darimana",
    "bagaimana",
    "hitung",
    "uraikan",
}  # to ask of a subject that is known
HEADS = frozenset(
    """penanggung bertanggung jawab anggaran pagu target realisasi capaian jumlah total nilai besaran persentase satuan tujuan manfaat
    sasaran syarat persyaratan sanksi jadwal lokasi alamat pelaksana pengelola koordinator pengampu biaya dasar hukum dampak
    kendala tantangan definisi pengertian kepanjangan singkatan visi misi tahapan mekanisme prosedur bunyi""".split()
)
"""What can be asked about a subject, and is no part of it."""
BESIDE = frozenset(
    """sumber dana pendanaan jangka batas tenggat waktu latar belakang mulai selesai paling besar kecil tinggi rendah naik turun
    setiap bulan hari lama pertama awal akhir nomor tanggal nama perangkat daerah instansi indikator kinerja hasil isi rata-rata
    maksimal minimal tahun utama resmi lengkap ketua kepala wakil wali leading sector""".split()
)
"""What may stand beside "-nya" or "itu" without being a subject."""
MEASURES = frozenset("anggaran pagu target realisasi capaian jumlah total nilai besaran persentase biaya".split())
ABOUT_PLACES = frozenset("bupati gubernur kota walikota sekda camat penduduk ibukota".split())
ABOUT_HEADS = frozenset("nama nomor telepon hp email surel jabatan gaji nip umur total jumlah nilai besaran rincian".split())
"""What is asked about the person or the figure that was asked for, rather than about the subject."""
NOT_OWNED = frozenset(
    """hanya tanya nanya punya kenya misalnya biasanya sebaiknya seharusnya sebenarnya selanjutnya sebelumnya berikutnya
    akhirnya umumnya khususnya rupanya tentunya pokoknya adanya mempunyai lainnya semuanya seluruhnya tepatnya persisnya
    bedanya perbedaannya memangnya emangnya sumbernya jawabannya halamannya kutipannya dokumennya pertanyaannya""".split()
)
"""Words on -nya that point to no subject, to two, or to the answer."""
FILLERS = frozenset("adalah ada ya kak pak bu mas mbak dong sih deh kok nih lagi juga tolong mohon coba begitu".split())
JOINING = frozenset("dan dari untuk yang di ke dengan oleh pada per saja secara sampai hingga".split())
THINGS = r"\b(?:program|kegiatan|proyek|indikator|indeks|aplikasi|layanan|hal|inovasi|aksi) (?:itu|tersebut|tadi)\b"
PLACES = r"\b(?:di ?(?:sana|situ)|(?:di )?(?:kabupaten|kota|provinsi|daerah|wilayah) (?:itu|tersebut|tadi))\b"
DOCUMENTS = r"\b(?:perda|perbup|peraturan|aturan|dokumen|rencana|undang-undang|masterplan) (?:itu|tersebut|tadi)\b"
POINTING = {"itu": "subject", "tersebut": "subject", "daerahitu": "place", "dokumenitu": "document"}


@dataclass(frozen=True, slots=True)
class _Followup:
    """A new question taken apart: what is left of its words, its slots, and whether it opens by leaning on what went before."""

    words: tuple[str, ...]
    slots: tuple[Slot, ...]
    leaning: bool

    @property
    def asks(self) -> frozenset[str]:
        return QUESTIONS.intersection(self.words)

    @property
    def content(self) -> list[str]:
        return [word for word in self.words if word not in QUESTIONS | JOINING | POINTING.keys()]

    @property
    def points(self) -> bool:
        return any(_owned(word) or word in POINTING for word in self.words)

    @property
    def named(self) -> list[Slot]:
        """Its slots other than years."""
        return [slot for slot in self.slots if slot.kind not in ("year", "period")]


def new_topic(question: str) -> str | None:
    """What follows "topik baru" at the beginning of a question ("" when nothing is asked there); None where it isn't said."""
    if not (match := _NEW_TOPIC.match(question)):
        return None
    rest = question[match.end() :].strip()
    return rest if _informative(rest) else ""


def complete(question: str, earlier: Sequence[str], regions: Collection[str] = ()) -> str | None:
    """The question in full when it leans on the `earlier` completed questions (newest first), None when it stands on its own
    or it isn't certain what is meant. `regions` are the names of places that the library knows."""
    if len(question) > LONGEST_FOLLOWUP or "\n" in question.strip() or _INSTRUCTING.search(question):
        return None
    followup = _taken_apart(question, regions)
    topic = _topic(earlier)
    if followup is None or topic is None or not _leans(followup, topic):
        return None
    for slot in followup.slots:
        topic = topic and put(topic, slot, regions)
    if topic and (followup.content or not followup.slots):
        topic = _about(followup, topic, regions)
    full = topic and re.sub(r"\b([Dd]i|[Dd]ari)mana\b", r"\1 mana", topic[0].upper() + topic[1:] + "?")
    return full if full and len(full) <= LONGEST else None


def leans_on(text: str) -> bool:
    """Whether a question opens by leaning on what went before ("kalau …"), or points back to it ("anggarannya", "program itu")."""
    words = _WORD.findall(plain(text).casefold())
    return bool(_LEANING.match(plain(text))) or any(_owned(word) or word in POINTING for word in words)


def is_verb(word: str) -> bool:
    """Whether a word of a question is a verb that says what was done, not about what ("menetapkan")."""
    return bool(_VERB.fullmatch(word))


def plain(text: str) -> str:
    """Chat spelling written out, "nya" joined to its word, one space between words; capitals stay."""
    text = " ".join(text.split())
    text = re.sub(r"(?<=[^\W\d])[ -]nya\b|(?<=[a-z]{4})ny\b", "nya", re.sub(r"(?<=\d)[ -]?nya\b", "", text))
    text = re.sub(r"(?i)\b(mana|siapa|berapa|kapan|bagaimana|mengapa)kah\b", r"\1", text)
    text = _WORD.sub(lambda match: _spelled(match[0]), text)
    return re.sub(r"\b(di|dari) mana\b", r"\1mana", text, flags=re.I).strip(" ?!.,;:…")


def _spelled(word: str) -> str:
    single = re.sub(r"(?<=[a-z])2$", "", word)
    return single if word.isupper() or _owned(single.casefold()) else CHAT.get(single.casefold(), single)


def _owned(word: str) -> bool:
    return len(word) > 4 and word.endswith("nya") and word not in NOT_OWNED


def _informative(text: str) -> bool:
    return any(word not in STOPWORDS and word not in QUESTIONS for word in _WORD.findall(plain(text).casefold()))


def _taken_apart(question: str, regions: Collection[str]) -> _Followup | None:
    """None when a word of it has no place in a follow-up."""
    text = plain(question)
    for pattern, word in ((THINGS, "itu"), (PLACES, "daerahitu"), (DOCUMENTS, "dokumenitu")):
        text = re.sub(pattern, word, text, flags=re.I)
    opening = _LEANING.match(text)
    text = text[opening.end() :] if opening else text
    slots = find(text, regions)
    words = [word for word in _WORD.findall(without(text, slots).casefold()) if word not in FILLERS]
    allowed = QUESTIONS | HEADS | BESIDE | ABOUT_PLACES | JOINING | POINTING.keys()
    if not all(word in allowed or _owned(word) or _VERB.fullmatch(word) for word in words):
        return None
    while words and words[0] in ("dan", "untuk", "yang", "dengan"):
        del words[0]
    return _Followup(tuple(words), tuple(slots), bool(opening))


def _leans(followup: _Followup, topic: str) -> bool:
    """Whether it has no subject of its own."""
    if not followup.content:
        if followup.slots:
            return _turns(followup, topic)
        enough = followup.asks & ENOUGH or "apa saja" in " ".join(followup.words)
        return bool(enough) and not (followup.points and followup.asks & {"siapa", "apa"})
    if any(slot.kind in ("acronym", "group") or not slot.led for slot in followup.named):
        return False
    if followup.points:
        return True
    bare = all(word in HEADS or _VERB.fullmatch(word) for word in followup.content)
    return bare and (followup.leaning or not followup.slots)


def _turns(followup: _Followup, topic: str) -> bool:
    """Whether it asks the same as before of another year, place, document or group."""
    asks, before = followup.asks - {"bagaimana"}, QUESTIONS.intersection(_WORD.findall(topic.casefold()))
    kinds = asked_kinds(" ".join(followup.words)) - {"explanation"}
    return (
        not followup.points
        and (not before or asks <= before)
        and (not before or kinds <= asked_kinds(topic))
        and (followup.leaning or all(slot.led and slot.kind != "locative" for slot in followup.named))
    )


def _topic(earlier: Sequence[str]) -> str | None:
    """The latest question that has a subject, in plain spelling; None when none has, or it isn't clear what it asks."""
    for question in earlier:
        if new_topic(question) is not None:
            return None
        if _informative(question):
            break
    else:
        return None
    parts = [part.strip() for part in sentences(question) if part.strip()]
    asking = [part for part in parts if "?" in part or QUESTIONS.intersection(_WORD.findall(plain(part).casefold()))] or parts
    clear = len(asking) == 1 and len(question) <= LONGEST_TOPIC and not _INSTRUCTING.search(asking[0])
    return plain(asking[0]) if clear else None


def _about(followup: _Followup, topic: str, regions: Collection[str]) -> str | None:
    """What is asked, with what it is asked about in the place of "-nya" or "itu", else behind it."""
    words = list(followup.words)
    at = max((place for place, word in enumerate(words) if _owned(word) or word in POINTING), default=None)
    if at is None:
        content = [place for place, word in enumerate(words) if word in HEADS or _VERB.fullmatch(word)]
        at = max(content, default=len(words) - 1)
    relation = words[at].removesuffix("nya") if _owned(words[at]) else words[at]
    kind = "place" if relation in ABOUT_PLACES else POINTING.get(relation, "subject")
    if kind != "place" and ABOUT_PLACES.intersection(words):
        return None
    holder = _subject(followup, topic, regions) if kind == "subject" else only(kind, topic, regions)
    if not holder:
        return None
    words = [word.removesuffix("nya") if _owned(word) else word for word in words]
    words[at : at + 1] = [holder] if relation in POINTING else [relation, holder]
    figure = not followup.asks and relation in MEASURES and re.search(r"\bberapa\b", topic, re.I)
    return " ".join(["berapa", *words] if figure else words)


def _subject(followup: _Followup, topic: str, regions: Collection[str]) -> str | None:
    """What a question is about: its words without those that ask and, when something else is asked now, without what it asked.

    A year stays where a figure may depend on it, or where it belongs to a document's name.
    """
    asked = [word.removesuffix("nya") for word in followup.words]
    slots = find(topic, regions)
    documents = {slot.end for slot in slots if slot.kind == "document"}
    years = [slot for slot in slots if slot.kind == "year" and slot.start - 1 not in documents]
    words = [word for word in _WORD.findall(without(topic, years)) if word.casefold() not in QUESTIONS]
    words = _trimmed(words, STOPWORDS)
    named = " ".join(words).casefold().startswith(tuple(ACRONYMS.values()))
    if followup.content and not named and not ABOUT_HEADS.intersection(asked):
        words = _trimmed(words, STOPWORDS | HEADS) or words
    if not words or len(words) > LONGEST_SUBJECT:
        return None
    timeless = asked_kinds(" ".join(asked)) & {"person", "date", "place", "definition"}
    timeless = timeless and not any(slot.kind == "year" for slot in followup.slots)
    when = "" if timeless or not years else f" tahun {years[0].value}"
    return " ".join(words) + when


def _trimmed(words: list[str], edge: Collection[str]) -> list[str]:
    """Without the words of `edge`, verbs and what is said to belong to the rest ("isinya") at both ends."""

    def inner(word: str) -> bool:
        return not (word in edge or _owned(word) or _VERB.fullmatch(word))

    kept = [place for place, word in enumerate(words) if inner(word.casefold())]
    return words[kept[0] : kept[-1] + 1] if kept else []
