"""What stands at the edge of every page is left out, but for what is part of the text."""

import pytest

from indexer.reading.printed.furniture import without_furniture
from indexer.reading.printed.sheet import PrintedLine, Sheet


def sheet(*texts: str) -> Sheet:
    step = 800 / (len(texts) + 1)
    lines = tuple(PrintedLine(text, 72, step * n, 11, False) for n, text in enumerate(texts, 1))
    return Sheet(lines, 842, 0)


def with_text_between(first: str, last: str, n: int) -> Sheet:
    return sheet(first, *(f"Ketentuan {n}.{m} berlaku sejak diundangkan." for m in range(20)), last)


@pytest.mark.parametrize("heading", ["Pasal {}", "BAB {}", "Bagian {}", "Paragraf {}"])
def test_a_heading_that_opens_every_page_is_no_running_head(heading):
    pages = [with_text_between(heading.format(n), f"- {n} -", n) for n in range(11, 17)]
    assert [lines[0].text for lines in without_furniture(pages)] == [heading.format(n) for n in range(11, 17)]


def test_a_number_that_ends_a_sentence_is_no_page_number():
    pages = [with_text_between("Kabupaten Contoh", str(n), n) for n in range(1, 6)]
    pages[1] = with_text_between("Kabupaten Contoh", "4890);", 2)
    read = without_furniture(pages)
    assert read[1][-1].text == "4890);"
    assert all("Ketentuan" in lines[-1].text for n, lines in enumerate(read) if n != 1)
