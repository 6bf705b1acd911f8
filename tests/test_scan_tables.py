"""Tables on scanned pages: their lines found however they were drawn or worn, their figures mended, handwriting told from print."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from indexer.models import Loss, Lost
from indexer.reading.printed.sheet import Sheet
from indexer.reading.scans import second_look
from indexer.reading.scans.aligned import mend_columns, take_tables, untold
from indexer.reading.scans.figures import are_figures, looks_right, mended_figure, with_percents
from indexer.reading.scans.grid import find_grids, without_lines
from indexer.reading.scans.handwriting import HANDWRITTEN, mark_in_cells, mark_in_lines
from indexer.reading.scans.ocr import Seen
from indexer.reading.scans.page import Scan
from indexer.reading.scans.pages import losses_of
from indexer.reading.scans.picture import reads_across
from indexer.reading.scans.rows import Cell, parted
from indexer.reading.scans.second_look import settled

COLUMNS, ROWS = (150, 400, 800, 1200), (300, 400, 500, 600, 700)


def paper() -> Image.Image:
    return Image.new("L", (1400, 1400), 250)


def ruled(page: Image.Image, columns=COLUMNS, rows=ROWS, ink: int = 0) -> ImageDraw.ImageDraw:
    draw = ImageDraw.Draw(page)
    for x in columns:
        draw.line([(x, rows[0]), (x, rows[-1])], ink, 4)
    for y in rows:
        draw.line([(columns[0], y), (columns[-1], y)], ink, 4)
    return draw


def cells_of(page: Image.Image) -> list[int]:
    return [len(grid.cells) for grid in find_grids(np.asarray(page)).grids]


# --- lines


def test_every_cell_between_four_lines_is_one():
    page = paper()
    ruled(page)
    assert cells_of(page) == [12]


def test_faint_lines_with_breaks_part_cells_as_whole_ones_do():
    page = paper()
    draw = ruled(page, ink=215)
    for y in ROWS:
        draw.rectangle((560, y - 5, 640, y + 5), fill=250)
    draw.rectangle((395, 430, 405, 470), fill=250)
    assert cells_of(page) == [12]


def test_a_cell_over_several_columns_stays_one():
    page = paper()
    draw = ruled(page)
    draw.rectangle((396, 404, 405, 496), fill=250)
    assert cells_of(page) == [11]


def test_a_table_that_is_drawn_without_sides_has_its_outer_columns():
    page = paper()
    draw = ImageDraw.Draw(page)
    for y in ROWS:
        draw.line([(COLUMNS[0], y), (COLUMNS[-1], y)], 0, 4)
    for x in COLUMNS[1:-1]:
        draw.line([(x, ROWS[0]), (x, ROWS[-1])], 0, 4)
    assert cells_of(page) == [12]


def test_letters_between_two_tables_are_no_line_that_goes_on_from_one_to_the_other():
    chance = np.random.default_rng(150)
    page = paper()
    ruled(page)
    ruled(page, columns=(150, 400, 700, 1200), rows=(1100, 1200, 1300))
    draw = ImageDraw.Draw(page)
    for top in range(760, 1060, 60):
        for left in (392, 692, 792):
            draw.text((left, top), "n", fill=0, font_size=48)
    noisy = np.clip(np.asarray(page) * 0.9 + chance.normal(10, 4, (page.height, page.width)), 0, 255).astype(np.uint8)
    assert [len(grid.cells) for grid in find_grids(noisy).grids] == [12, 6]


def test_two_tables_below_each_other_have_no_row_between_them():
    page = paper()
    ruled(page)
    ruled(page, rows=(770, 870, 970))
    assert cells_of(page) == [12, 6]


def test_the_boxes_and_arrows_of_a_flow_chart_part_no_cell_and_leave_little_ink():
    page = paper()
    draw = ruled(page)
    draw.rectangle((200, 330, 340, 375), fill=90)
    draw.line([(340, 350), (600, 350), (600, 440)], 0, 4)
    draw.rectangle((530, 440, 670, 485), fill=90)
    gray = np.asarray(page)
    found = find_grids(gray)
    assert [len(grid.cells) for grid in found.grids] == [12]
    assert (without_lines(gray, found.lines) < 128).sum() < 400


def test_rows_of_letters_are_no_lines():
    page = paper()
    draw = ruled(page)
    for left in range(420, 780, 22):
        draw.rectangle((left, 330, left + 15, 365), outline=0, width=5)
    assert cells_of(page) == [12]


def test_which_way_text_runs_shows_before_it_is_read():
    page = paper()
    draw = ImageDraw.Draw(page)
    for y in range(200, 1200, 60):
        for x in range(200 + y * 7 % 29, 1200, 31 + y % 7):
            draw.rectangle((x, y, x + 12, y + 25), fill=0)
    assert reads_across(np.asarray(page))
    assert not reads_across(np.asarray(page.rotate(90)))


# --- figures


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("77,51Yo", "77,51%"),
        ("89 Y0", "89 %"),
        ("100°/o", "100%"),
        ("12.5O0", "12.500"),
        ("l.250", "1.250"),
        ("4S,8", "45,8"),
        ("1 .234", "1.234"),
        ("12.345.67 8", "12.345.678"),
        ("9 9 . 24", "99.24"),
        ("4.700,000,000,00", "4.700.000.000,00"),
        ("2.063.479.824 00", "2.063.479.824,00"),
        ("1.022 838", "1.022.838"),
        ("(1.200)", "(1.200)"),
    ],
)
def test_a_figure_in_a_column_of_figures_is_mended(seen, meant):
    assert mended_figure(seen) == meant and looks_right(meant)


@pytest.mark.parametrize("text", ["SO", "Tender", "12 bulan", "-", "", "lll", "1. 2."])
def test_what_is_no_figure_stays_as_it_is(text):
    assert mended_figure(text) is None


def test_two_figures_beside_each_other_stay_two():
    assert mended_figure("540.116 607.122") == "540.116 607.122"
    assert not looks_right("540.116 607.122")
    assert not looks_right("26.025.4170.824,00")


def test_a_column_is_of_figures_when_most_of_its_cells_are():
    assert are_figures(["Pagu", "1.2O0", "3.400", "-", ""])
    assert not are_figures(["12 bulan", "SO", "7"])
    assert with_percents("naik 5Yo, Yogyakarta") == "naik 5%, Yogyakarta"


BOXES = [(100.0, 100.0 * n, 300.0, 100.0 * n + 90) for n in range(1, 5)]


def word(text: str, confidence: float = 0.95, box=(110.0, 110.0, 200.0, 140.0), line=(1, 1, 1)) -> Seen:
    return Seen(text, confidence, box, line)


def looked_at_twice(monkeypatch, first: list[Seen], second: list[str]):
    """The figures of a column of which the last was seen like this, and again like that."""
    column = [[word("1.200")], [word("3.400")], [word("5.600")], first]
    again = [[word(text)] for text in ("1.200", "3.400", "5.600")]
    monkeypatch.setattr(second_look, "see_cells", lambda *_, **__: [*again, [word(text) for text in second]])
    found = settled(column, BOXES, np.full((600, 600), 255, np.uint8))
    return [words[0].text for words in found.cells], found.doubtful


def test_a_second_look_that_sees_the_same_makes_a_mended_figure_sure(monkeypatch):
    assert looked_at_twice(monkeypatch, [word("7 .8O0")], ["7.800"]) == (["1.200", "3.400", "5.600", "7.800"], ())


def test_a_figure_that_two_looks_see_differently_is_in_doubt(monkeypatch):
    texts, doubtful = looked_at_twice(monkeypatch, [word("1.800", confidence=0.5)], ["7.800"])
    assert texts[-1] == "7.800" and doubtful == ("7.800",)


def test_a_figure_that_no_second_look_sees_is_in_doubt(monkeypatch):
    texts, doubtful = looked_at_twice(monkeypatch, [word("7190.000")], [])
    assert texts[-1] == "7190.000" and doubtful == ("7190.000",)


def test_figures_that_were_read_surely_are_not_looked_at_again(monkeypatch):
    monkeypatch.setattr(second_look, "see_cells", lambda *_, **__: pytest.fail("dilihat lagi"))
    found = settled([[word("1.200")], [word("3.400")], [word("12")], [word("-")]], BOXES, np.zeros((600, 600), np.uint8))
    assert found.doubtful == ()


@pytest.mark.parametrize(("sign", "meant"), [("l", "1"), ("I", "1"), ("|", "1"), ("O", "0"), ("l.", "1.")])
def test_a_lone_sign_in_a_column_of_figures_is_one_or_nought_and_in_doubt(sign, meant):
    column = [[word("Jumlah")], [word(sign, confidence=0.4, box=(190.0, 210.0, 200.0, 240.0))], [word("12")], [word("7")]]
    found = settled(column, BOXES, np.full((600, 600), 255, np.uint8))
    assert [words[0].text for words in found.cells] == ["Jumlah", meant, "12", "7"]
    assert found.doubtful == (meant,)


def test_decimals_that_no_other_percentage_has_are_the_sign_for_percent():
    column = [[word("25.00%")], [word("15.006", confidence=0.9)], [word("100.00 %")], [word("30.000")]]
    found = settled(column, BOXES, np.full((600, 600), 255, np.uint8))
    assert [words[0].text for words in found.cells] == ["25.00%", "15.00%", "100.00 %", "30.00%"]
    assert found.doubtful == ("15.00%", "30.00%")
    thousands = [[word("12%")], [word("8%")], [word("15.000")], [word("30.000")]]
    assert settled(thousands, BOXES, np.full((600, 600), 255, np.uint8)).doubtful == ()


def test_scraps_of_text_that_is_set_sideways_are_no_cell():
    scraps = [word(text, confidence=0.6) for text in "r » ST n (0 na — 5 & x co Ke".split()]
    assert settled([scraps], BOXES[:1], np.full((600, 600), 255, np.uint8)).cells == [[]]
    marks = [word(text, confidence=0.9) for text in ("-—", "..—.", "- -")]
    assert settled([marks], BOXES[:1], np.full((600, 600), 255, np.uint8)).cells == [[]]


def test_a_lone_sign_in_a_column_of_words_or_at_a_line_stays_what_it_is():
    of_words = [[word("Kelas")], [word("I")], [word("II")], [word("12")]]
    assert settled(of_words, BOXES, np.full((600, 600), 255, np.uint8)).doubtful == ()
    at_a_line = [[word("3")], [word("|", box=(105.0, 210.0, 108.0, 270.0))], [word("12")], [word("7")]]
    assert settled(at_a_line, BOXES, np.full((600, 600), 255, np.uint8)).doubtful == ()


def test_a_lone_sign_in_a_table_without_lines_is_read_as_the_figure_too():
    rows = [("Dinas", "Laki-laki", "Perempuan"), ("Sosial", "12", "l"), ("Kesehatan", "O", "24"), ("Pendidikan", "31", "18")]
    rows += [("Perhubungan", "17", "9"), ("Pariwisata", "14", "23")]
    lines = []
    for n, row in enumerate(rows):
        top = 100.0 + 60 * n
        places = zip(row, (100.0, 500.0, 800.0), strict=True)
        lines.append([word(text, box=(left, top, left + 20 * len(text), top + 30), line=(1, 1, n)) for text, left in places])
    taken = take_tables(lines)
    (table, _first) = taken.tables[0]
    assert [[cell.text for cell in row] for row in table.body][:2] == [["Sosial", "12", "1"], ["Kesehatan", "0", "24"]]
    assert taken.doubtful == ("1", "0")


# --- rows that no line parts


def below_each_other(left: float, texts: list[str], tops: list[float]) -> Cell:
    words = [
        word(text, box=(left + 10, top, left + 90, top + 30), line=(1, n, 1))
        for n, (text, top) in enumerate(zip(texts, tops, strict=True))
    ]
    return Cell((left, 100.0, left + 100, 400.0), words)


def test_rows_that_only_their_baselines_tell_apart_are_cut():
    tops = [110.0, 200.0, 290.0]
    names = below_each_other(0.0, ["Pajak restoran", "Pajak hotel", "dan wisma", "Retribusi"], [110.0, 200.0, 235.0, 290.0])
    columns = [below_each_other(left, texts, tops) for left, texts in ((100.0, ["1", "2", "3"]), (200.0, ["4", "5", "6"]))]
    cut = parted([names, *columns])
    assert cut is not None
    rows = [[" ".join(word.text for word in cell.words) for cell in cut[n::3]] for n in range(3)]
    assert rows == [["Pajak restoran", "1", "4"], ["Pajak hotel dan wisma", "2", "5"], ["Retribusi", "3", "6"]]


def test_a_row_without_a_figure_in_one_column_has_an_empty_cell_there():
    full = below_each_other(100.0, ["1", "2", "3"], [110.0, 200.0, 290.0])
    cut = parted([full, below_each_other(200.0, ["4", "6"], [110.0, 290.0])])
    assert cut is not None and [len(cell.words) for cell in cut[3:]] == [1, 0, 1]


def test_rows_whose_figures_are_not_level_cannot_be_told_apart():
    full = below_each_other(100.0, ["1", "2", "3"], [110.0, 200.0, 290.0])
    assert parted([full, below_each_other(200.0, ["4", "6"], [110.0, 245.0])]) is None


def test_cells_with_text_stay_whole():
    cells = [below_each_other(0.0, ["UU 23 Tahun 2014", "PP 12"], [110.0, 200.0]), below_each_other(100.0, ["1"], [110.0])]
    assert parted(cells) == cells


def test_a_figure_below_figures_is_mended_and_in_doubt():
    lines = [
        [word(text, box=(500.0, 100.0 * n, 600.0, 100.0 * n + 30), line=(1, 1, n))]
        for n, text in enumerate(["1.200", "2.300", "4.5O0"])
    ]
    alone = [word("l2", box=(100.0, 500.0, 150.0, 530.0), line=(1, 1, 9))]
    read = mend_columns([*lines, alone])
    assert [line[0].text for line in read.lines] == ["1.200", "2.300", "4.500", "l2"]
    assert read.doubtful == ("4.500",)


def test_figures_side_by_side_that_make_no_table_are_told():
    rows = [in_line(("Pajak", 0.9, 30), ("1.200", 0.9, 30), ("3.400", 0.9, 30)) for _ in range(3)]
    assert untold([in_line(("Uraian", 0.9, 30)), *rows]) == [1, 2, 3]
    assert untold(rows[:2]) == []


# --- handwriting


def in_line(*said: tuple[str, float, int]) -> list[Seen]:
    """Words beside each other, each with its confidence and height."""
    return [
        Seen(text, confidence, (100.0 + 150 * n, 100.0, 220.0 + 150 * n, 100.0 + height), (1, 1, 1))
        for n, (text, confidence, height) in enumerate(said)
    ]


def strokes(widths: list[int]) -> np.ndarray:
    """A page with a stroke of each width where in_line has its words."""
    page = np.full((300, 1200), 255, np.uint8)
    for n, width in enumerate(widths):
        page[105:130, 130 + 150 * n : 130 + 150 * n + width] = 0
    return page


PRINT = [in_line(*[("TAHUN", 0.96, 36)] * 5)]
EVEN = strokes([9] * 6)


def test_an_unsure_high_word_with_a_figure_in_a_line_of_print_was_filled_in():
    line = in_line(("pada", 0.97, 36), ("tanggal", 0.96, 36), ("2k", 0.5, 50), ("402h", 0.4, 47), ("Batang", 0.95, 36))
    read = mark_in_lines([*PRINT, line], EVEN)
    assert [word.text for word in read.lines[-1]] == ["pada", "tanggal", HANDWRITTEN, "Batang"]
    assert (read.count, read.doubtful) == (1, ())


def test_a_word_of_thin_strokes_in_a_bold_line_was_filled_in_however_sure_it_seems():
    line = in_line(("NOMOR", 0.95, 36), ("£3", 0.9, 38), ("TAHUN", 0.95, 36), ("2020", 0.95, 36))
    read = mark_in_lines([*PRINT, line], strokes([9, 4, 9, 9]))
    assert [word.text for word in read.lines[-1]] == ["NOMOR", HANDWRITTEN, "TAHUN", "2020"]


def test_a_number_that_was_filled_in_is_kept_in_doubt():
    line = in_line(("NOMOR", 0.95, 36), ("63", 0.9, 38), ("TAHUN", 0.95, 36), ("2020", 0.95, 36))
    read = mark_in_lines([*PRINT, line], strokes([9, 4, 9, 9]))
    assert [word.text for word in read.lines[-1]][1] == "63"
    assert (read.count, read.doubtful) == (1, ("63",))


def test_print_that_was_read_badly_is_not_taken_for_handwriting():
    line = in_line(("NOMOR", 0.95, 36), ("l2", 0.4, 36), ("sebagaimana", 0.3, 50), ("TAHUN", 0.95, 36), ("2020", 0.95, 36))
    assert mark_in_lines([*PRINT, line], EVEN).count == 0


def test_the_marker_of_an_item_is_print_however_unsure_and_thin_it_seems():
    line = in_line(("(1)", 0.5, 50), ("Bupati", 0.95, 36), ("menetapkan", 0.95, 36), ("rincian", 0.95, 36))
    read = mark_in_lines([*PRINT, line], strokes([4, 9, 9, 9]))
    assert (read.count, read.doubtful) == (0, ())


def test_the_number_of_a_clause_is_as_high_as_its_brackets_and_no_handwriting():
    line = in_line(("(1)", 0.3, 48), ("Pedoman", 0.96, 36), ("penggunaan", 0.96, 36), ("dana", 0.96, 27))
    read = mark_in_lines([*PRINT, line], EVEN)
    assert [word.text for word in read.lines[-1]] == ["(1)", "Pedoman", "penggunaan", "dana"]
    assert (read.count, read.doubtful) == (0, ())


def test_a_head_that_says_which_columns_were_added_is_no_handwriting():
    formula = in_line(("(6)=(3)4(", 0.1, 50), ("4)+15)", 0.3, 50))
    figures = [[printed] for printed in PRINT[0]]
    beside = [(400.0 + 10 * n, 100.0, 900.0, 190.0) for n in range(len(figures))]
    assert mark_in_cells([formula, *figures], [BOXES[0], *beside]).count == 0


def test_cells_that_were_filled_in_are_told_by_their_column():
    texts = [
        in_line(("18", 0.5, 50), ("Mel", 0.4, 48)),
        in_line(("04", 0.8, 50), ("Juli", 0.75, 50)),
        in_line(("2.500", 0.3, 36)),
    ]
    printed_beside = [((400.0, box[1], 600.0, box[3])) for box in BOXES]
    cells = [*texts, [], *([PRINT[0][0]] for _ in range(2)), *([PRINT[0][n]] for n in range(2, 4))]
    heights = in_line(*[("SOP", 0.96, 36)] * 2)
    read = mark_in_cells([*cells, heights], [*BOXES, *printed_beside, (700.0, 100.0, 900.0, 190.0)])
    assert [[word.text for word in cell] for cell in read.lines[:3]] == [[HANDWRITTEN], [HANDWRITTEN], ["2.500"]]
    assert read.count == 2


def test_what_scans_lose_is_told_by_page():
    page = Sheet((), 800.0, 0)
    scans = {1: Scan(page, 0.9), 4: Scan(page, 0.9, handwritten=2), 7: Scan(page, unread=True), 9: Scan(page, handwritten=1)}
    assert losses_of(scans) == (Loss(Lost.PAGES, 1, (7,)), Loss(Lost.HANDWRITING, 3, (4, 9)))
    assert losses_of({}) == ()


def test_the_lines_of_a_slanted_table_still_meet():
    page = paper()
    ruled(page)
    slanted = page.rotate(0.5, Image.Resampling.BICUBIC, fillcolor=250)
    (grid,) = find_grids(np.asarray(slanted)).grids
    lefts = sorted(box[0] for box in grid.level)
    columns = [lefts[:4], lefts[4:8], lefts[8:]]
    assert len(grid.cells) == 12 and all(column[-1] - column[0] < 6 for column in columns)
