"""A file -> blocks of pages, in a limited process of its own. `formats.read` picks the reader by content, `safely.read_safely` runs it."""
