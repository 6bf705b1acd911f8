"""File to pages; one file a format, chosen by content."""
