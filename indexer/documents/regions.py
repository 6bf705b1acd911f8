"""Which region a text speaks of ("Kabupaten Wajo", "Kota Palopo"): by how it is called, without a list of names."""

import re
from collections import Counter

_TITLES = (
    dict.fromkeys(("kabupaten", "kab", "pemkab", "bupati"), "Kabupaten")
    | dict.fromkeys(("kota", "pemkot", "wali kota", "walikota"), "Kota")
    | dict.fromkeys(("provinsi", "propinsi", "pemprov", "gubernur"), "Provinsi")
)
_CALLED = re.compile(
    r"\b(?<![/\w])(wali\s*kota|kabupaten|kab\.|pemkab|bupati|kota|pemkot|provinsi|propinsi|pemprov|gubernur)"
    r"[ \n]+(?=((?:[A-Z][A-Za-z'’-]+)(?:[ ][A-Z][A-Za-z'’-]+){0,3}))",
    re.I,
)
_NO_NAME = frozenset(
    """
    administrasi administratif cerdas smart global tua lama lain lainnya besar kecil layak tanpa hijau tahun nomor
    provinsi kabupaten kota dan atau yang sebagai menjadi dalam untuk dengan se di ke dari ini itu tersebut pada tentang
    dki-jakarta pemerintah pemerintahan peraturan berkelanjutan modern maju sehat ramah pintar pusaka kreatif
    masing-masing setempat terpilih bersangkutan dewan daerah-daerah republik menteri wakil bupati gubernur telah akan
    juga adalah bersama rancang terima raih luncurkan susun gelar dorong terapkan tetapkan siap resmi h hj dr drs ir prof
    bapak ibu satu dua sektor wilayah masterplan master rpjmd rpjpd rkpd renstra sekretaris indonesia tingkat otonom
    metropolitan megapolitan bebas tangguh terkait terbaik selaku para sebesar ketua kepala dinas badan menimbang
    mengingat memutuskan menetapkan lampiran anggaran apbd perubahan rencana sekretariat inspektorat kecamatan kelurahan
    jalan jl jln telepon telp
    """.split()
)
_COMPARED = re.compile(r"\b(?:\w*banding\w*|seperti|sebagaimana di|meniru|mencontoh|studi tiru|kunjungan|daerah lain)\b", re.I)
LETTERHEAD = re.compile(r"\W*pemerintah (?:daerah )?(?:kabupaten|kota|provinsi) \w+(?: \w+){0,2}\W*", re.I)
_JAKARTA = re.compile(r"\b(?:(?:Provinsi\s+)?(?:DKI|Daerah\s+Khusus(?:\s+Ibu\s?kota)?)\s+Jakarta)\b", re.I)
_YOGYAKARTA = re.compile(r"\b(?:Provinsi\s+)?(?:Daerah\s+Istimewa|D\.?\s?I\.?)\s+Yogyakarta\b", re.I)
JAKARTA, YOGYAKARTA = "Provinsi DKI Jakarta", "Provinsi DI Yogyakarta"


def canonical(region: str) -> str:
    """One spelling for the regions that have several."""
    for pattern, name in ((_JAKARTA, JAKARTA), (_YOGYAKARTA, YOGYAKARTA)):
        if pattern.fullmatch(region.strip()):
            return name
    return region


def find_region(text: str, least: int = 1) -> str:
    """The region named most often, at least `least` times; a regency or city before the province it is in. "" when none is."""
    provinces = Counter({JAKARTA: len(_JAKARTA.findall(text)), YOGYAKARTA: len(_YOGYAKARTA.findall(text))})
    text = _YOGYAKARTA.sub(" . ", _JAKARTA.sub(" . ", text))
    names = _names(text)
    best = _longest(names, least)
    for kind, words in list(names):
        if kind == "Provinsi" and len(words) == len(_longest_under(names, kind, words)):
            provinces[f"Provinsi {' '.join(words)}"] += names[kind, words]
    province, times = provinces.most_common(1)[0]
    if best and (best[1] >= times / 3 or not times):
        return best[0]
    return province if times >= least else ""


def only_region(text: str) -> str:
    """The regency or city that a text names twice or more, if it names no other; what it compares itself with doesn't count."""
    firsts = {(kind, words) for kind, words in _names(text) if len(words) == 1 and kind != "Provinsi"}
    if len({words for _, words in firsts}) > 1:
        return ""
    own = [part for part in re.split(r"(?<=[.;!?])\s|\n", text) if not _COMPARED.search(part)]
    best = _longest(_names(" . ".join(own)), least=2)
    return best[0] if best else ""


def _names(text: str) -> Counter[tuple[str, tuple[str, ...]]]:
    """How often each (title, name) stands in a text; of names of several words their beginnings too."""
    names: Counter[tuple[str, tuple[str, ...]]] = Counter()
    for title, called in _CALLED.findall(text):
        kind = _TITLES[" ".join(title.casefold().rstrip(".").split())]
        words = _name(called)
        names.update((kind, words[:length]) for length in range(1, len(words) + 1))
    return names


def _name(called: str) -> tuple[str, ...]:
    """The words of a name, up to the first that can't belong to one, in title case."""
    words = []
    for word in called.split():
        if word.casefold() in _NO_NAME or not word[0].isupper():
            break
        words.append(word.title() if word[:2].isupper() and len(word) > 3 else word)
    return tuple(words[:3])


def _longest_under(names: Counter[tuple[str, tuple[str, ...]]], kind: str, words: tuple[str, ...]) -> tuple[str, ...]:
    """The name that goes on from these words for as long as most of its mentions do."""
    while True:
        longer = [
            (times, other)
            for (k, other), times in names.items()
            if k == kind and other[:-1] == words and len(other) == len(words) + 1
        ]
        if not longer or max(longer)[0] * 5 < names[kind, words] * 3:
            return words
        words = max(longer)[1]


def _longest(names: Counter[tuple[str, tuple[str, ...]]], least: int) -> tuple[str, int] | None:
    """(region, mentions) of the regency or city named most often."""
    firsts = [(times, kind, words) for (kind, words), times in names.items() if len(words) == 1 and kind != "Provinsi"]
    if not firsts:
        return None
    times, kind, words = max(firsts, key=lambda first: first[0])
    return (f"{kind} {' '.join(_longest_under(names, kind, words))}", times) if times >= least else None
