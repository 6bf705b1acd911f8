"""What a viewer shows of a PDF page: glyphs, lines and pictures in their places, typed text, and nothing that is hidden."""
