"""Files sent to the bot, from Telegram to the library, and what is said on the way."""
