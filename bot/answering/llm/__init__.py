"""The composer that has a language model word what was found, and checks its every sentence."""
