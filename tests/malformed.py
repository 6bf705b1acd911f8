"""Files as they should not be: damaged at random from valid ones, and made with intent. The same for the same seed,
but for ids that pypdf draws."""

import io
import random
import zlib
from collections.abc import Callable, Iterator
from itertools import islice

from pypdf.actions import JavaScript
from pypdf.annotations import Link
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, TextStringObject
from seed_files import SENTENCES, archive, changed_pdf, docx, html, noise, odt, pdf, picture, pptx, repacked, seeds, xlsx

COSTLY = (".png", ".jpg", ".tiff", ".rtf")
"""Endings of files that start Tesseract or LibreOffice for every reading: one damaged file in eight is such a one."""

_MAGIC = (b"%PDF-1.7\n", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"II*\x00",
          b"{\\rtf1", b"<!doctype html>", b"\xff\xfe", b"GIF89a", b"MZ", b"\x1f\x8b", b"RIFF", b"8BPS")  # fmt: skip
_ENDINGS = (".pdf", ".docx", ".xlsx", ".html", ".png", ".zip", ".txt", ".rtf")
_ENTITIES = '<!DOCTYPE x [<!ENTITY a0 "tawa">' + "".join(
    f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)
) + "]>"  # fmt: skip


def corpus(damaged: int, seed: int = 4) -> Iterator[tuple[str, bytes]]:
    """(name, content) of all hostile files and of so many damaged ones."""
    yield from hostile()
    yield from islice(damages(seed), damaged)


def damages(seed: int) -> Iterator[tuple[str, bytes]]:
    """Valid files with one to three things done to them, without end."""
    chance = random.Random(seed)
    files = seeds()
    cheap = [name for name in files if not name.endswith(COSTLY)]
    costly = [name for name in files if name.endswith(COSTLY)]
    number = 0
    while True:
        number += 1
        name = chance.choice(costly if number % 8 == 0 else cheap)
        data = files[name]
        for _ in range(chance.randint(1, 3)):
            data = chance.choice(_DAMAGES)(data, chance)
        stem, dot, ending = f"{number:04}-{name}".rpartition(".")
        yield stem + (chance.choice(_ENDINGS) if chance.random() < 0.1 else dot + ending), data


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _flip(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 10, 200)) if data else 0):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _overwrite(data: bytes, chance: random.Random) -> bytes:
    start, size = chance.randrange(len(data) + 1), chance.choice((4, 64, 1024))
    filling = chance.choice((b"\x00" * size, b"\xff" * size, chance.randbytes(size), b"9" * size))
    return data[:start] + filling + data[start + size :]


def _repeat(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data) + 1)
    piece = data[start : start + chance.choice((16, 256, 4096))]
    return data[:start] + piece * chance.choice((2, 20, 200)) + data[start:]


def _drop(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data) + 1)
    return data[:start] + data[start + chance.choice((1, 32, 1024)) :]


def _number(data: bytes, chance: random.Random) -> bytes:
    """A number in the file becomes one that is absurd."""
    digits = [n for n, byte in enumerate(data) if 48 <= byte <= 57]
    if not digits:
        return data
    at = chance.choice(digits)
    return data[:at] + chance.choice((b"-1", b"0", b"4294967295", b"99999999999999999999", b"1e308")) + data[at + 1 :]


_DAMAGES: tuple[Callable[[bytes, random.Random], bytes], ...] = (_cut, _flip, _overwrite, _repeat, _drop, _number)


def hostile() -> Iterator[tuple[str, bytes]]:
    """Files that someone made to do harm, and those that programs make by mistake."""
    yield from _odd()
    yield from _pdfs()
    yield from _packages()
    yield from _archives()
    yield from _texts()
    yield from _pictures()


def _odd() -> Iterator[tuple[str, bytes]]:
    for ending in (".pdf", ".docx", ".xlsx", ".png", ".zip", ".txt"):
        yield f"kosong{ending}", b""
        yield f"nol{ending}", bytes(4096)
    for number, magic in enumerate(_MAGIC):
        yield f"acak-{number}.bin", magic + noise(number, 3000)
        yield f"hanya-awal-{number}.pdf", magic
    for name, data in seeds().items():
        yield f"{name}.{'pdf' if not name.endswith('.pdf') else 'docx'}", data


def _pdfs() -> Iterator[tuple[str, bytes]]:
    yield "sandi.pdf", changed_pdf(lambda w: w.encrypt("rahasia", algorithm="RC4-128"))
    yield "skrip.pdf", changed_pdf(lambda w: w.add_open_action(JavaScript("while (true) app.alert('x')")))
    yield "lampiran.pdf", changed_pdf(lambda w: w.add_attachment("virus.exe", b"MZ" + noise(1, 500)))
    yield "jalankan.pdf", changed_pdf(_launch)
    yield "raksasa.pdf", changed_pdf(lambda w: [page.mediabox.scale(1e6, 1e6) for page in w.pages])
    yield "nol-luas.pdf", changed_pdf(lambda w: [page.mediabox.scale(0, 0) for page in w.pages])
    yield "lingkaran.pdf", changed_pdf(_loop)
    yield "induk-sendiri.pdf", _raw_pdf(b"/Kids [2 0 R] /Count 1")
    yield "sejuta-halaman.pdf", _raw_pdf(b"/Kids [3 0 R] /Count 1000000")
    yield "banyak-halaman.pdf", _raw_pdf(b"/Kids [" + b"3 0 R " * 20_000 + b"] /Count 20000")
    yield "aliran-bom.pdf", _raw_pdf(b"/Kids [3 0 R] /Count 1", zlib.compress(bytes(150_000_000), 9))
    once = zlib.compress(zlib.compress(b" " * 80_000_000, 9), 9)
    yield "aliran-ganda.pdf", _raw_pdf(b"/Kids [3 0 R] /Count 1", once, b"[/FlateDecode /FlateDecode]")
    yield "perintah.pdf", _raw_pdf(b"/Kids [3 0 R] /Count 1", zlib.compress(b"BT (a) Tj ET q " * 400_000, 9))
    yield "sarang.pdf", _raw_pdf(b"/Kids [3 0 R] /Count 1 /X " + b"[" * 50_000)
    yield "tanpa-xref.pdf", pdf().partition(b"xref")[0]


def _launch(writer) -> None:
    action = DictionaryObject({NameObject("/S"): NameObject("/Launch"), NameObject("/F"): TextStringObject("/bin/sh")})
    writer.root_object[NameObject("/OpenAction")] = action
    writer.add_annotation(0, Link(rect=(0, 0, 100, 100), url="file:///etc/passwd"))


def _loop(writer) -> None:
    pages = writer.root_object["/Pages"]
    pages[NameObject("/Kids")] = ArrayObject([pages.indirect_reference] * 3)
    pages[NameObject("/Count")] = NumberObject(3)


def _raw_pdf(tree: bytes, content: bytes = b"BT /F1 12 Tf (Teks) Tj ET", filters: bytes = b"/FlateDecode") -> bytes:
    content = zlib.compress(content) if content.startswith(b"BT") else content
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages " + tree + b" >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d /Filter %s >>\nstream\n%s\nendstream" % (len(content), filters, content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    out, places = b"%PDF-1.5\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 6\n0000000000 65535 f \n%strailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        table,
        len(out),
    )


def _packages() -> Iterator[tuple[str, bytes]]:
    bomb = b"<a>" + b" " * 120_000_000 + b"</a>"
    for name, package, part in (
        ("docx", docx(), "word/document.xml"),
        ("xlsx", xlsx(), "xl/worksheets/sheet1.xml"),
        ("pptx", pptx(), "ppt/slides/slide1.xml"),
        ("odt", odt(), "content.xml"),
    ):
        yield f"bom.{name}", repacked(package, {part: bomb})
        yield f"entitas.{name}", repacked(package, {part: f'<?xml version="1.0"?>{_ENTITIES}<x>&a9;</x>'.encode()})
        outside = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
        yield f"luar.{name}", repacked(package, {part: outside.encode()})
        yield f"dalam.{name}", repacked(package, {part: b"<a>" * 200_000})
        yield f"hampa.{name}", repacked(package, {part: b""})
        yield f"keluar.{name}", repacked(package, {"../../../keluar.txt": b"di luar"})
        yield f"makro.{name}", repacked(package, {part.split("/")[0] + "/vbaProject.bin": b"\xd0\xcf\x11\xe0" + noise(2, 500)})
    sheet = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
    yield "jauh.xlsx", repacked(xlsx(), {"xl/worksheets/sheet1.xml": sheet})
    yield (
        "sandi.docx",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + noise(3, 500) + "EncryptedPackage".encode("utf-16-le") + noise(4, 3000),
    )


def _archives() -> Iterator[tuple[str, bytes]]:
    zeros = archive({"nol.txt": bytes(60_000_000)})
    yield "bom.zip", zeros
    yield "bersarang.zip", archive({f"{n}.zip": zeros for n in range(10)})
    deep = archive({"isi.txt": b"teks"})
    for _ in range(30):
        deep = archive({"dalam.zip": deep})
    yield "dalam-sekali.zip", deep
    yield "keluar.zip", archive({"../keluar.md": b"# Luar", "/tmp/keluar-mutlak.md": b"# Luar", "..\\..\\keluar.md": b"# Luar"})
    yield "ribuan.zip", archive({f"{n}.txt": b"teks" for n in range(3000)})
    yield "nama.zip", archive({"x" * 5000 + ".txt": b"teks", "a\x00b.txt": b"teks", "con.txt": b"teks", ".txt": b"teks"})
    yield "kembar.zip", archive({"a.txt": b"satu", "a.txt/b.txt": b"dua"})
    yield (
        "terkunci.zip",
        archive({"a.txt": b"teks"})
        .replace(b"PK\x03\x04\x14\x00\x00", b"PK\x03\x04\x14\x00\x01")
        .replace(b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01"),
    )


def _texts() -> Iterator[tuple[str, bytes]]:
    deep = 20_000
    yield "dalam.html", b"<html><body>" + b"<div>" * deep + b"teks" + b"</div>" * deep
    yield "tabel-dalam.html", b"<html><body>" + b"<table><tr><td>" * 2_000 + b"teks"
    yield "rentang.html", b"<html><body><table><tr><td colspan=1000000000 rowspan=1000000000>a</td></tr></table></body></html>"
    yield "entitas.html", f"{_ENTITIES}<html><body><p>&a9;</p></body></html>".encode()
    yield (
        "entitas.svg",
        f'<?xml version="1.0"?>{_ENTITIES}<svg xmlns="http://www.w3.org/2000/svg"><text>&a9;</text></svg>'.encode(),
    )
    yield "skrip.html", html().replace(b"</head>", b"<script>while(true){}</script></head>")
    yield "dalam.rtf", b"{\\rtf1" + b"{" * 100_000 + b"teks" + b"}" * 100_000
    yield "angka.rtf", b"{\\rtf1\\ansi \\u99999999999 \\bin2000000000 teks \\'zz}"
    yield "objek.rtf", b"{\\rtf1{\\object\\objemb{\\*\\objdata " + b"0105" * 1000 + b"}}teks}"
    yield "baris.txt", b"a" * 2_000_000
    yield "kata.txt", b"kata " * 400_000
    yield "pipa.md", b"|" * 200_000
    yield "tanda.md", b"[" * 50_000 + b"*" * 50_000 + b"`" * 50_000
    yield "kutip.md", b">" * 20_000 + b" teks"
    yield "kepala.md", b"---\na: &a [x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b]\n---\n" + SENTENCES[0].encode()
    yield "kepala-rusak.md", b"---\n!!python/object/apply:os.system ['touch keluar.txt']\n---\nteks"
    yield "nul.txt", b"teks\x00" * 5_000
    yield "pengganti.txt", "teks \udc80 \ud83d".encode("utf-8", "surrogatepass") * 100
    yield "arah.txt", "teks \u202etxet\u202c \u0000\ufffe".encode() * 100


def _pictures() -> Iterator[tuple[str, bytes]]:
    png = picture("PNG")
    huge = b"IHDR" + (60_000).to_bytes(4, "big") * 2 + png[24:29]
    yield "besar.png", png[:12] + huge + zlib.crc32(huge).to_bytes(4, "big") + png[33:]
    text = b"zTXtk\x00\x00" + zlib.compress(bytes(100_000_000), 9)
    yield "catatan.png", png[:33] + (len(text) - 4).to_bytes(4, "big") + text + zlib.crc32(text).to_bytes(4, "big") + png[33:]
    jpeg = bytearray(picture("JPEG"))
    at = jpeg.find(b"\xff\xc0") + 5
    jpeg[at : at + 4] = b"\xff\xff\xff\xff"
    yield "besar.jpg", bytes(jpeg)
    gif = io.BytesIO(b"GIF89a\xff\xff\xff\xff\x00\x00\x00,\x00\x00\x00\x00\xff\xff\xff\xff\x00\x02\x02L\x01\x00;")
    yield "besar.gif", gif.getvalue()
    tiff = picture("TIFF")
    yield "lingkaran.tiff", tiff[:-4] + tiff[4:8]
