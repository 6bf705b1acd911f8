"""Blocks -> chunks and spans, once, when a document is indexed."""
