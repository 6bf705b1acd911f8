"""Pages in a browser: the coordinators' desk, and the page on which one file too big for Telegram is sent by a one-use link."""
