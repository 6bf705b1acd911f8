"""Figures of text pages beside the page's picture: `python bench/figures.py DOCUMENTS [--pages N | --every] [--show FOLDER]`.

Reads N (200) pages of the PDFs in the folder DOCUMENTS, as many of each document as there are, and recognises their pictures at 300 dpi.
Figures (two digits, or one with a percent sign) of ours that the picture has not are looked for in it once more, each where the page's
text layer has it; what is still not seen is counted by kind (figure_kinds.py), and with --show listed with a picture of its place
in FOLDER: recognition errs more often than the reading, so whose error it is the eye decides. Figures of the picture that we lack
are counted where the text layer has them and they are not at the head or foot of the page: contents pages have most of them.

--every compares every text page, in minutes, with what PDFium makes of its text by itself, and lists the figures of ours that it has not:
what is split, glued or left in a broken cell shows there; what both take from a wrong text layer does not.
"""

import argparse
import os
import re
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
from figure_kinds import KINDS, Difference, differences, digits, figures, numbers
from figure_pages import Count, compare_layers, count_blanks, page_texts
from figure_pictures import Box, Picture, Placed, apart, name_of
from machine import machine, unforced

from indexer.errors import IndexerError
from indexer.models import Page
from indexer.reading.pdf.reader import read_pdf

EDGE = 0.1
"""Of a page's height, at its head and foot."""


def main() -> None:
    unforced()
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("documents", type=Path)
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--show", type=Path, metavar="FOLDER")
    parser.add_argument("--every", action="store_true")
    asked = parser.parse_args()
    os.nice(5)
    if asked.every:
        compare_all(sorted(asked.documents.rglob("*.pdf")))
        return
    chosen = sample({file: figure_pages(file) for file in sorted(asked.documents.rglob("*.pdf"))}, asked.pages)
    largest_first = sorted(chosen, key=lambda file: -file.stat().st_size)
    total = Count()
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        jobs = [pool.submit(compare, file, chosen[file], asked.show) for file in largest_first]
        for job in jobs:
            total.add(job.result())
    report(total, len(chosen))
    if asked.show:
        print(*sorted(total.lines), sep="\n")


def figure_pages(file: Path) -> list[int]:
    """Indexes of the pages whose text layer has a figure."""
    try:
        with pdfium.PdfDocument(file) as pdf:
            texts = [page.get_textpage().get_text_range() for page in pdf]
    except pdfium.PdfiumError:
        return []
    return [index for index, text in enumerate(texts) if re.search(r"\d\d", text)]


def sample(pages: dict[Path, list[int]], wanted: int) -> dict[Path, list[int]]:
    """About so many pages in all, the same number of each document as far as it has them, evenly spaced in it."""
    fewest_first = sorted((file for file in pages if pages[file]), key=lambda file: len(pages[file]))
    chosen = {}
    for place, file in enumerate(fewest_first):
        share = min(len(pages[file]), round(wanted / (len(fewest_first) - place)))
        at = np.linspace(0, len(pages[file]) - 1, share).round().astype(int)
        chosen[file] = [pages[file][n] for n in at]
        wanted -= share
    return chosen


def compare(file: Path, indexes: Sequence[int], show: Path | None) -> Count:
    """The pages of one document."""
    count = Count()
    data = file.read_bytes()
    try:
        pages = read_pdf(data).pages
    except IndexerError as error:
        count.lines.append(f"{file.name}: {error}")
        return count
    with pdfium.PdfDocument(data) as pdf:
        for index in indexes:
            if pages[index].confidence is None:
                picture = Picture(pdf[index])
                _compare_page(count, pages[index], picture, name_of(data, index), f"{file.stem}-{index + 1}", show)
    return count


def _compare_page(count: Count, page: Page, picture: Picture, kept: str, name: str, show: Path | None) -> None:
    texts = page_texts(page)
    ours = [numbers(text) for text in texts]
    seen = picture.seen(kept)
    if not seen:
        return
    count.pages += 1
    count_blanks(count, texts, name)
    theirs = [numbers(word.number) for word in seen]
    both = figures(ours) & figures(theirs)
    count.ours += figures(ours).total()
    count.agreed += both.total()
    unseen = differences(ours, [[number for line in theirs for number in line]])
    count.differing += Counter(difference.kind for difference in unseen)
    layer = picture.layer()
    confirmed = _confirmed(unseen, figures(ours), layer, picture)
    for number, difference in enumerate(unseen):
        if _settled(difference, confirmed, figures(ours), layer):
            continue
        where = _place(difference, layer, seen)
        if difference.kind == "left out" and _at_edge(where, picture):
            continue
        count.left[difference.kind] += 1
        crop = f"{name}-{number}.png"
        count.lines.append(
            f"{difference.kind:9} {name}: ours {difference.ours!r}, picture {difference.theirs!r}  {crop if where else ''}"
        )
        if show and where:
            picture.save(where, show / crop)


def compare_all(files: Sequence[Path]) -> None:
    """Every text page of the files with PDFium's own text."""
    total = Count()
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for count in pool.map(compare_layers, files):
            total.add(count)
    print(f"{total.pages} text pages of {len(files)} documents; {total.ours} figures; as PDFium has them not:")
    print(*(f"{kind:10}{total.differing[kind]:9}" for kind in KINDS), sep="\n")
    print(f"figures of ours with a blank inside: {total.blanks}")
    print(*total.lines, machine(), sep="\n")


def _confirmed(unseen: Sequence[Difference], ours: Counter[str], layer: Sequence[Placed], picture: Picture) -> set[str]:
    """The figures of ours that the picture has as often as we do, when it is looked at where the text layer has them."""
    confirmed = set()
    for figure in {difference.ours for difference in unseen if difference.ours}:
        places = apart([place for place in layer if place.number == figure])
        if len(places) >= ours[figure] and all(figure in picture.again(place.box) for place in places):
            confirmed.add(figure)
    return confirmed


def _settled(difference: Difference, confirmed: set[str], ours: Counter[str], layer: Sequence[Placed]) -> bool:
    """Whether the recognition erred: what we lack the text layer lacks too, or ours was seen, or only points are seen otherwise."""
    placed = Counter(place.number for place in apart(layer))
    match difference.kind:
        case "left out":
            return placed[difference.theirs] <= ours[difference.theirs]
        case "percent" | "marks":
            return placed[difference.ours] >= ours[difference.ours]
        case _:
            return difference.ours in confirmed


def _at_edge(where: Box | None, picture: Picture) -> bool:
    """Whether a place is where page numbers and running heads stand."""
    height = picture.gray.shape[0]
    return where is not None and not EDGE * height < where[1] < (1 - EDGE) * height


def _place(difference: Difference, layer: Sequence[Placed], seen: Sequence[Placed]) -> Box | None:
    """Where to look: at our figure, or else at what the picture has."""
    for place in layer:
        if place.number == (difference.ours or difference.theirs):
            return place.box
    wanted = (difference.theirs or difference.ours).split()
    for word in seen:
        if any(digits(word.number) == digits(part) for part in wanted):
            return word.box
    return None


def report(total: Count, documents: int) -> None:
    print(
        f"{total.pages} text pages of {documents} documents; {total.ours} figures, {total.agreed} of them recognised in the picture"
    )
    print(f"{'':10}differing  after a second look")
    for kind in KINDS:
        print(f"{kind:10}{total.differing[kind]:9}  {total.left[kind]:9}")
    print(f"figures of ours with a blank inside: {total.blanks}")
    print(machine(), flush=True)


if __name__ == "__main__":
    main()
