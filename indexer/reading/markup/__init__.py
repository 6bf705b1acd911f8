"""HTML, Markdown, plain and delimited text."""
