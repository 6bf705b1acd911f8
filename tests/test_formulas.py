"""Formulas without values: what plain ones come to, and that others are left alone."""

import pytest

from indexer.reading.office.sheets.formulas.book import Book


def computed(formula: str, **cells: object) -> object:
    """What a formula in Z99 comes to; None where it is not computed."""
    book = Book()
    for name, value in cells.items():
        column, row = ord(name[0]) - 64, int(name[1:])
        is_formula = isinstance(value, str) and value.startswith("=")
        (book.ask if is_formula else book.put)("Lembar", row, column, value)
    book.ask("Lembar", 99, 26, formula)
    return book.computed().get(("lembar", 99, 26))


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("=A1+B1", 30),
        ("=B1-A1*2", 0),
        ("=(A1+B1)/4", 7.5),
        ("=A1/B1*100%", 0.5),
        ("=-A1^2", 100),
        ("=2^3^2", 64),
        ("=SUM(A1:B2)", 37),
        ("=SUM(A1:B1,5)", 35),
        ("=SUM($A$1:$A$2)-Lembar!B1", -3),
        ("=AVERAGE(A1:A2)", 8.5),
        ("=MAX(A1:B2)-MIN(A1:B2)", 13),
        ("=COUNT(A1:C2)", 3),
        ("=COUNTA(A1:C2)", 4),
        ("=ROUND(A1/3,2)", 3.33),
        ("=ROUND(2.5,0)", 3),
        ("=ABS(A1-B1)", 10),
        ("=PRODUCT(A1,A2)", 70),
        ('=IF(A1>=B1,"tercapai","belum")', "belum"),
        ('=IFERROR(A1/0,"-")', "-"),
        ("=0.1+0.2", 0.3),
        ("=SUM(A:A)", 17),
    ],
)
def test_plain_formulas_are_computed(formula, value):
    assert computed(formula, A1=10, B1=20, A2=7, C2="teks") == value


def test_formulas_that_need_each_other_are_computed_in_order():
    cells = {f"A{row}": f"=A{row - 1}+B{row}" for row in range(2, 3000)} | {f"B{row}": 1 for row in range(2, 3000)}
    assert computed("=A2999*2", A1=1, **cells) == 2 * 2999


@pytest.mark.parametrize(
    "formula",
    [
        "=VLOOKUP(A1,B1:C9,2,FALSE)",
        "=[1]Lembar!A1",
        "=Lain!A1",
        "=Pagu",
        "=A1:A2",
        "=A1/0",
        '="teks"+1',
        "=Z99+1",
        "=B9",
        "=SUM(",
        "=)(",
        "=",
        "=INDIRECT(A1)",
        "=" + "(" * 500 + "1" + ")" * 500,
        "=" + "-" * 500 + "1",
    ],
)
def test_what_is_not_plain_or_is_a_mistake_is_left_alone(formula):
    assert computed(formula, A1=1, A2=2, B9="=C9", C9="=B9") is None


def test_formulas_that_look_at_too_much_are_left_alone():
    book = Book()
    book.put("Lembar", 5000, 500, 1)
    for row in range(1, 50):
        book.ask("Lembar", row, 501, "=SUM(A1:ZZ5000)")
    assert len(book.computed()) < 49
