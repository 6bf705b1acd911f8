"""The tables on a page of a PDF: from its rulings and the places of its words."""
