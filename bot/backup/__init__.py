"""One file with all that can't be made again, and the way back from it."""
