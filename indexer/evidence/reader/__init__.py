"""The reader: a small cross-encoder that was taught to say how likely a span answers a question, and by which of its words."""
