"""Question and spans -> what speaks for each span and against it, and how likely it is the answer."""
