"""Charts of slides -> the table of figures behind them. Read from the chart's XML: python-pptx knows no 3-D charts."""

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
    title = " ".join(chart.chart_title.text_frame.text.split()) if chart.has_title and chart.chart_title.has_text_frame else ""
    series = list(chart._chartSpace.iter(qn("c:ser")))
    names = [" ".join(_points(one.find(qn("c:tx"))).values()) or "Nilai" for one in series]
    categories = [_points(_first(one, "c:cat", "c:xVal")) for one in series]
    values = [_figures(_first(one, "c:val", "c:yVal")) for one in series]
    labels = {place: label for points in reversed(categories) for place, label in points.items()}
    heads = [SourceCell(text, head=True) for text in ("Kategori", *names)]
    places = sorted({place for points in (labels, *values) for place in points})[:_MOST_POINTS]
    rows = [
        [SourceCell(labels.get(place, "")), *(SourceCell(figures.get(place, "")) for figures in values)] for place in places
    ]
    above = [Line(title)] if title else []
    return [*above, *([Line(gap=True, table=make_table([heads, *rows]))] if rows else [])]


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
