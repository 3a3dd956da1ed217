"""Watch the notes and serve the preview on this machine only; the page reloads itself."""

import json
import signal
import threading
import webbrowser
from collections.abc import Callable, Iterator, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from watchfiles import watch

from deckbuilder.app.preview_page import waiting

LATENCY = 200
"""Milliseconds between two looks at whether the folders themselves are still there."""
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
    saves = _saves(folders, stop)
    with Server() as server:
        next(saves, None)
        server.rebuild(make)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        print(f"watching; the preview is at {server.address} (Ctrl-C stops)", flush=True)
        if opens:
            webbrowser.open(server.address)
        for _ in saves:
            server.rebuild(make)
        server.shutdown()
    print("stopped")


def _saves(folders: Sequence[Path], stop: threading.Event) -> Iterator[None]:
    """Yield once when the folders are being watched, and then after every save.

    A folder may come, go, or be put in the place of another while it is watched. The system's watching
    does not follow that, so it begins anew, and that counts as a save: what was written meanwhile went unseen.
    """
    while not stop.is_set():
        present = _present(folders)
        begins = True
        for changes in watch(
            *present, stop_event=stop, raise_interrupt=False, rust_timeout=LATENCY, yield_on_timeout=True
        ):
            if begins or any(_matters(Path(path)) for _, path in changes):
                yield
            begins = False
            if _present(folders) != present:
                break


def _present(folders: Sequence[Path]) -> dict[Path, int]:
    """Return the folders that are there, each with the number that another in its place would not have."""
    return {folder: folder.stat().st_ino for folder in folders if folder.is_dir()}


def _matters(path: Path) -> bool:
    return not path.name.startswith(".") and path.name != "ledger.json"
