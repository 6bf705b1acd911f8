"""A process that runs the bot of chat_world until it is killed.

Called with the installation's folder, the Bot API server's two URLs and a language model's, or "lambat" for a bot that never
is done with indexing.
"""

import asyncio
import sys
from pathlib import Path
from types import SimpleNamespace

from chat_world import World
from small_library import WaitingWords

from bot.answering.extractive.composer import ExtractiveComposer
from bot.answering.llm.composer import LlmComposer
from bot.answering.llm.language_model import LanguageModel


async def main(folder: Path, base_url: str, base_file_url: str, llm_url: str) -> None:
    model = WaitingWords() if llm_url == "lambat" else None
    world = World(folder, SimpleNamespace(base_url=base_url, base_file_url=base_file_url, chats={}), model)
    async with world.running(LlmComposer(LanguageModel(llm_url, "model-uji"), ExtractiveComposer())):
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), *sys.argv[2:]))
