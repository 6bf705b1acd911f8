"""Two years or regions of which the same is asked: both sides, the difference, computed; and a column of which no row is named."""

from dataclasses import replace

import pytest
from spans_by_hand import document, line, passage, row, with_odds

from bot.answering.extractive.composer import ExtractiveComposer
from indexer.models import Passage, Span
from indexer.question.understanding import Knowledge, understand

KNOWN = Knowledge(regions=frozenset({"Kabupaten Wajo", "Kabupaten Maros"}))
IPM = ("Indikator", "Satuan", "2025", "2026")


def meant(question: str, span: Span, *cells: float, region: str = "Kabupaten Wajo", number: int = 1) -> Passage:
    """A passage of a row that surely answers a question and of which a reader means each cell so surely."""
    of = document(region=region, number=number)
    found = with_odds(passage(understand(question, KNOWN), span, of=of, number=number), 3.0)
    (evidence,) = found.evidence
    return replace(found, evidence=(replace(evidence, cells=cells),))


def answered(message: str, *found: list[Passage]) -> str:
    """The answer to a message whose parts found these passages."""
    question = understand(message, KNOWN)
    parts = list(zip(question.parts, found, strict=True))
    return ExtractiveComposer().compose(question, found[0], parts=parts).text


def of_two_regions(message: str, unit: str, one: str, other: str, called: str = "IPM") -> str:
    first, second = (part.text for part in understand(message, KNOWN).parts)
    wajo = row(IPM, "IPM", unit, one, "71")
    maros = row(IPM, called, unit, other, "72")
    return answered(
        message,
        [meant(first, wajo, -5, -5, 4, -5)],
        [meant(second, maros, -5, -5, 4, -5, region="Kabupaten Maros", number=2)],
    )


def test_of_two_regions_both_sides_are_shown_and_their_difference():
    text = of_two_regions("bandingkan IPM Kabupaten Wajo dengan Kabupaten Maros tahun 2025", "poin", "70,1", "71,4")
    sides, _, computed = text.rpartition("\n\n")
    assert sides.split("\n\n") == [
        "70,1 poin — IPM, 2025, Kabupaten Wajo [1]",
        "71,4 poin — IPM, 2025, Kabupaten Maros [2]",
    ]
    assert computed == "Selisih (dihitung): 71,4 − 70,1 = 1,3 poin [1][2]"


def test_shares_differ_by_points():
    text = of_two_regions("bandingkan kemiskinan Kabupaten Wajo dengan Kabupaten Maros tahun 2025", "%", "9,1", "7,4")
    assert text.endswith("Selisih (dihitung): 7,4 − 9,1 = −1,7 poin persen [1][2]")


@pytest.mark.parametrize(
    ("asked", "one", "other", "said"),
    [
        ("mana yang lebih rendah", "70,1", "71,4", "Lebih rendah (dihitung): Kabupaten Wajo [1][2]"),
        ("tinggian mana", "70,1", "71,4", "Lebih tinggi (dihitung): Kabupaten Maros [1][2]"),
        ("mana yang lebih tinggi", "70,1", "70,1", "Sama (dihitung): 70,1 [1][2]"),
    ],
)
def test_which_side_is_more_is_said_as_computed(asked, one, other, said):
    text = of_two_regions(f"IPM 2025 Kabupaten Wajo sama Kabupaten Maros, {asked}?", "", one, other)
    assert text.endswith(f"\n{said}")


@pytest.mark.parametrize("asked", ["mana yang lebih parah", "mana yang lebih"])
def test_which_side_is_more_is_not_said_where_the_word_tells_nothing_of_figures(asked):
    assert "Lebih" not in of_two_regions(f"IPM 2025 Kabupaten Wajo sama Kabupaten Maros, {asked}?", "", "70,1", "71,4")


def of_two_years(title_of_first: str, title_of_second: str) -> str:
    """The answer where each of two years is answered by a row, of a document of this title, that says no year itself."""
    message = "pagu 2023 sama 2024 berapa?"
    sides = [
        [
            replace(
                meant(message, row(("Uraian", "Pagu"), "Audit", pagu), -5, 4, number=number),
                document=replace(document(number=number), title=title),
            )
        ]
        for number, (pagu, title) in enumerate([("Rp1.000", title_of_first), ("Rp2.500", title_of_second)], 1)
    ]
    return answered(message, *sides)


def test_a_value_stands_under_its_side_where_its_document_is_of_that_side():
    text = of_two_years("SK Tim 2023", "SK Tim 2024")
    assert "Rp1.000 — Audit, Pagu, 2023 [1]" in text
    assert "Rp2.500 — Audit, Pagu, 2024 [2]" in text


def test_no_value_is_put_under_a_side_that_nothing_around_it_names():
    text = of_two_years("SK Tim", "SK Tim")
    assert "2023" not in text and "2024" not in text


def test_of_a_side_without_an_answer_that_is_said_and_nothing_is_computed():
    message = "IPM 2025 Kabupaten Wajo sama Kabupaten Maros, mana yang lebih tinggi?"
    first, second = (part.text for part in understand(message, KNOWN).parts)
    found = meant(first, row(IPM, "IPM", "", "70,1", "71"), -5, -5, 4, -5)
    other = with_odds(
        passage(understand(second, KNOWN), row(IPM, "Gini", "", "0,3", "0,4"), of=document(number=2), number=2), -3.0
    )
    text = answered(message, [found], [other])
    assert text.startswith("70,1") and "Tidak ditemukan dalam dokumen: jawaban untuk Kabupaten Maros." in text
    assert "dihitung" not in text


@pytest.mark.parametrize("message", ["IPM Kabupaten Wajo dan Kabupaten Maros tahun 2025"])
def test_nothing_is_computed_that_is_not_asked(message):
    assert "dihitung" not in of_two_regions(message, "poin", "70,1", "71,4")


@pytest.mark.parametrize(
    ("one", "other", "called"), [("70,1", "71,4", "Angka melek huruf"), ("70,1", "Rp71", "IPM"), ("70,1", "71,4%", "IPM")]
)
def test_nothing_is_computed_of_what_may_measure_different_things(one, other, called):
    message = "bandingkan IPM Kabupaten Wajo dengan Kabupaten Maros tahun 2025"
    assert "dihitung" not in of_two_regions(message, "", one, other, called)


def test_an_amount_keeps_its_currency_and_one_year_has_no_difference():
    heads = ("Uraian", "2024 Realisasi", "2025 Realisasi")
    of_years = "naik berapa retribusi parkir dari 2024 ke 2025"
    found = [meant(of_years, row(heads, "Retribusi parkir", "Rp1.000", "Rp2.500"), -5, 4, 4)]
    assert "Rp2.500 − Rp1.000 = Rp1.500 [1]" in answered(of_years, found, found)
    of_one = "selisih target dan realisasi retribusi parkir 2025"
    found = [meant(of_one, row(("Uraian", "2025 Target", "2025 Realisasi"), "Retribusi parkir", "100", "95"), -5, 4, 4)]
    assert "dihitung" not in ExtractiveComposer().compose(understand(of_one), found).text


def test_rows_that_say_their_year_themselves_have_a_difference():
    message = "bandingkan target SPBE 2025 dan 2029"
    first, second = (part.text for part in understand(message, KNOWN).parts)
    sides = [
        [meant(asked, row(("Uraian", "Isi"), f"Target SPBE {year}", value), -5, 4, number=number)]
        for number, (asked, year, value) in enumerate([(first, "2025", "2,90"), (second, "2029", "3,60")], 1)
    ]
    assert answered(message, *sides).endswith("Selisih (dihitung): 3,60 − 2,90 = 0,70 [1][2]")


def test_one_row_that_says_both_years_is_shown_once():
    message = "IPM 2025 dan 2026"
    span = row(IPM, "IPM", "poin", "70,1", "71,0")
    found = [meant(message, span, -5, -5, 4, 4)]
    assert answered(message, found, found) == "70,1 poin (2025); 71,0 poin (2026) — IPM, Kabupaten Wajo [1]"


def test_where_no_region_is_named_each_value_stands_under_its_own():
    question = understand("berapa honor pemandu wisata malam")
    found = [
        with_odds(
            passage(
                question,
                line(f"Honor pemandu wisata malam sebesar Rp{amount}."),
                of=document(region=region, number=number),
                number=number,
            ),
            odds,
        )
        for number, (region, amount, odds) in enumerate(
            [("Kabupaten Wajo", "85.000", 3.0), ("Kabupaten Maros", "90.000", 2.9)], 1
        )
    ]
    assert ExtractiveComposer().compose(question, found).text.split("\n\n") == [
        "Kabupaten Wajo: Honor pemandu wisata malam sebesar Rp85.000. [1]",
        "Kabupaten Maros: Honor pemandu wisata malam sebesar Rp90.000. [2]",
    ]
    of_one = understand("berapa honor pemandu wisata malam di Kabupaten Wajo")
    assert "Wajo:" not in ExtractiveComposer().compose(of_one, found).text


def test_where_one_sentence_answers_two_questions_the_answer_is_that_of_the_whole():
    message = "Berapa uang jaminan lapangan di Kabupaten Wajo dan kapan dikembalikan?"
    question = understand(message, KNOWN)
    first, second = question.parts
    says_both = line("Uang jaminan lapangan Rp2.500.000 dikembalikan paling lambat 5 hari kerja setelah acara.")
    says_less = line("Izin lapangan berlaku paling lama 3 hari.")
    found = [[with_odds(passage(asked, says_both, says_less), 3.0, 1.0)] for asked in (question, first, second)]
    alone = ExtractiveComposer().compose(question, found[0]).text
    parts = list(zip(question.parts, found[1:], strict=True))
    assert ExtractiveComposer().compose(question, found[0], parts=parts).text == alone


def test_the_period_of_a_plan_is_no_answer_for_its_years():
    message = "target SPBE 2025 dan 2029"
    heads = ("Indikator", "2027")
    whole = [meant(message, row(heads, "Indeks SPBE RPJMD 2025-2029", "3,00"), -5, 4)]
    sides = [
        [meant(message, row(("Indikator", year), "Indeks SPBE", value), -5, 4)]
        for year, value in (("2025", "2,5"), ("2029", "3,5"))
    ]
    question = understand(message, KNOWN)
    text = ExtractiveComposer().compose(question, whole, parts=list(zip(question.parts, sides, strict=True))).text
    assert "2,5" in text and "3,5" in text


QUICK_WINS = [
    row(("Quick win", "Penanggung jawab"), *cells)
    for cells in (("Telaga pintar", "DPUPR"), ("Sirene", "BPBD"), ("Lapak", "Dinas UKM"))
]


def test_where_no_row_is_named_and_all_answer_as_likely_the_column_is_shown_whole():
    question = understand("siapa penanggung jawab quick win")
    assert shown_rows(question, 3.0, 2.9, 2.8) == [
        "Telaga pintar; Penanggung jawab: DPUPR",
        "• Sirene; Penanggung jawab: BPBD",
        "• Lapak; Penanggung jawab: Dinas UKM [1]",
    ]


def test_a_row_that_is_likelier_than_the_others_stands_alone():
    question = understand("siapa penanggung jawab quick win")
    assert len(shown_rows(question, 3.0, 1.0, 0.9)) == 1


def shown_rows(question, *odds: float) -> list[str]:
    found = with_odds(passage(question, *QUICK_WINS, kind="table"), *odds)
    read = tuple(replace(evidence, cells=(-5.0, 3.0)) for evidence in found.evidence)
    return ExtractiveComposer().compose(question, [replace(found, evidence=read)]).text.split("\n")


def test_a_row_is_named_after_what_its_figures_measure():
    question = "target 2025 berapa"
    heads = ("Tujuan", "Sasaran", "Indikator", "Satuan", "2025", "2026")
    span = row(heads, "Lingkungan terjaga", "Kualitas lingkungan naik", "Indeks kualitas air", "poin", "68,7", "69,4")
    text = answered_by(question, span)
    assert text == "68,7 poin — Kualitas lingkungan naik · Indeks kualitas air, 2025, Kabupaten Wajo [1]"


def test_an_office_at_the_beginning_of_a_row_is_no_unit():
    text = answered_by("honorer bidang lalu lintas berapa", row(("Unit", "PNS", "Honorer"), "Bidang Lalu Lintas", "19", "31"))
    assert text == "31 — Bidang Lalu Lintas, Honorer, Kabupaten Wajo [1]"


def answered_by(question: str, span: Span) -> str:
    figures = [4.0 if cell in ("68,7", "31") else -5.0 for cell in span.cells]
    return ExtractiveComposer().compose(understand(question), [meant(question, span, *figures)]).text
