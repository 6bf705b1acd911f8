"""Reads (question, span) pairs: how likely a span answers, and which words of it. With embedding/, the only room that knows a model runtime."""
