"""A small page on which one file is sent by a one-use link, for what is too big for Telegram. Off unless there is a public address."""
