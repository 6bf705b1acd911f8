"""Which kind of document a name or a first page speaks of. Pure.

A document that is clearly something else than the kinds that lists show ("Notulen …", "Paparan …") is known to be: OTHER.
"""

import re

from indexer.models import KINDS

OTHER = "lainnya"
PLANS = ("rpjmd", "rpjpd", "rkpd", "renstra", "renja", "masterplan")
"""Kinds of plan that a regulation may enact as a whole."""

_ISSUERS = (
    r"(?:bupati|wali\s?kota|gubernur|menteri|presiden|sekretaris|sekda|kepala|dewan|dprd|camat|direktur|bersama|nomor|no\b)"
)
_REPORTS = r"\br?lppd\b|\blkpj\b|\blkj(?:ip)?\b|\blakip\b"
_DECREES = rf"\bsurat (?:edaran|keputusan)\b|\bkep(?:bup|wal)\w*|\b(?:keputusan|instruksi|se) {_ISSUERS}"
_OTHERS = (
    r"\bpaparan\b|\bbahan (?:tayang|rapat)|\bpresentasi\b|\bnotul\w+|\brisalah\b|\bberita acara\b|(?<!-)\bundangan\b|\bdaftar hadir\b"
    r"|\bkerangka acuan\b|\bkak\b|\bnaskah akademik\b|\bkajian\b|\bklhs\b|\bsop\b|\b(?:standar|prosedur) operasional\b|\bpedoman\b"
)
_OPENINGS = (
    ("laporan", rf"laporan\b(?! (?:akhir|antara|pendahuluan))|{_REPORTS}"),
    ("peraturan", rf"sk\b|keputusan\b|instruksi\b|{_DECREES}"),
    (OTHER, _OTHERS),
)
"""How a document begins to say that it is about a plan rather than the plan: "SK Tim Penyusun RPJMD", "Paparan RKPD". A final
report, though, is how consultants hand in the plan itself."""
_NAMES = (
    ("rpjmd", r"\brpjmd\b|rencana pembangunan jangka menengah"),
    ("rpjpd", r"\brpjpd\b|rencana pembangunan jangka panjang"),
    ("rkpd", r"\brkpd\b|rencana kerja pemerintah daerah"),
    ("renstra", r"\brenstra\b|rencana strategis"),
    ("renja", r"\brenja\b|rencana kerja (?:perangkat daerah|dinas|badan|opd|skpd|kecamatan|sekretariat|inspektorat)"),
    ("masterplan", r"master\s?plan|rencana induk"),
    ("laporan", rf"\blaporan\b|{_REPORTS}"),
    ("apbd", r"\bapbd\b|anggaran pendapatan dan belanja daerah|\bkua\b|\bppas\b|plafon anggaran sementara"),
)
_FURTHER = (
    ("peraturan", rf"\bperda\b|\bperbup\b|\bperwal\w*|\bpergub\b|\bpojk\b|\bperaturan\b|undang-undang|\bqanun\b|{_DECREES}"),
    ("berita", r"\bberita\b(?! acara)|\bartikel\b|\bnews\b"),
    (
        "perencanaan",
        r"\bpeta (?:jalan|rencana)\b|\broad\s?map\b|\bren(?:cana )?aksi\b|\brad\b|\bindikator kinerja\b|\bik[ud]\b|\bperjanjian kinerja\b"
        r"|\brtrw\b|\brdtr\b|\btata ruang\b|^rencana\b",
    ),
    (OTHER, _OTHERS),
)
_BEFORE = re.compile(r"^[\W\d]+|\b(?:dokumen|rancangan|draft?|salinan|scan)\s+")


def named(text: str) -> str:
    """The kind that a name, a title or a word speaks of; "" when it tells none."""
    words = _BEFORE.sub("", " ".join(re.split(r"[\s_]+", text.casefold())))
    if words in KINDS:
        return words
    opened = next((kind for kind, pattern in _OPENINGS if re.match(pattern, words)), "")
    return opened or next((kind for kind, pattern in _NAMES + _FURTHER if re.search(pattern, words)), "")


def counted(head: str) -> str:
    """The kind that a first page names three times or more, "" when it names none so often; some are told by other signs."""
    counts = {kind: len(re.findall(pattern, head.casefold())) for kind, pattern in _NAMES}
    best = max(counts, key=lambda kind: counts[kind])
    return best if counts[best] >= 3 else ""
