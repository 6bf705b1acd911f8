"""/celah: what nobody could answer, whose it is, and what was decided about it."""

from starlette.routing import Route

from bot.web.gaps import deciding, reading


def routes() -> list[Route]:
    return [*reading.routes(), *deciding.routes()]
