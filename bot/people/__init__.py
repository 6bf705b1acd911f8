"""Members, roles, invitations. Users are plain ids, not Telegram's."""
