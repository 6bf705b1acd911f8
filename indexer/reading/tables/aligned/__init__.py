"""Tables without ruling lines, found by the places of their words."""
