"""The assistant in Telegram; the only package that knows python-telegram-bot."""
