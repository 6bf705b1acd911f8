"""Figures of the log as sentences, tables, charts, a workbook and a report on paper."""
