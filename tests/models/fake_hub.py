"""A local server that speaks the paths of Hugging Face's hub, and fails as it is told to."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

REPOSITORY = "somebody/made-up-GGUF"
FILE = "made-up.gguf"
_COMMIT = "0123456789abcdef0123456789abcdef01234567"


@dataclass
class FakeHub:
    """What is published, how it is served, and what was asked for.

    Like the hub, it answers for a file with its size and digest and points to where the bytes are: under
    /bytes/, on the same host as a mirror does, or on `elsewhere`.
    """

    content: bytes
    url: str = ""
    elsewhere: str = ""  # another origin that serves the bytes; "" for this one
    status: int = 200  # of whatever is asked for
    is_hub: bool = True
    error_code: str = ""  # as the hub names what is wrong
    announced_bytes: int | None = None  # in place of the real size
    digest: str | None = None  # in place of the real one; "" for none
    cuts: list[int] = field(default_factory=list)  # after so many bytes the next answers break off
    then_status: int = 200  # of the bytes once the cuts are used up
    requests: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)

    @property
    def sha256(self) -> str:
        """The digest that is published."""
        return hashlib.sha256(self.content).hexdigest() if self.digest is None else self.digest

    def asked(self, method: str, start: str) -> list[dict[str, str]]:
        """Return the headers of the requests for paths that begin with `start`."""
        return [headers for verb, path, headers in self.requests if verb == method and path.startswith(start)]


@contextmanager
def serving(hub: FakeHub) -> Iterator[FakeHub]:
    """Serve `hub` on a free port; its `url` says where."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(hub))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    hub.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield hub
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(hub: FakeHub) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            self._note()
            if hub.status != 200:
                self._fail(hub.status, hub.error_code)
            elif self.path == f"/{REPOSITORY}/resolve/main/{FILE}":
                self._describe(302)
            elif self.path == f"/bytes/{FILE}":  # a redirect to the same host is followed
                self._describe(200)
            else:
                self._fail(
                    404, "EntryNotFound" if self.path.startswith(f"/{REPOSITORY}/") else "RepoNotFound"
                )

        def do_GET(self) -> None:
            self._note()
            if not hub.cuts and hub.then_status != 200:
                self._fail(hub.then_status, "")
                return
            start = int(self.headers.get("Range", "bytes=0-").removeprefix("bytes=").rstrip("-"))
            body = hub.content[start:]
            self.send_response(206 if start else 200)
            self.send_header("Content-Length", str(len(body)))
            if start:
                end = len(hub.content)
                self.send_header("Content-Range", f"bytes {start}-{end - 1}/{end}")
            self.end_headers()
            self.wfile.write(body[: hub.cuts.pop(0)] if hub.cuts else body)

        def log_message(self, *_: object) -> None:
            pass

        def _note(self) -> None:
            self.close_connection = True
            headers = {name.lower(): value for name, value in self.headers.items()}
            hub.requests.append((self.command, self.path, headers))

        def _describe(self, status: int) -> None:
            self.send_response(status)
            if status == 302:
                self.send_header("Location", f"{hub.elsewhere or hub.url}/bytes/{FILE}")
            if hub.is_hub:
                self.send_header("X-Repo-Commit", _COMMIT)
            self.send_header("X-Linked-Size", str(hub.announced_bytes or len(hub.content)))
            self.send_header("X-Linked-Etag", f'"{hub.sha256}"')
            self.send_header("ETag", f'"{_COMMIT}"')
            self.send_header("Content-Length", "0")
            self.end_headers()

        def _fail(self, status: int, code: str) -> None:
            self.send_response(status)
            if code:
                self.send_header("X-Error-Code", code)
            if status == 429:
                self.send_header("Retry-After", "17")
            self.send_header("Content-Length", "0")
            self.end_headers()

    return Handler
