"""Pictures of pages: put right, recognised by Tesseract, their tables found."""
