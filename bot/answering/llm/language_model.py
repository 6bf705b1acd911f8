"""One completion from an OpenAI-compatible server, whole within a time limit. The only file that knows `openai`."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from bot.errors import ComposerUnavailable

if TYPE_CHECKING:
    from openai import AsyncOpenAI

TOKENS = 600
"""Tokens a model is asked to stay within."""
LONGEST = 6_000
"""Characters after which a model that goes on regardless is cut off."""


class LanguageModel:
    """A model on one server. Safe from several threads, none of which may run an event loop of its own."""

    def __init__(self, base_url: str, model: str, api_key: str = "", limit: float = 20.0):
        # Without a key of ours, the client would send whatever OPENAI_API_KEY holds to this server.
        self._options = {"base_url": base_url, "api_key": api_key or "tanpa-kunci", "timeout": limit, "max_retries": 1}
        self._model, self._limit = model, limit

    def write(self, instruction: str, request: str, on_text: Callable[[str], None]) -> str:
        """What the model answers; `on_text` gets all of it so far, each time more has come, in the calling thread.

        Raises ComposerUnavailable, with the reason, when there is no whole answer within the limit: it bounds connecting,
        waiting, retrying and reading together.
        """
        loop = asyncio.new_event_loop()
        try:
            return loop.run_until_complete(self._write(instruction, request, on_text))
        finally:
            loop.run_until_complete(loop.shutdown_asyncgens())
            loop.close()  # asyncio.run would wait here for a name look-up that hangs

    async def _write(self, instruction: str, request: str, on_text: Callable[[str], None]) -> str:
        import openai  # takes a second, which only those who use a model need to spend

        messages = [{"role": "system", "content": instruction}, {"role": "user", "content": request}]
        try:
            async with asyncio.timeout(self._limit), openai.AsyncOpenAI(**self._options) as client:
                return await self._read(client, messages, on_text)
        except (TimeoutError, openai.APITimeoutError) as error:
            raise _unavailable(f"jawabannya tidak selesai dalam {self._limit:g} detik") from error
        except openai.APIConnectionError as error:
            raise _unavailable("servernya tidak dapat dihubungi, atau sambungannya terputus") from error
        except openai.APIStatusError as error:
            raise _unavailable(f"servernya menolak dengan kode {error.status_code}") from error
        except (openai.OpenAIError, ValueError) as error:
            raise _unavailable("jawaban servernya tidak terbaca") from error

    async def _read(self, client: "AsyncOpenAI", messages: list[dict[str, str]], on_text: Callable[[str], None]) -> str:
        text = ""
        stream = await client.chat.completions.create(
            model=self._model, messages=messages, max_tokens=TOKENS, temperature=0, stream=True
        )
        async with stream:
            async for chunk in stream:
                more = _content(chunk)
                text += more
                if len(text) > LONGEST:
                    raise _unavailable(f"jawabannya tidak berhenti setelah {LONGEST} huruf")
                if more:
                    on_text(text)
        if not text.strip():
            raise _unavailable("jawabannya kosong")
        return text


def _content(chunk: Any) -> str:
    """The text of one event. The client checks no types, so that anything may stand where the text should."""
    choices = getattr(chunk, "choices", None)
    if not isinstance(choices, list) or not choices:
        return ""
    delta = getattr(choices[0], "delta", None)
    if getattr(delta, "refusal", None) or getattr(choices[0], "finish_reason", None) == "content_filter":
        raise _unavailable("modelnya menolak menjawab")
    content = getattr(delta, "content", None)
    return content if isinstance(content, str) else ""


def _unavailable(reason: str) -> ComposerUnavailable:
    return ComposerUnavailable(f"Model bahasa tidak dipakai: {reason}.")
