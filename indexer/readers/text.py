"""Plain text -> one Page, without what a news portal prints between the paragraphs of an article."""

import re
from collections.abc import Iterable

from indexer.errors import NoText
from indexer.models import Page, Reading
from indexer.readers.cleaning import drop_contents, normalise
from indexer.readers.paragraphs import Line, flow

_WRAPPED = 100
_LEAST_WRAPPED_LINES = 10

_SHARING = r"facebook|twitter|x|whats\s?app|telegram|pinterest|linkedin|line|e-?mail|copy(?: link)?|salin tautan|cetak|print|instagram|threads"
_FURNITURE = re.compile(
    r"""(?:
    (?:banner|iklan|example|ads?|advertisement|google\s*ads?|space\s+iklan|pasang\s+iklan)? \s* \d{2,4}\s*[x×]\s*\d{2,4} (?:\s*(?:px|piksel))?
    | (?:advertisement|advertorial|iklan|sponsored|scroll\s+to\s+(?:continue|resume).* | gulir\s+(?:untuk|ke)\s.*lanjut.*)
    | \W*(?:baca|lihat|simak|tonton)\s+(?:juga|pula|selengkapnya)\b\s*(?:[:;>»|–-].*)?
    | (?:tinggalkan|tulis|kirim|batalkan)\s+(?:sebuah\s+)?(?:balasan|komentar|jawaban)\b.{0,40}
    | alamat\s+e-?mail\s+anda\s+tidak\s+akan\s+dipublikasikan.*
    | ruas\s+yang\s+wajib\s+ditandai.* | simpan\s+nama,?\s+e-?mail.* | (?:nama|e-?mail|situs\s+web|komentar|website)\s*\*
    | (?:sebarkan|bagikan|share)(?:\s+(?:artikel|berita|tulisan|this|ke|on|di|post))*(?:\s+ini)?\s*:?(?:\s*(?:""" + _SHARING + r""")\W*)*
    | (?:(?:""" + _SHARING + r""")\W*)+
    | (?:ikuti|follow)\s+(?:kami|us)\b.{0,60}
    | .{0,8}\b(?:i?ikuti|dapatkan|simak|baca|cek|update)\s.{0,60}(?:google\s+news|whats\s?app\s+channel|saluran\s+whats\s?app|kanal\s+telegram|play\s?store).*
    | (?:berita|artikel|video|foto|topik|tulisan)?\s*(?:terkini|terkait|terpopuler|populer|terbaru|lainnya|pilihan(?:\s+(?:editor|redaksi))?|rekomendasi(?:\s+untuk\s+anda)?|trending)\s*:?
    | \d*\s*(?:komentar|comments?)\s*(?:\(\d+\))? | (?:tags?|topik|kata\s+kunci)\s*:.*
    | .{0,60}(?:all\s+rights?\s+reserved|hak\s+cipta\s+dilindungi).* | (?:©|\(c\)|copyright|hak\s+cipta).*
    | (?:halaman|page|hal\.?)(?:\s*\d+)*(?:\s*(?:dari|of|/)\s*\d+)? | \d{1,3}(?:\s+\d{1,3})* | (?:halaman\s+)?(?:selanjutnya|sebelumnya|berikutnya|next|previous|prev)\W*
    | (?:lihat|tampilkan|show)\s+(?:semua|all)\W* | (?:beranda|home)\s*(?:[>»/›|].*)?
    | (?:menu|login|masuk|daftar|cari|search|indeks|redaksi|tentang\s+kami|kontak(?:\s+kami)?|pedoman\s+media\s+siber|privacy\s+policy|kebijakan\s+privasi|disclaimer|loading)\W*
    | (?:dibaca|views?|dilihat)\s*:?\s*[\d.,]+\s*(?:kali)? | [\d.,]+\s+(?:views?|shares?|kali\s+dibaca)
    | (?:https?://|www\.)\S+
    )""",
    re.I | re.X,
)  # fmt: skip


def read_text(text: str) -> Reading:
    """Raises NoText when only furniture, or nothing, is in it."""
    lines = without_furniture(normalise(text).split("\n"))
    body = re.sub(r"\n{3,}", "\n\n", "\n".join(_flow(drop_contents(lines)))).strip()
    if not re.search(r"\w", body):
        raise NoText("Berkas ini tidak berisi teks; periksa berkasnya, lalu kirim kembali yang berisi.")
    return Reading((Page(None, body),))


def without_furniture(lines: Iterable[str]) -> list[str]:
    """The lines of the article: no adverts, menus and buttons, no line said twice in a row."""
    kept: list[str] = []
    last = ""
    for line in lines:
        bare = " ".join(line.split())
        if bare and (is_furniture(bare) or bare == last):
            continue
        last = bare or last
        kept.append(line.rstrip())
    return kept


def is_furniture(line: str) -> bool:
    """Whether a whole line is something a portal prints around an article, in any article; table rows never are."""
    if line.startswith("|"):
        return False
    return not any(char.isalnum() for char in line) or bool(_FURNITURE.fullmatch(line.strip(" •·*»›>|–—-")))


def _flow(lines: list[str]) -> list[str]:
    """Paragraphs of a text wrapped at a fixed width; other texts have a paragraph a line and stay as they are."""
    full = [line for line in lines if line.strip()]
    if len(full) < _LEAST_WRAPPED_LINES or max(map(len, full)) > _WRAPPED:
        return [line.strip() for line in lines]
    gaps = [n == 0 or not lines[n - 1].strip() for n in range(len(lines))]
    return flow([Line(" ".join(line.split()), gap) for line, gap in zip(lines, gaps, strict=True) if line.strip()])
