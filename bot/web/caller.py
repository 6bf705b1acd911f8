"""Who calls: a proxy that the settings name is believed when it says for whom it does, nobody else is."""

from collections.abc import Collection

from starlette.requests import HTTPConnection


def caller(request: HTTPConnection, proxies: Collection[str]) -> str:
    """The address of whoever sent a request: of those it came through, the last that is none of our `proxies`."""
    passed = request.headers.get("X-Forwarded-For", "").split(",")
    came_through = [*filter(None, map(str.strip, passed)), request.client.host]
    while len(came_through) > 1 and came_through[-1] in proxies:
        came_through.pop()
    return came_through[-1]
