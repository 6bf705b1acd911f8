"""Answers that a coordinator checked: which question they are served to, and how."""
