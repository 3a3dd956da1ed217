"""Watch the notes and serve the preview on this machine only; the page reloads itself."""

import json
import signal
import threading
import webbrowser
from collections.abc import Callable, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from watchfiles import watch

from deckbuilder.preview import waiting

Rebuild = Callable[[int], tuple[str, str]]
"""version -> (page, errors); an empty page means that the last good one stays."""


class Server(ThreadingHTTPServer):
    """Answers two paths, to this machine only: the page, and what the page asks to see if it is still the newest."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.version = 0
        self.page = waiting()
        self.errors = ""

    @property
    def address(self) -> str:
        """The address to open."""
        return f"http://127.0.0.1:{self.server_port}/"

    def rebuild(self, make: Rebuild) -> None:
        """Make the page anew; errors leave the last good page in place."""
        page, self.errors = make(self.version + 1)
        if page:
            self.version += 1
            self.page = page
        else:
            print(self.errors)


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        # A page of another site that guesses the port would name another host (DNS rebinding).
        if self.headers.get("Host") not in (
            f"127.0.0.1:{self.server.server_port}",
            f"localhost:{self.server.server_port}",
        ):
            self._answer(403, "text/plain", "forbidden")
        elif self.path == "/":
            self._answer(200, "text/html; charset=utf-8", self.server.page)
        elif self.path == "/state":
            state = {"version": self.server.version, "errors": self.server.errors}
            self._answer(200, "application/json", json.dumps(state))
        else:
            self._answer(404, "text/plain", "not found")

    def _answer(self, code: int, kind: str, text: str) -> None:
        data = text.encode()
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of requests."""


def serve(folders: Sequence[Path], make: Rebuild, opens: bool) -> None:
    """Build, serve, and build again after every save, until Ctrl-C."""
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    with Server() as server:
        server.rebuild(make)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        print(f"watching; the preview is at {server.address} (Ctrl-C stops)", flush=True)
        if opens:
            webbrowser.open(server.address)
        seen = [folder for folder in folders if folder.is_dir()]
        for changes in watch(*seen, stop_event=stop, raise_interrupt=False, rust_timeout=500):
            if any(not Path(path).name.startswith(".") and Path(path).name != "ledger.json" for _, path in changes):
                server.rebuild(make)
        server.shutdown()
    print("stopped")
