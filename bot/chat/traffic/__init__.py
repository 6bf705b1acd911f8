"""How messages come in and go out: kept on disk, in order, within limits."""
