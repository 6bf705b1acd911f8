"""Documents added, replaced, removed, rebuilt; their versions, and where their files lie."""
