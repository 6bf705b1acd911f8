"""What people write -> what documents write: chat spelling, the abbreviations of Indonesian regional planning, synonyms."""

from indexer.language.wordlists import groups, pairs, words

CHAT = pairs("chat_spelling")
"""Chat spelling -> the word meant. Applied to questions only, never to documents."""

ACRONYMS = pairs("acronyms")
"""Acronyms of the field -> what they stand for. A question that uses either is matched with both."""

SAME = groups("synonyms")
"""Words and phrases that questions and documents use for one another."""

PARTS_OF_ACTS = words("parts_of_acts")
"""Numbered parts of acts: a text that names another one may only refer to it."""

CLASSES = words("classes") | PARTS_OF_ACTS
"""What is told from its like by a number or a letter: "kelas I", "triwulan II", "pasal 5"."""
