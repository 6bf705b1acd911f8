"""A document's way in — file, pages, chunks, vectors, library — and back: question to passages."""
