"""Questions that nobody could answer, grouped, and what people decided about them: in log.db."""
