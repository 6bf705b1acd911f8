"""Indonesian text -> terms: what the lexical index holds and what a question is matched with.

A term is lower-case letters and digits only. Words are stemmed (Snowball's Indonesian algorithm, Tala 2003), numbers are
brought to one form whatever their separators: 1.524.751 -> 1524751, 0,85 -> 0d85, 48.000.000,00 -> 48000000.
"""

import re
import unicodedata
from functools import cache, lru_cache
from threading import Lock

import snowballstemmer
from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

from indexer.language.notations import notations, number_term

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*", re.UNICODE)
_NUMERAL = re.compile(r"[ivx]{1,4}")
_CLITIC = re.compile(r"(?<=\w{3})(?:nya|lah|kah|pun)$")
_PREFIX = re.compile(r"^(?:di|ke|se|ter|ber)(?=\w{4})")
_SWALLOWED = (
    ("meng", "k"), ("peng", "k"), ("men", "tn"), ("pen", "tn"), ("mem", "pm"), ("pem", "pm"), ("per", "r"), ("ber", "r"), ("ter", "r"),
    ("me", "lmnry"), ("pe", "lmnry"), ("ke", "k"),
)  # fmt: skip
"""Prefixes, and the letters that a stem may have lost with them: swallowed by the prefix, or cut off with it."""
_BEFORE_CONSONANTS = ("men", "pen", "mem", "pem")
"""Before a vowel these have always swallowed a consonant."""
_WHOLE = frozenset(
    "pendapatan pengadaan keadaan kementerian kelebihan kesatuan persatuan pelaku perilaku keduanya penduduk".split()
)
"""Words that mean something else than their root, which is so common that it would say nothing: pendapatan is not dapat."""
_HOMONYMS = {"puat": "muat", "pilik": "milik", "pinta": "minta", "pasuk": "masuk", "pula": "mulai"}
"""Where the dictionary has both, the root that planning documents mean."""
_APART = dict.fromkeys("menetapkan ditetapkan penetapan ketetapan".split(), "tetapkan")
"""Words whose root is another word that documents use as often for something else: "ditetapkan" is not "berkekuatan hukum tetap"."""
_stemmer = snowballstemmer.stemmer("indonesian")
_stemming = Lock()  # the stemmer keeps the word it is at in itself, and the bot asks from several threads

STOPWORDS = frozenset(
    """ada adalah adanya agar akan aku anda antara apa apabila apakah apalah atas atau bagaimana bagi bahwa bapak beliau
    berapa beri berikan berikut bila bisa boleh buat bukan cara coba cukup dalam dan dapat dari daripada dengan di dia dimana
    disebut disebutkan dong dulu guna hal hanya harus hendak hingga ia ialah ibu ini itu jadi jelaskan jika juga kah kak kalau
    kami kamu kan kapan karena kata ke kemudian kenapa kepada ketika kita lagi lah lain lalu lebih lewat maka mana mas masing
    masih maupun mbak melalui memang mengapa mengenai menjadi menurut mereka merupakan meski min minta misal mohon namun nih nya
    oleh pada pak para pernah pula pun saat saja saling sama sampai sangat saya sebagai sebagaimana sebelum sebuah secara sedang
    sehingga sejak sekarang selain selama seluruh semua seperti serta sesuai setelah siapa sih sini sebutkan suatu sudah supaya
    tadi tanpa tapi tentang tentu terhadap terkait tersebut tetapi tiap tidak tolong untuk ya yaitu yakni yang bunyi bunyinya
    isi isinya maksud maksudnya dimaksud artinya arti info informasi bu pa kira cuma banget terus apasaja saja apaan tuh kayak kira sih bikin membuat pakai gitu begini begitu sekitar sesudah sehabis lho loh mulu doang nah the of and
    pengen ingin mau nanti nantinya paling soal seputar cek vs versus versi tahu diketahui berbunyi si deh kok gak masing-masing nama namanya halo hai selamat pagi siang sore
    malam terima kasih makasih dikasih besar besarnya besaran sebesar angka angkanya""".split()
)
"""Words that say how something is asked, not what about: never needed in a passage."""


def normalize(text: str) -> str:
    """NFKC, lower case, soft hyphens gone; "%" in words."""
    return unicodedata.normalize("NFKC", text).replace("\xad", "").replace("%", " persen").casefold()


@cache
def _roots() -> frozenset[str]:
    """The root words of Indonesian (Sastrawi's dictionary, after the KBBI)."""
    return frozenset(StemmerFactory().get_words())


def is_root(word: str) -> bool:
    """Whether a word is in the dictionary as it stands: common words are, most names are not."""
    return word.casefold() in _roots()


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The stem of one lower-case word.

    Snowball's, checked against the dictionary of roots: it cuts roots themselves (kepala -> pala), takes per- for pe-
    (perencanaan -> encana), and leaves out the consonant that me- and pe- swallow (menetapkan -> etap).
    """
    if _NUMERAL.fullmatch(word):
        return word  # its -i is no suffix: III is not II
    roots = _roots()
    bare = _CLITIC.sub("", word)
    unprefixed = _PREFIX.sub("", bare)
    if bare in _WHOLE or bare in _APART:
        return _APART.get(bare, bare)
    if bare in roots or unprefixed in roots:
        return bare if bare in roots else unprefixed
    with _stemming:
        found = _stemmer.stemWord(word) if len(word) > 2 else word
    found = _restored(bare, found)
    return _HOMONYMS.get(found, found)


def _restored(word: str, found: str) -> str:
    """The stem found for a word, with the letter that its prefix swallowed or that was cut off with it."""
    prefix, letters = next(((prefix, letters) for prefix, letters in _SWALLOWED if word.startswith(prefix)), ("", ""))
    whole = next((letter + found for letter in letters if letter + found in _roots()), None)
    if prefix in _BEFORE_CONSONANTS and found[:1] in "aiueo":
        return whole or letters[0] + found
    return found if found in _roots() else whole or found


def tokens(text: str) -> list[str]:
    """Lower-case words and numbers in order, unstemmed."""
    return _TOKEN.findall(normalize(text))


def term(token: str) -> str:
    """The term of one token of `tokens`."""
    return number_term(token) if token[0].isdigit() else stem(token.replace("'", "").replace("’", ""))


def terms(text: str) -> list[str]:
    """All terms of a text in order, stop words included; after an amount, a date or the number of a regulation also the one
    term for it that is the same however it is written."""
    normal = normalize(text)
    found = [(match.start(), term(match[0])) for match in _TOKEN.finditer(normal)]
    found += [(one.end - 1, one.term) for one in notations(normal)]
    return [one for _, one in sorted(found, key=lambda item: item[0])]


def index_terms(text: str) -> str:
    """The terms of a text joined by spaces, as the full-text index stores them."""
    return " ".join(terms(text))
