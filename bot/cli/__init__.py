"""tanya ask, chat, eval, bot, web, log, users, invite, doctor."""
