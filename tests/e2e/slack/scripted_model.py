"""A model server on loopback that says its evidence back, sentence by sentence, and waits if told to."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

_LONGEST_S = 60.0  # that an answer is held
_HELD_S = (
    0.05  # between the blanks of an answer that is held, by which a client may notice that it is to stop
)


class ScriptedModel:
    """What the server does next, and what it was asked."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.asked: list[str] = []  # the questions, in the order in which they came
        self.shown: list[str] = []  # all that it was shown with each of them
        self._held_after: int | None = None

    def hold(self, *, after: int = 0) -> None:
        """Let every answer wait once it has said so many sentences."""
        self._held_after = after

    def release(self) -> None:
        """Let the answers that wait go on, and those to come not wait."""
        self._held_after = None

    def holds(self, said: int) -> bool:
        """Tell whether an answer that has said so many sentences is to wait."""
        return self._held_after is not None and said >= self._held_after


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64
    model: ScriptedModel

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a client that was killed."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        question, _, evidence = asked["messages"][-1]["content"].partition("\n\nSay this to them:\n")
        self.server.model.shown.append(json.dumps(asked["messages"], ensure_ascii=False))
        self.server.model.asked.append(question.removeprefix("They ask: "))
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        with suppress(OSError):  # nobody listens any more
            for said, sentence in enumerate(evidence.splitlines()):
                self._wait(said)
                self._send({"role": "assistant", "content": f"{sentence}\n"})
            self._send({}, finish="stop")
            self.wfile.write(b"data: [DONE]\n\n")

    def _wait(self, said: int) -> None:
        deadline = time.monotonic() + _LONGEST_S
        while self.server.model.holds(said) and time.monotonic() < deadline:
            self._send({"role": "assistant", "content": " "})
            time.sleep(_HELD_S)

    def _send(self, delta: dict[str, str], *, finish: str | None = None) -> None:
        chunk = {
            "id": "1",
            "object": "chat.completion.chunk",
            "created": 1,
            "model": "scripted",
            "choices": [{"index": 0, "delta": delta, "finish_reason": finish}],
        }
        self.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())
        self.wfile.flush()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def scripted_model() -> Iterator[ScriptedModel]:
    """Serve while the block runs."""
    server = _Server(("127.0.0.1", 0), _Handler)
    server.model = ScriptedModel(f"http://127.0.0.1:{server.server_port}/v1")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.model
    finally:
        server.model.release()
        server.shutdown()
        server.server_close()
        thread.join(timeout=10)
