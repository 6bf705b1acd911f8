"""Does a text hold the kind of thing that was asked: a figure, a date, a person, a place, a definition?"""

import re
from collections.abc import Iterable, Sequence

from indexer.language.terms import STOPWORDS, is_root, stem, term, terms
from indexer.language.vocabulary import ACRONYMS
from indexer.models import Span
from indexer.question.wording import about_answer, spelled_out

_MONTHS = "januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember"
_DATE = re.compile(
    rf"\b\d{{1,2}}\s+(?:{_MONTHS})\b|\b(?:{_MONTHS})\s+(?:19|20)\d\d|\b\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?\b|\b(?:pada tanggal|sejak)\s+diundangkan\b",
    re.I,
)
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_MARKER = re.compile(
    r"^\s*(?:\(?\d{1,3}[.)]|\(?[a-z][.)])\s+|\b(?:pasal|ayat|nomor|bab|tab(?:el|le)|gambar|no\.?)\s+\(?[\divx.]+\)?", re.I
)
_NUMBER = re.compile(r"\d")
_SPELLED = re.compile(
    r"\b(?:satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebelas|seratus|seribu|setengah)\b", re.I
)
_NUMBERS = re.compile(r"\W*(?:no|nomor|nomor urut|no urut|kode|hal|hlm|halaman)\b", re.I)
"""Heads of columns whose figures are no values."""
_SUBJECT_LENGTH = 120
"""Characters before the verb that a definition's subject may take."""
_NAME = re.compile(r"\b(?:[A-Z][a-z’']+|[A-Z]\.)(?:\s+(?:[A-Z][a-z’']+|[A-Z]\.?(?=\s)|bin|binti)){1,4}")
_OFFICE = re.compile(
    r"\b(?:bupati|wali\s?kota|gubernur|kepala|sekretaris|ketua|menteri|direktur|staf ahli|camat|lurah|asisten|dinas|badan|bagian|kantor|satuan|opd|perangkat daerah|pejabat|penyidik)\b",
    re.I,
)
_NOT_A_NAME = re.compile(
    r"dinas|badan|bagian|kabupaten|kota|provinsi|kecamatan|desa|kementerian|lembaga|kepala|ketua|sekretaris|bupati|gubernur|wali|menteri|direktur|"
    r"asisten|camat|daerah|negara|republik|indonesia|peraturan|undang|rencana|program|kegiatan|smart|city|masterplan|master|plan|tim|forum|dewan|pusat|"
    r"universitas|institut|politeknik|akademi|sekolah|rumah|sakit|bank|yayasan|puskesmas|stasiun|bandara|pelabuhan|pasar|staf|ahli|perangkat|pemerintah|pemkab|pemkot|pemprov|satuan|sistem|informasi|layanan|indeks|tahun|jalan|hotel|gedung|aula|ruang|"
    r"januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember|senin|selasa|rabu|kamis|jumat|sabtu|minggu|"
    r"(?:dis|din|bap|kemen|bag)[a-z]{2,}|barat|timur|utara|selatan|tengah|jawa|sulawesi|sumatera|kalimantan|papua|maluku|nusa|tenggara|jakarta|pembangunan|visi|misi|sasaran|tujuan|anggota",
    re.I,
)
_SAID_BY = re.compile(
    r"\b(?:ujar|kata|ungkap|jelas|tutur|papar|imbuh|pinta)\s+[A-Z][a-z]+|\b(?:Bupati|Wali ?kota|Gubernur|Sekda|Sekretaris|Kepala|Ketua|Menteri|Direktur|Camat)\b[^,.|\d]{0,80},\s+[A-Z][a-z]+"
)
_HOLDER = r"(?:wakil |plt |penjabat )?(?:kepala|ketua|sekretaris|sekda|bupati|gubernur|wali|menteri|direktur|camat|lurah|asisten|penjabat)\b"
_RESPONSIBLE = re.compile(
    r"\b(?:penanggung\s?jawab|pemilik|pelaksana|pengampu|pengelola|koordinator|leading|opd|pd|skpd|perangkat|instansi|unit|dinas|bidang|jabatan)\b",
    re.I,
)
"""Heads of columns of who answers for something."""
_ASKS_NAME = re.compile(
    rf"\bnama\b|\bsiapa(?: itu| nama| yang menjabat(?: sebagai)?)? {_HOLDER}|(?<!kepada )(?<!oleh )\b{_HOLDER}(?: \w+){{0,5}} siapa\b"
)
"""Asks for the holder of an office: a name is wanted, not another office."""
_SIGNED = re.compile(r"\bDi(?:tetapkan|undangkan) di\b[^,]*\d{4}[^,]*,\s*(?:ttd\.?\s*)?[A-Z]", re.I)
"""A closing clause with the name under it, which stands in capitals like the office above it."""
_ASKS_CONTACT = re.compile(r"\b(?:hp|telepon|telp|ponsel|whatsapp|wa|nip|nik|npwp|rekening)\b")
_CONTACT = re.compile(r"(?<!\d)(?:\+?62|0)[\d ()-]{7,}\d|(?<!\d)\d{10,18}(?!\d)")
_ASKS_NUMBER = re.compile(r"\b(?:nomor|no\.?) (?:berapa|brp)\b|\bberapa (?:nomor|no)\b", re.I)
_NUMBERED = re.compile(r"\bnomor\s+\d|\b(?:lampiran|bab|bagian|pasal|tabel|gambar)\s+(?:[ivxlc]+|\d[\d.]*)\b", re.I)
_REASON = re.compile(
    r"\b(?:karena|dikarenakan|(?:di|pe)(?:nye)?sebab\w*|sebab|akibat\w*|alasan\w*|faktor\w*|mengingat|terkendala|kendala\w*|apabila|dalam hal)\b",
    re.I,
)
_LED_BY = re.compile(
    r"\b(?:diketuai|dipimpin|dikoordinasikan|dikoordinatori|dijabat|dikepalai|dibina)\s+oleh\s+((?:[A-Z]\w+\s?(?:dan\s)?){1,8})"
)
_PLACE = re.compile(
    r"\b(?:jalan|jl\.?|jln\.?|gedung|aula|hotel|ruang|kantor|berlokasi|bertempat|terletak|desa|kecamatan|kelurahan)\b|\bdi\s+[A-Z]",
    re.I,
)
_ASKS_DAY = re.compile(r"\btanggal\b|\b(?:ditetapkan|diundangkan|ditandatangani|dilantik)\b")
_CITED = re.compile(r"\b(?:nomor|no\.?)\s+\S+\s+tahun\s+\d{4}|undang-undang dasar.{0,40}?\d{4}", re.I)
_DEFINES = re.compile(r"\b(?:adalah|ialah|merupakan|yaitu|yakni|disingkat|disebut|berarti)\b", re.I)
_ABBREVIATES = re.compile(r"\([A-Z][A-Za-z-]{1,9}\)|^\W*[A-Z]{2,10}\W+[–:|=-]\s|\b(?:disingkat|singkatan|kepanjangan)\b")
_END = r"(?=\s(?:menurut|dalam|di|pada|dan|untuk|berdasarkan|serta)\b|$)"
_DEFINED = (
    re.compile(
        rf"\b(?:apa itu|dimaksud(?: dengan| oleh)?|pengertian|definisi|arti|kepanjangan|singkatan|maksud)(?: dari)?\s(?P<subject>.+?){_END}"
    ),
    re.compile(r"^(?P<subject>.+?)\s(?:itu apa|itu maksudnya|maksudnya|artinya|adalah apa|singkatan|itu singkatan)\b"),
)
_LAST_NAMED = re.compile(r"(\S+) (?:itu apa|itu maksudnya|artinya|maksudnya)\b")
"""After where it is to be looked up, the one thing to be defined: "di perda pajak, PBJT itu apa"."""
_ASKS_ABBREVIATION = re.compile(r"\b(?:kepanjangan|singkatan)")


def fitting(kinds: Iterable[str], span: Span, question: str) -> float:
    """The share of the wanted kinds that a span holds, 1 when none in particular is wanted. A row is read with its heads."""
    wanted = [kind for kind in kinds if kind not in ("list", "explanation")]
    text = " ".join((*span.heads, *_values(span))) if span.kind == "row" else span.text
    held = [fits(kind, text, question) or kind == "person" and _holds_office(span, question) for kind in wanted]
    return sum(held) / len(wanted) if wanted else 1.0


def fits(kind: str, text: str, question: str = "") -> bool:
    """Whether `text` holds an answer of `kind`. Figures and years that the question itself names do not count."""
    if kind == "figure":
        return holds_figure(text, question)
    if kind == "date":
        known = set(_YEAR.findall(question))
        other_year = any(year not in known for year in _YEAR.findall(_CITED.sub("", text)))
        return bool(_DATE.search(text)) or other_year and not _ASKS_DAY.search(" ".join(spelled_out(question)))
    if kind == "person":
        return (
            holds_name(text, question) or not _ASKS_NAME.search(" ".join(spelled_out(question))) and bool(_OFFICE.search(text))
        )
    if kind == "place":
        return bool(_PLACE.search(text))
    if kind == "definition":
        return defines(text, question)
    if kind == "reason":
        return bool(_REASON.search(text))
    return True


def _values(span: Span) -> list[str]:
    """The cells of a row but those that only number it or name a page."""
    heads = span.heads if len(span.heads) == len(span.cells) else ("",) * len(span.cells)
    return [cell for head, cell in zip(heads, span.cells, strict=True) if not _NUMBERS.match(head)]


def _holds_office(span: Span, question: str) -> bool:
    """Whether a row names who answers for it in a column that is called so, a row or item sets another office beside the one that is
    asked for ("Ketua Tim Pelaksana | Sekretaris Daerah"), or a sentence says which office leads ("diketuai oleh Kepala Bappeda")."""
    asked = {term(word) for word in spelled_out(question)}
    if "nama" in asked:
        return False
    if any(_OFFICE.search(led[1]) and not asked.issuperset(terms(led[1])) for led in _LED_BY.finditer(span.text)):
        return True
    named = zip(span.heads, span.cells, strict=False)
    if any(asked & set(terms(head)) and _RESPONSIBLE.search(head) and re.search(r"[^\W\d_]{2}", cell) for head, cell in named):
        return True
    parts = span.cells if span.kind == "row" else tuple(re.split(r"\s*[:=]\s*", span.text, maxsplit=1))
    offices = [part for part in parts if re.search(_HOLDER, part, re.I)]
    inside = [part for part in offices if asked.issuperset(terms(part))]
    return bool(inside) and len(offices) > len(inside)


def holds_name(text: str, question: str) -> bool:
    """Whether a person's name stands in a text: capitalised words that name no office, body or place, and are not the question's."""
    known = set(spelled_out(question))
    for match in _NAME.finditer(text):
        words = re.findall(r"[A-Za-z’']{2,}", match.group())
        own = [word for word in words if not _is_body(word) and word.casefold() not in known]
        if len(own) > 1 and _is_name(own) and (len(own) == len(words) or _OFFICE.match(match.group()) and words[-1] in own):
            return True
    return bool(re.search(r"\b(?:nama\s*:|(?:H|Hj|Dr|Drs|Dra|Ir)\.\s*[A-Z])", text)) or bool(
        _SAID_BY.search(text) or _SIGNED.search(text)
    )


def _is_name(words: Sequence[str]) -> bool:
    """Whether capitalised words are rather a name than a heading: half of them, and the last or two, are in no dictionary."""
    unknown = [not is_root(stem(word.casefold())) for word in words]
    return 2 * sum(unknown) >= len(words) and (unknown[-1] or sum(unknown) > 1)


def _is_body(word: str) -> bool:
    """Whether a capitalised word names an office, a body or a place rather than a person."""
    return bool(_NOT_A_NAME.fullmatch(word)) or word.casefold() in ACRONYMS


def defines(text: str, question: str) -> bool:
    """Whether a text says what the subject of the question is: its words stand before "adalah", "disingkat" … or, where an
    abbreviation is asked for, beside "(RKPD)"."""
    subject = _subject(question)
    if _ASKS_ABBREVIATION.search(question.casefold()) and _ABBREVIATES.search(text):
        return bool(subject & set(terms(text)))
    match = _DEFINES.search(text)
    if not match or match.start() > _SUBJECT_LENGTH:
        return False
    before = set(terms(text[: match.end() + 12]))
    last = _LAST_NAMED.search(" ".join(spelled_out(question)))
    if last and before.issuperset(_long_form(last[1])):
        return True
    return 2 * sum(word in before or before.issuperset(_long_form(word)) for word in subject) >= len(subject)


def _long_form(word: str) -> list[str]:
    """The terms of what an acronym of the field stands for; of another word, itself."""
    return terms(ACRONYMS.get(word, word))


def _subject(question: str) -> set[str]:
    """The terms of what is to be defined: what stands between "apa itu" and "menurut …", or before "itu apa"; else all of it."""
    plain = " ".join(spelled_out(question))
    found = next((match["subject"] for pattern in _DEFINED if (match := pattern.search(plain))), plain)
    subject = {term(word) for word in found.split() if word not in STOPWORDS and not about_answer(word)}
    return subject or {term(word) for word in plain.split() if word not in STOPWORDS and not about_answer(word)}


def holds_figure(text: str, question: str) -> bool:
    """Whether there is a number besides list markers, clause numbers, years, and the numbers of the question; for "nomor
    berapa", a number that is called so."""
    if _ASKS_NUMBER.search(question):
        return bool(_NUMBERED.search(text))
    if _ASKS_CONTACT.search(" ".join(spelled_out(question))):
        return bool(_CONTACT.search(text))
    rest = _MARKER.sub(" ", _DATE.sub(" ", text))
    for number in re.findall(r"\d+(?:[.,]\d+)*", question):
        rest = re.sub(rf"(?<!\d){re.escape(number)}(?!\d)", " ", rest)
    rest = _YEAR.sub(" ", rest)
    return bool(_NUMBER.search(rest) or _SPELLED.search(rest))
