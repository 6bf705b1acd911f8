"""One composer a file; passages in, a draft with numbered quotes out."""
