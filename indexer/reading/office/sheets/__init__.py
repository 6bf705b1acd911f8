"""Spreadsheets: cells, number formats, workbooks of several formats."""
