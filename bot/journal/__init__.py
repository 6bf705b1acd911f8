"""The answer log, exports, wishes: the SQL of what can't be rebuilt."""
