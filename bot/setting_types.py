"""What the values of settings look like, as people write them in the environment."""

import re
from ipaddress import ip_address
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, SecretStr, StringConstraints
from pydantic_settings import NoDecode

THRESHOLDS = {"hati-hati": 0.7, "sedang": 0.5, "berani": 0.35}
"""How likely an answer must be to be given at all, by boldness; what each catches is measured in docs/pengukuran.md."""


def _parts(value: object) -> object:
    if not isinstance(value, str):
        return value
    parts = [part.strip() for part in value.split(",")]
    return [part for part in parts if part]


def _lines(value: object) -> object:
    if not isinstance(value, str):
        return value
    lines = [line.strip() for line in value.split("|")]
    return [line for line in lines if line]


def _yes_or_no(value: object) -> object:
    if not isinstance(value, str):
        return value
    return {"ya": True, "tidak": False}.get(value.strip().lower(), value)


def _lower(value: object) -> object:
    return value.strip().lower() if isinstance(value, str) else value


def _without_slash(value: object) -> object:
    return value.strip().rstrip("/") if isinstance(value, str) else value


def _like(pattern: str) -> AfterValidator:
    """For secrets: pydantic's own patterns don't look into them."""

    def check(secret: SecretStr) -> SecretStr:
        if not re.fullmatch(pattern, secret.get_secret_value()):
            raise ValueError
        return secret

    return AfterValidator(check)


def _address(value: str) -> str:
    host, _, port = value.rpartition(":")
    is_port = port.isdecimal() and 0 < int(port) < 65536
    if not host or not is_port:
        raise ValueError
    return value


Integers = Annotated[frozenset[int], NoDecode, BeforeValidator(_parts)]
IpAddress = Annotated[str, AfterValidator(lambda value: str(ip_address(value)))]
Lines = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_lines)]
YesOrNo = Annotated[bool, BeforeValidator(_yes_or_no)]
Addresses = Annotated[frozenset[IpAddress], NoDecode, BeforeValidator(_parts)]
Boldness = Annotated[Literal[tuple(THRESHOLDS)], BeforeValidator(_lower)]
Served = Annotated[Literal["ya", "terpisah", "tidak"], BeforeValidator(_lower)]
Token = Annotated[SecretStr, _like(r"\d+:[\w-]+")]
WebhookSecret = Annotated[SecretStr, _like(r"[A-Za-z0-9_-]{1,256}")]
# python-telegram-bot appends the token to what stands here, so the paths must end as Telegram's own do.
BotUrl = Annotated[str, BeforeValidator(_without_slash), StringConstraints(pattern=r"^https?://[^/\s]+(/\S*)?/bot$")]
FileUrl = Annotated[str, BeforeValidator(_without_slash), StringConstraints(pattern=r"^https?://[^/\s]+(/\S*)?/file/bot$")]
WebUrl = Annotated[str, BeforeValidator(_without_slash), StringConstraints(pattern=r"^https?://[^/\s]+(/\S*)?$")]
Listen = Annotated[str, AfterValidator(_address)]
