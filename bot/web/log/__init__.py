"""The log on pages: lists by filters that stay in the address, each entry with its sources beside their pages, and what is judged of it."""
