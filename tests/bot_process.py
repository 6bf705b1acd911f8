"""A process that runs the bot of chat_world as `tanya bot` does, until it is stopped or gives up.

Called with the installation's folder, the Bot API server's two URLs, and after how many seconds of refused polls it gives up.
"""

import signal
import sys
from pathlib import Path
from types import SimpleNamespace

from chat_world import World

from bot.chat.serving import log_to_terminal, serve
from bot.errors import BotError


def main(folder: Path, base_url: str, base_file_url: str, patience: float) -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell that starts tests in the background has it ignored
    log_to_terminal()
    world = World(folder, SimpleNamespace(base_url=base_url, base_file_url=base_file_url, chats={}))
    application = world.bot()
    application.bot_data["polling"].patience = patience
    try:
        serve(application, world.settings)
    except BotError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:4], float(sys.argv[4]))
