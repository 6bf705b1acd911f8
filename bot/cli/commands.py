"""Every command by which the assistant is used from a terminal."""

from bot.cli.answer_log import log
from bot.cli.people import agencies, invite, users
from bot.cli.questions import ask, chat, evaluate, reask
from bot.cli.report import report
from bot.cli.running import bot, doctor, watch
from bot.cli.web import web

COMMANDS = (ask, chat, evaluate, bot, web, watch, reask, log, report, users, invite, agencies, doctor)
"""What `tanya` takes over from here."""
