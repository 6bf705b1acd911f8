"""Answers that coordinators checked, in log.db and as a sheet: what they answer, the pages they rest on, and whether they are served."""
