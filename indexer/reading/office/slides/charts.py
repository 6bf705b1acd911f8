"""Charts of slides -> the table of figures behind them. Read from the chart's XML: python-pptx knows no 3-D charts."""

from collections.abc import Sequence

from lxml import etree
from pptx.chart.chart import Chart
from pptx.oxml.ns import qn

from indexer.reading.office.sheets.number_formats import shown
from indexer.reading.page.lines import Line
from indexer.reading.tables.source_cells import SourceCell
from indexer.reading.tables.table import make_table

_MOST_POINTS = 5_000


def chart_lines(chart: Chart) -> list[Line]:
    """The chart's title, and a row for each category with the figure of each series."""
    lines = []
    if title := _title(chart):
        lines.append(Line(title))
    if rows := _rows(list(chart._chartSpace.iter(qn("c:ser")))):
        lines.append(Line(gap=True, table=make_table(rows)))
    return lines


def _title(chart: Chart) -> str:
    if not chart.has_title or not chart.chart_title.has_text_frame:
        return ""
    return " ".join(chart.chart_title.text_frame.text.split())


def _rows(series: Sequence[etree._Element]) -> list[list[SourceCell]]:
    """The heads and a row for each category; nothing where there is none."""
    labels = _labels(series)
    values = [_figures(_first(one, "c:val", "c:yVal")) for one in series]
    indices = sorted(set().union(labels, *values))[:_MOST_POINTS]
    if not indices:
        return []
    heads = ["Kategori", *map(_name, series)]
    rows = [[SourceCell(head, head=True) for head in heads]]
    for index in indices:
        texts = [labels.get(index, ""), *(figures.get(index, "") for figures in values)]
        rows.append(list(map(SourceCell, texts)))
    return rows


def _name(series: etree._Element) -> str:
    return " ".join(_points(series.find(qn("c:tx"))).values()) or "Nilai"


def _labels(series: Sequence[etree._Element]) -> dict[int, str]:
    """The categories by their index, as the first of the series that has it names each."""
    labels: dict[int, str] = {}
    for one in series:
        for index, label in _points(_first(one, "c:cat", "c:xVal")).items():
            labels.setdefault(index, label)
    return labels


def _first(series: etree._Element, *names: str) -> etree._Element | None:
    for name in names:
        found = series.find(qn(name))
        if found is not None:
            return found
    return None


def _points(source: etree._Element | None) -> dict[int, str]:
    """The texts that a chart keeps of the cells it was made from, by their index."""
    texts: dict[int, str] = {}
    if source is None:
        return texts
    for point in source.iter(qn("c:pt")):
        text = point.findtext(qn("c:v")) or ""
        texts[int(point.get("idx", "0"))] = text.strip()
    return texts


def _figures(source: etree._Element | None) -> dict[int, str]:
    """The same of figures, as the chart shows them."""
    said = None if source is None else next(source.iter(qn("c:formatCode")), None)
    code = "General" if said is None or not said.text else said.text
    return {index: _figure(text, code) for index, text in _points(source).items()}


def _figure(text: str, code: str) -> str:
    try:
        return shown(float(text), code)
    except ValueError:
        return text
