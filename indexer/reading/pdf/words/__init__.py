"""Glyphs in their places -> words -> lines in the order they are read."""
