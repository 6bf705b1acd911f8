"""A question's way: passages, answer, citations, log; and the chat it is asked in."""
