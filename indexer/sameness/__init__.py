"""Tells whether two questions ask the same: a cross-encoder that was taught on questions and others that look like them."""
