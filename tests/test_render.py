"""What answers look like in Telegram's HTML, whatever stands in them."""

from dataclasses import replace
from datetime import UTC, datetime
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram_server import Entities

from bot.chat import html_text, render
from bot.chat.questions.keyboard import keyboard
from bot.journal.entries import LogEntry, LoggedCitation
from bot.journal.sources import source_line
from bot.models import Value
from indexer.models import Page

CITED = LoggedCitation(1, 7, "rpjmd.pdf", "RPJMD <Contoh> & Co", 12, "BAB II > 2.1", "Target indeks SPBE adalah 3,45.")
ENTRY = LogEntry(
    5,
    datetime(2026, 1, 2, tzinfo=UTC),
    "Berapa?",
    "Target indeks SPBE adalah 3,45. [1]",
    False,
    10,
    "Budi",
    10,
    None,
    "baris",
    80.0,
    0.9,
    (CITED,),
    (),
    (),
    (),
    0,
)

anything = st.text(st.characters(codec="utf-8"), max_size=300)
pieces = st.one_of(
    anything.map(escape),
    anything.map(lambda text: f"<b>{escape(text)}</b>"),
    anything.map(lambda text: f"<blockquote>a <u>{escape(text)}</u> b</blockquote>"),
    anything.map(lambda text: f"<blockquote expandable>{escape(text)}</blockquote>"),
    st.sampled_from(["\n", "\n\n", ". ", " ", "&lt;", "&amp;", "😀"]),
)


def seen(html: str) -> str:
    return Entities(html).text


def test_an_answer_shows_its_text_its_marks_and_its_sources():
    (html,) = render.answer(ENTRY)
    assert seen(html) == ("Target indeks SPBE adalah 3,45. [1]\n\nSumber\n[1] RPJMD <Contoh> & Co — hlm. 12")


def test_what_opens_a_paragraph_is_bold():
    text = "24 unit — Kapal, 2026 [1]\n\nIni bukan 24 unit. [1]\n\n3,45 <indeks> [1]"
    entry = replace(ENTRY, answer=text, values=(Value("24 unit", "Kapal, 2026"), Value("3,45 <indeks>")))
    (message,) = render.answer(entry)
    assert message.startswith("<b>24 unit</b> — Kapal, 2026 [1]\n\nIni bukan 24 unit. [1]\n\n<b>3,45 &lt;indeks&gt;</b> [1]")


def test_the_words_beneath_a_value_are_a_quote_and_their_marks_stand_behind_the_value():
    entry = replace(ENTRY, answer="3,45\nTarget <indeks> adalah 3,45. [1]", values=(Value("3,45"),))
    (message,) = render.answer(entry)
    assert message.startswith("<b>3,45</b> [1]\n<blockquote>Target &lt;indeks&gt; adalah 3,45.</blockquote>\n\n<b>Sumber</b>")


def test_a_quote_of_more_than_three_lines_of_a_telephone_is_folded_up():
    entry = replace(ENTRY, answer=f"3,45\n{'Target indeks adalah 3,45. ' * 6}[1]", values=(Value("3,45"),))
    (message,) = render.answer(entry)
    assert message.startswith("<b>3,45</b> [1]\n<blockquote expandable>Target indeks")
    assert [entity["type"] for entity in Entities(message).entities] == ["bold", "expandable_blockquote", "bold"]


def test_what_warns_of_a_value_stands_outside_its_quote():
    text = "⚠️ Perhatian: Perda itu sudah dicabut.\n\n3,45\n⚠️ Angka 3,45 kurang jelas.\nTarget adalah 3,45. [1]"
    (message,) = render.answer(replace(ENTRY, answer=text, values=(Value("3,45"),)))
    assert message.startswith(
        "⚠️ Perhatian: Perda itu sudah dicabut.\n\n<b>3,45</b> [1]\n⚠️ Angka 3,45 kurang jelas.\n<blockquote>Target adalah 3,45.</blockquote>"
    )


def test_a_completed_question_stands_above_its_answer_in_small_type():
    entry = replace(ENTRY, asked="Berapa target <SPBE> 2027?")
    (html,), (logged,) = render.answer(entry), render.logged(entry)
    assert html.startswith("<i>Saya pahami sebagai: Berapa target &lt;SPBE&gt; 2027?</i>\n\nTarget indeks")
    assert "Saya pahami sebagai: Berapa target <SPBE> 2027?" in seen(logged)


def test_a_source_without_pages_or_heading_is_only_its_title():
    assert render.where(replace(CITED, page=None, heading="", title="Bimtek")) == "Bimtek"


def test_the_sources_of_an_answer_are_short():
    title = "Rencana Pembangunan Jangka Menengah Daerah (RPJMD) Kabupaten Wonosobo Tahun 2025–2029"
    (html,) = render.answer(
        replace(ENTRY, citations=(replace(CITED, title=title, heading="BAB II › Tabel 2.2 Capaian Indikator"),))
    )
    assert seen(html).endswith("Sumber\n[1] RPJMD Kab. Wonosobo Tahun 2025–2029 — hlm. 12")


def test_a_heading_that_repeats_the_title_is_left_out():
    assert render.where(replace(CITED, heading="Bimtek › Peserta", title="Bimtek")) == "Bimtek — hlm. 12 · Peserta"


@pytest.mark.parametrize(
    ("title", "place", "heading", "line"),
    [
        (
            "Indikator Kinerja Utama Kabupaten Bone",
            "lembar Target, baris 7",
            "Target › INDIKATOR KINERJA UTAMA KABUPATEN BONE",
            "Indikator Kinerja Utama Kabupaten Bone — lembar Target, baris 7",
        ),
        ("IKU", "lembar Realisasi, baris 2", "Realisasi › Triwulan III", "IKU — lembar Realisasi, baris 2 · Triwulan III"),
        (
            "Masterplan Kota Cerdas Soppeng 2025",
            "hlm. 3",
            "KOTA CERDAS › BAB II",
            "Masterplan Kota Cerdas Soppeng 2025 — hlm. 3 · BAB II",
        ),
        ("RKPD", "hlm. 3", "Sasaran › Sasaran", "RKPD — hlm. 3 · Sasaran"),
        ("Target", "salindia 3", "Target 2026", "Target — salindia 3 · Target 2026"),
        (
            "Ringkasan Perubahan APBD Tahun Anggaran 2024",
            "hlm. 1",
            "PEMERINTAH KABUPATEN SOPPENG RINGKASAN PERUBAHAN APBD TAHUN ANGGARAN 2024",
            "Ringkasan Perubahan APBD Tahun Anggaran 2024 — hlm. 1",
        ),
    ],
)
def test_a_source_line_says_nothing_twice(title, place, heading, line):
    cited = replace(CITED, title=title, place=place, heading=heading)
    assert render.where(cited) == line
    assert source_line(title, cited.page, heading, place) == line.replace(" · ", " › ")


def test_a_long_heading_is_cut_in_a_source_line():
    line = render.where(replace(CITED, title="RKPD", heading="Sasaran " + "dan arah kebijakan " * 20))
    assert line.startswith("RKPD — hlm. 12 · Sasaran dan arah") and line.endswith("…") and len(line) < 100


def test_buttons_call_a_place_as_its_source_line_does():
    def labels(*places: str) -> list[list[str]]:
        citations = tuple(replace(CITED, number=number, page=number, place=place) for number, place in enumerate(places, 1))
        rows = keyboard(replace(ENTRY, citations=citations)).inline_keyboard
        return [[button.text for button in row] for row in rows[:-2]]

    assert labels("hlm. 4", "hlm. 12", "hlm. 123") == [["📄 1 · hlm. 4", "📄 2 · hlm. 12", "📄 3 · hlm. 123"]]
    assert labels("salindia 3", "lembar Target, baris 7", "hlm. 12 (tercetak iv)") == [
        ["📄 1 · salindia 3", "📄 2 · lembar Target"],
        ["📄 3 · hlm. 12 (iv)"],
    ]
    assert labels("lembar Realisasi Fisik dan Keuangan, baris 7") == [["📄 1 · lembar Realisasi…"]]


def test_what_stands_on_one_page_has_one_button():
    citations = tuple(replace(CITED, number=number) for number in (1, 2)) + (replace(CITED, number=3, page=13, place=""),)
    first, *_ = keyboard(replace(ENTRY, citations=citations)).inline_keyboard
    assert [(button.text, button.callback_data) for button in first] == [
        ("📄 1,2 · hlm. 12", "s:5:1"),
        ("📄 3 · hlm. 13", "s:5:3"),
    ]


def test_numbers_for_the_same_place_share_a_line():
    twice = replace(ENTRY, citations=(CITED, replace(CITED, number=2, quote="lain"), replace(CITED, number=3, page=13)))
    (html,) = render.answer(twice)
    assert "[1] [2] RPJMD" in html and "[3] RPJMD" in html
    other_heading = replace(ENTRY, citations=(CITED, replace(CITED, number=2, heading="Tabel 4.2")))
    assert "[1] [2] RPJMD" in render.answer(other_heading)[0], "what is not shown tells no lines apart"


def test_a_place_without_quoted_words_shows_how_its_page_begins():
    cited = replace(CITED, quote="")
    (html,) = render.source(cited, [Page(CITED.page, "Tabel 4.1\nPajak Restoran 12")])
    assert seen(html).endswith("\n\nTabel 4.1\nPajak Restoran 12")


def test_a_refusal_names_the_nearest_documents():
    refused = replace(ENTRY, answer="Tidak ditemukan.", refused=True, citations=(), nearest=(CITED,))
    (html,) = render.answer(refused)
    assert seen(html).startswith("Tidak ditemukan.\n\nYang paling dekat\n• RPJMD <Contoh> & Co — hlm. 12")


def test_table_rows_and_headings_lose_their_marks():
    table = "## Target\n| Indikator | 2026 |\n| --- | --- |\n| SPBE | 3,45 |"
    assert render.readable(table) == "Target\nIndikator · 2026\nSPBE · 3,45"


def test_a_quote_is_marked_within_its_page():
    page = Page(12, "# BAB II\nSebelum itu. Target indeks\nSPBE adalah 3,45. Sesudah <itu>.")
    (html,) = render.source(CITED, [Page(11, "lain"), page])
    assert "<b><u>Target indeks\nSPBE adalah 3,45</u></b>" in html
    assert "Sebelum itu." in seen(html) and seen(html).endswith("Sesudah <itu>.")


def test_long_surroundings_are_cut_at_words():
    page = Page(12, "awal " * 400 + CITED.quote + " akhir" * 400)
    (html,) = render.source(CITED, [page])
    assert "… awal" in html and html.endswith("akhir …") and len(html) < 2000


def test_a_quote_that_is_no_longer_on_its_page_is_shown_from_the_log():
    (html,) = render.source(CITED, [Page(12, "Halaman baru.")])
    assert "sudah berubah" in html and CITED.quote in html


@given(answer=anything, quote=anything, title=anything, heading=anything, question=anything)
def test_whatever_stands_in_an_entry_is_shown_as_it_is(answer, quote, title, heading, question):
    cited = replace(CITED, title=title, heading=heading, quote=quote)
    entry = replace(ENTRY, answer=answer, citations=(cited,), question=question)
    for html in [*render.answer(entry), *render.logged(entry), *render.source(cited, [Page(12, answer + quote)])]:
        assert html_text.width(seen(html)) <= html_text.LIMIT


@given(st.lists(pieces, max_size=12).map("".join), st.integers(4, 60))
def test_parts_are_valid_short_enough_and_lose_nothing_but_space(html, limit):
    parts = html_text.split(html, limit)
    assert all(0 < html_text.width(seen(part)) <= limit for part in parts)
    assert "".join("".join(map(seen, parts)).split()) == "".join(seen(html).split())


@given(st.lists(st.text("abc ", min_size=1, max_size=200), min_size=1, max_size=80).map("\n\n".join))
def test_parts_end_at_paragraphs_where_there_are_some(text):
    for part in html_text.split(text)[:-1]:
        assert f"{part}\n\n" in text or f"{part} " in text


def test_tags_open_at_a_cut_are_closed_and_opened_again():
    assert html_text.split("<b>satu <u>dua tiga</u></b>", 9) == ["<b>satu <u>dua</u></b>", "<b><u>tiga</u></b>"]
    folded = "<blockquote expandable>{}</blockquote>"
    assert html_text.split(folded.format("dua tiga"), 5) == [folded.format("dua"), folded.format("tiga")]


def test_other_entries_of_a_log_say_why_readers_object():
    (html,) = render.logged(replace(ENTRY, feedback=-1, objections=("Angkanya <salah>", "Halamannya salah")))
    assert seen(html).endswith("detik · 👎\n👎 Angkanya <salah>\n👎 Halamannya salah")


def test_a_time_is_written_as_people_write_it():
    assert render.moment(datetime(2026, 3, 9, 8, 5).astimezone()) == "9 Maret 2026 pukul 08.05"
