"""Cited pages as pictures: rendered from the file, or drawn from the text, with the quoted words marked."""
