"""RTF where LibreOffice is missing: struck text, raised marks, what stands beside the body."""

import pytest

from indexer.reading.office.rtf import read_rtf


def lines(body: str) -> list[str]:
    reading = read_rtf(b"{\\rtf1\\ansi " + body.encode("cp1252") + b"}")
    return [line for line in reading.pages[0].text.split("\n") if line]


@pytest.mark.parametrize("mark", ["strike", "striked1", "v", "deleted"])
def test_struck_and_hidden_text_is_left_out(mark):
    assert lines(rf"Target {{\{mark} 91,5}} 94,8 persen.\par") == ["Target 94,8 persen."]
    assert lines(rf"Target \{mark} 91,5 \plain 94,8 persen.\par") == ["Target 94,8 persen."]


def test_strikes_end_where_they_are_switched_off():
    assert lines(r"Target \strike 91,5\strike0  94,8 persen.\par") == ["Target 94,8 persen."]


@pytest.mark.parametrize("raised", [r"{\super 4}", r"{\super 4)}", r"\super 4\nosupersub ", r"{\up6 4}"])
def test_raised_marks_are_no_part_of_a_figure(raised):
    assert lines(rf"Kematian ibu 12{raised} kasus.\par") == ["Kematian ibu 12 kasus."]


def test_exponents_stay_and_so_do_cells():
    assert lines(r"Luas 214 km{\super 2}.\par") == ["Luas 214 km²."]
    row = r"\trowd\intbl {}\cell {}\cell\row "
    table = row.format("Uraian", "2026") + row.format("Kematian ibu", r"12{\super a)}")
    assert lines(table)[-1] == "| Kematian ibu | 12 |"


def test_heads_boxes_notes_and_feet_are_read_once():
    body = r"{\header Nomor dokumen: SOP-12\par}{\headerf Sampul lama\par}{\footer Halaman 3 dari 12\par}{\footer Berlaku 2027\par}"
    body += r"Isi naskah{\footnote BPS, 2024}.\par"
    body += r"{\shp{\*\shpinst{\shptxt \pard Kotak denda.\par}}{\shprslt Kotak denda.}}\par"
    assert lines(body) == ["Isi naskah.", "Nomor dokumen: SOP-12", "Kotak denda.", "Berlaku 2027", "Catatan kaki: BPS, 2024"]


@pytest.mark.parametrize("broken", ["{" * 5000 + "teks", "teks" + "}" * 5000, r"\bin", "\\"])
def test_odd_groups_do_no_harm(broken):
    try:
        lines(f"Isi naskah. {broken}")
    except Exception as error:
        assert str(error).endswith(".")
