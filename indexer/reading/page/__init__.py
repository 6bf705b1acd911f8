"""What all formats share on the way to a page: lines -> paragraphs, items, headings."""
