"""Gaps in Telegram: coordinators see and assign them, and whoever has one answers it."""
