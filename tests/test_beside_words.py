"""Figures of scans that stand beside their own words in brackets, and what the words are worth."""

from decimal import Decimal

import pytest

from indexer.language.spelled_numbers import spelled_number
from indexer.reading.printed.sheet import PrintedLine
from indexer.reading.scans.beside_words import checked_by_words


@pytest.mark.parametrize(
    ("words", "value", "unit"),
    [
        ("sepuluh", 10, ()),
        ("lima belas persen", 15, ("persen",)),
        ("dua puluh satu hari kerja", 21, ("hari", "kerja")),
        ("seratus", 100, ()),
        ("seribu dua ratus", 1200, ()),
        ("dua ribu dua puluh lima", 2025, ()),
        ("Tiga Ratus Empat Puluh Juta Lima Ratus Ribu Rupiah", 340_500_000, ("rupiah",)),
        ("satu miliar seratus juta rupiah", 1_100_000_000, ("rupiah",)),
        ("nol", 0, ()),
        ("dua koma lima persen", "2.5", ("persen",)),
        ("nol koma nol lima", "0.05", ()),
        ("tujuh koma tujuh puluh lima", "7.75", ()),
        ("tujuh koma tujuh lima", "7.75", ()),
    ],
)
def test_words_of_numbers_have_a_value(words, value, unit):
    spelled = spelled_number(words)
    assert (spelled.value, spelled.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "persen",
        "dua kali dua puluh empat",
        "puluh lima",
        "lima dua",
        "juta",
        "dua ribu tiga juta",
        "dua koma",
        "dua setengah",
    ],
)
def test_what_is_no_number_has_none(words):
    assert spelled_number(words) is None


def read(*texts: str) -> tuple[str, tuple[str, ...]]:
    checked = checked_by_words([PrintedLine(text, 0.0, 10.0 * n, 11.0, False) for n, text in enumerate(texts)])
    return "\n".join(line.text for line in checked.lines), checked.doubtful


@pytest.mark.parametrize("sign", ["96", "6", "06", "9o", "Yo", "Y0", "°/o", "0/0", "95", "0", "”4"])
def test_a_sign_for_percent_that_was_read_as_figures_is_told_by_the_words(sign):
    assert read(f"paling tinggi 35{sign} (tiga puluh lima persen) dari") == (
        "paling tinggi 35% (tiga puluh lima persen) dari",
        ("35%",),
    )


def test_the_words_may_go_on_in_the_next_line():
    assert read("sebesar 2,596 (dua koma", "lima persen) dari pagu") == (
        "sebesar 2,5% (dua koma\nlima persen) dari pagu",
        ("2,5%",),
    )
    assert read("sebesar 2096", "(dua puluh) persen") == ("sebesar 20%\n(dua puluh) persen", ("20%",))


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("16 (sepuluh) desa", "10 (sepuluh) desa"),
        ("1 (tujuh) hari", "7 (tujuh) hari"),
        ("3O (tiga puluh) hari", "30 (tiga puluh) hari"),
        ("Rp750.080.000,00 (tujuh ratus lima puluh juta rupiah)", "Rp750.000.000,00 (tujuh ratus lima puluh juta rupiah)"),
        ("Rp 2.500.00 (dua juta lima ratus ribu rupiah)", "Rp 2.500.000 (dua juta lima ratus ribu rupiah)"),
    ],
)
def test_a_figure_that_is_nearly_what_its_words_say_is_mended_in_doubt(seen, meant):
    text, doubtful = read(seen)
    assert text == meant
    assert len(doubtful) == 1
    assert doubtful[0] in meant


@pytest.mark.parametrize("seen", ["25 (sepuluh) desa", "4 (sembilan) orang", "Rp900.000,00 (dua juta rupiah)", "3.1 (tiga)"])
def test_a_figure_that_is_far_from_its_words_stays_in_doubt(seen):
    text, doubtful = read(seen)
    assert text == seen
    assert len(doubtful) == 1


@pytest.mark.parametrize(
    "seen",
    [
        "15% (lima belas persen)",
        "15 % (lima belas persen)",
        "15 (lima belas) persen",
        "10 (sepuluh) hari",
        "Rp1.500.000,00 (satu juta lima ratus ribu rupiah)",
        "2 x 24 (dua kali dua puluh empat) jam",
        "Kelas II (dua)",
        "12 (dua belns) bulan",
        "Pasal 5 (lampiran)",
        "08.00 (delapan)",
    ],
)
def test_what_agrees_with_its_words_or_has_none_stays_without_doubt(seen):
    assert read(seen) == (seen, ())


def test_a_line_of_several_lines_stays_one():
    lines = [
        PrintedLine("Jadwal:\nJuni 2026", 0, 10, 11, False),
        PrintedLine("paling tinggi 1596 (lima belas persen)", 0, 24, 11, False),
    ]
    assert [line.text for line in checked_by_words(lines).lines] == [
        "Jadwal:\nJuni 2026",
        "paling tinggi 15% (lima belas persen)",
    ]


def test_a_page_without_lines_has_none():
    assert checked_by_words([]).lines == []
