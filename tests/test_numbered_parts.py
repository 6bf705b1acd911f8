"""Numbered parts that stand far apart become one list, each part quoted from its page."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.citations import stands_in
from indexer.documents.numbered_parts import FEWEST, MOST, numbered
from indexer.models import Page

AIMS = ("Mewujudkan Masyarakat yang Sejahtera", "Mewujudkan Ekonomi yang Inklusif", "Mewujudkan Tata Kelola yang Baik")


def lists(*texts: str) -> list[list[str]]:
    """The items of each list found in pages of these texts."""
    chunks = numbered([Page(number, text) for number, text in enumerate(texts, 1)])
    return [re.split(r"[\n\f]+", chunk.text.replace("- ", "")) for chunk in chunks]


def test_parts_that_open_sections_are_one_list_in_order_each_of_its_page():
    pages = [Page(n, f"# MISI {n}\n\n{aim}\n\nMisi ini berarti banyak hal.") for n, aim in enumerate(AIMS, 11)]
    pages = [Page(page.number, page.text.replace(f"MISI {page.number}", f"MISI {page.number - 10}")) for page in pages]
    (chunk,) = numbered(pages)
    assert (chunk.kind, chunk.heading, chunk.pages) == ("statement", ("Misi 1 sampai 3",), (11, 12, 13))
    assert chunk.text == "\f".join(f"- MISI {n} {aim}" for n, aim in enumerate(AIMS, 1))


@pytest.mark.parametrize(
    "line",
    [
        "Pilar {n}: {aim}",
        "## Pilar {n} - {aim}",
        "| Pilar {n} | {aim} | 12,5 |",
        "**Pilar {n}** {aim}",
        'Pilar {ordinal} yaitu "{aim}" diharapkan menjawab tantangan.',
        "Pilar {roman}. {aim}",
    ],
)
def test_parts_are_told_however_they_are_written(line):
    ordinals, romans = ("pertama", "kedua", "ketiga"), ("I", "II", "III")
    rows = [line.format(n=n, aim=aim, ordinal=ordinals[n - 1], roman=romans[n - 1]) for n, aim in enumerate(AIMS, 1)]
    ((*items,),) = lists("\n\nUraian.\n\n".join(rows))
    assert len(items) == 3 and all(aim in item for aim, item in zip(AIMS, items, strict=True))


def test_what_is_repeated_is_listed_once_and_another_first_part_begins_another_list():
    ours = [f"Misi {n}: {aim}" for n, aim in enumerate(AIMS, 1)]
    theirs = [f"Misi {n}: {aim} Nasional" for n, aim in enumerate(AIMS, 1)]
    assert lists("\n".join(ours), "\n".join(theirs), "\n".join(ours)) == [ours, theirs]


@pytest.mark.parametrize(
    "line", ["Gambar {n} {aim}", "Pasal {n} {aim}", "Tahun {n} {aim}", "Misi {n} {aim} ........ {n}", "Misi {n} menjadi dasar"]
)
def test_captions_articles_contents_and_running_text_are_no_parts(line):
    assert lists("\n".join(line.format(n=n, aim=aim) for n, aim in enumerate(AIMS, 1))) == []


def test_two_parts_or_a_gap_make_no_list():
    assert lists("\n".join(f"Misi {n}: {aim}" for n, aim in enumerate(AIMS[:2], 1))) == []
    assert lists("\n".join(f"Misi {n}: {aim}" for n, aim in zip((1, 2, 4), AIMS, strict=True))) == []


LINES = st.lists(
    st.one_of(
        st.builds("{} {} {}".format, st.sampled_from(["Misi", "# PILAR", "| Tahap"]), st.integers(0, 4), st.text(max_size=40)),
        st.text(alphabet="Aa bI1.|\n\f*-", max_size=30),
    ),
    max_size=25,
)


@given(st.lists(LINES, max_size=3))
def test_every_item_stands_on_the_page_it_is_said_to_be_of(pages):
    read = [Page(number, "\n".join(lines)) for number, lines in enumerate(pages, 1)]
    for chunk in numbered(read):
        assert FEWEST <= chunk.text.count("- ") and len(re.split(r"[\n\f]+", chunk.text)) <= MOST
        for number, part in zip(chunk.pages, chunk.text.split("\f"), strict=True):
            assert all(stands_in(item[2:], read[number - 1].text) for item in part.split("\n\n"))
