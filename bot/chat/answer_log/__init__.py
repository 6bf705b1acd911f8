"""/log for coordinators: lists by what is typed, each entry with its verdict and note, and what is listed as a file."""
