"""Indonesian: terms, numbers and dates, sentences, chat spelling, names of places. Word lists lie in data/, one owner each."""
