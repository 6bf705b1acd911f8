"""An OpenAI-compatible server on loopback that does what its script says: answer, or misbehave as servers do."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Behaviour = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """One request: kept, then handed to the behaviour that is next in the script, the last one again and again."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.close_connection = True
        script = self.server.script
        behaviour = script.pop(0) if len(script) > 1 else script[0]
        self.server.requests.append(Request(self.path, {name.lower(): value for name, value in self.headers.items()}, body))
        try:
            behaviour(self)
        except (BrokenPipeError, ConnectionResetError):
            pass  # the client has had enough, as it should

    def log_message(self, *_: object) -> None:
        """Tests are quiet."""

    def begin(self, status: int = 200, kind: str = "text/event-stream", **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Connection": "close", **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def write(self, data: bytes) -> None:
        self.wfile.write(data)
        self.wfile.flush()

    def event(self, **choice: object) -> None:
        chunk = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [{"index": 0, **choice}]}
        self.write(f"data: {json.dumps(chunk)}\n\n".encode())

    def pauses(self, seconds: float = 0.02) -> Iterator[None]:
        """Again and again until the server stops."""
        while not self.server.stopping.wait(seconds):
            yield


@dataclass(frozen=True)
class Request:
    path: str
    headers: dict[str, str]
    body: dict


@dataclass
class LlmServer:
    base_url: str
    script: list[Behaviour]
    requests: list[Request] = field(default_factory=list)

    def prompt(self) -> str:
        """What the last request asked."""
        return self.requests[-1].body["messages"][-1]["content"]


@contextmanager
def llm_server(*script: Behaviour) -> Iterator[LlmServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads, server.stopping = False, threading.Event()
    serving = LlmServer(f"http://127.0.0.1:{server.server_port}/v1", list(script))
    server.script, server.requests = serving.script, serving.requests
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield serving
    finally:
        server.stopping.set()
        server.shutdown()
        thread.join()
        server.server_close()


def says(*pieces: str) -> Behaviour:
    """A good answer, in pieces."""

    def behave(handler: Handler) -> None:
        handler.begin()
        handler.event(delta={"role": "assistant"})
        for piece in pieces:
            handler.event(delta={"content": piece})
        handler.event(delta={}, finish_reason="stop")
        handler.write(b"data: [DONE]\n\n")

    return behave


def status(code: int, **headers: str) -> Behaviour:
    def behave(handler: Handler) -> None:
        body = json.dumps({"error": {"message": f"kode {code}"}}).encode()
        handler.begin(code, "application/json", Content_Length=str(len(body)), **headers)
        handler.write(body)

    return behave


def sends(data: bytes, kind: str = "text/event-stream") -> Behaviour:
    """Status 200 and these bytes."""

    def behave(handler: Handler) -> None:
        handler.begin(kind=kind)
        handler.write(data)

    return behave


def silent(handler: Handler) -> None:
    """Takes the question and never answers."""
    for _ in handler.pauses():
        pass


def slow_head(handler: Handler) -> None:
    """Never comes to the end of its headers, a byte at a time."""
    handler.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    for _ in handler.pauses():
        handler.write(b"x")


def only_pings(handler: Handler) -> None:
    """Keeps the connection alive and says nothing."""
    handler.begin()
    for _ in handler.pauses():
        handler.write(b": ping\n\n")


def stalls(handler: Handler) -> None:
    """Begins well, then nothing more comes."""
    handler.begin()
    handler.event(delta={"content": "Target Indeks SPBE tahun 2026 "})
    silent(handler)


def endless(handler: Handler) -> None:
    """Goes on as fast as it can."""
    handler.begin()
    while not handler.server.stopping.is_set():
        handler.event(delta={"content": "dan seterusnya " * 20})


def trickles(handler: Handler) -> None:
    """Goes on slowly, for ever."""
    handler.begin()
    for _ in handler.pauses():
        handler.event(delta={"content": "dan "})


def hangs_up(handler: Handler) -> None:
    """Promises more than it sends."""
    handler.begin(Content_Length="100000")
    handler.event(delta={"content": "Target Indeks SPBE"})


def declines(handler: Handler) -> None:
    """Refuses the way OpenAI's own models do."""
    handler.begin()
    handler.event(delta={"refusal": "I can't help with that."})
    handler.event(delta={}, finish_reason="stop")


def filtered(handler: Handler) -> None:
    """Its content filter stops the answer."""
    handler.begin()
    handler.event(delta={"content": "Target "})
    handler.event(delta={}, finish_reason="content_filter")
