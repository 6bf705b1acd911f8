"""HTTP to Telegram. What answers in Telegram's place (a proxy, a sign-in page) is told apart from Telegram itself, and what it
says is kept out of the program's log, where python-telegram-bot would write it with the text of people's messages."""

import json
from typing import Any

from telegram.error import NetworkError
from telegram.request import HTTPXRequest

REACHED_NOBODY = (502, 503)
"""What a proxy says that passed nothing on; another error of a server's may come after it did."""


class NotTelegram(NetworkError):
    """Something else answered: what was sent has not reached Telegram."""


class CutOff(NetworkError):
    """Telegram's answer began, but can't be read to its end: what was sent may have been carried out."""


class Connection(HTTPXRequest):
    """As python-telegram-bot's, but raises NotTelegram and CutOff where that would take the answer for Telegram's."""

    async def do_request(self, **request: Any) -> tuple[int, bytes]:
        code, payload = await super().do_request(**request)
        fetches_a_file = request["method"] == "GET"
        if not fetches_a_file and not _is_telegrams(code, payload):
            raise _explained(code, payload)
        return code, payload


def _is_telegrams(code: int, payload: bytes) -> bool:
    try:
        answer = json.loads(payload)
    except ValueError:
        return False
    if not isinstance(answer, dict):
        return False
    return "result" in answer or code >= 300


def _explained(code: int, payload: bytes) -> NetworkError:
    began_well = payload.lstrip().startswith(b"{") and code < 300
    if began_well:
        return CutOff("jawaban Telegram terpotong")
    if code >= 500 and code not in REACHED_NOBODY:
        return CutOff(f"perantara tidak meneruskan jawaban Telegram, kode {code}")
    return NotTelegram(f"yang menjawab bukan Telegram, kode {code}")
