"""Which questions nobody could answer, and which of them are about one thing."""
