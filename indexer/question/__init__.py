"""Message and history -> Question, parsed once."""
