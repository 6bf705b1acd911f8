"""tanya ask, chat, eval, bot, log, users, invite, doctor."""
