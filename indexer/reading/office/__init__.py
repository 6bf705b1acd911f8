"""Office formats: packages, old formats, and what they share. One room a family: word, opendocument, slides, sheets."""
