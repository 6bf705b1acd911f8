"""PDF: text with places, ruled and unruled tables, running heads and feet."""
