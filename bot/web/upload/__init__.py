"""The page on which one file is sent by a one-use link, for what is too big for Telegram."""
