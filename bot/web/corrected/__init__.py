"""The pages of the checked answers: their list, one of them, and their sheet."""

from starlette.routing import Route

from bot.web.corrected.editing import change, new, one, start
from bot.web.corrected.listing import approve, listed, withdraw
from bot.web.corrected.sheets import given, taken


def routes() -> list[Route]:
    return [
        Route("/jawaban", listed),
        Route("/jawaban/baru", start, methods=["GET"]),
        Route("/jawaban/baru", new, methods=["POST"]),
        Route("/jawaban/unduh", given),
        Route("/jawaban/impor", taken, methods=["POST"]),
        Route("/jawaban/{id:int}", one, methods=["GET"]),
        Route("/jawaban/{id:int}", change, methods=["POST"]),
        Route("/jawaban/{id:int}/setujui", approve, methods=["POST"]),
        Route("/jawaban/{id:int}/cabut", withdraw, methods=["POST"]),
    ]
