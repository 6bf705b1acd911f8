"""/dokumen: what is in the library, and what Diskominfo may do with it."""
