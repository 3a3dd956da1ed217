"""Watch the notes and serve the preview on this machine only; an open page takes in what a save changed."""

import json
import signal
import sys
import threading
import webbrowser
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socket import socket
from stat import S_ISDIR

from watchfiles import watch

from deckbuilder.app.console import refusal
from deckbuilder.app.language import worded
from deckbuilder.app.preview_page import Pages, waiting
from deckbuilder.base.files import LEDGER

LATENCY, SETTLED = 200, 20
"""Milliseconds between two looks at whether the folders themselves are still there, and without a further change after
which a save is over: what an editor writes later is another."""
_WRITTEN = ("preview.html", "report.json")
"""Files of the output folder, which may lie in that of the notes."""
MOST_CONNECTIONS, PATIENCE = 32, 10
"""Connections at once, and the seconds that each may keep silent; a browser needs six."""
Rebuild = Callable[[int], Iterator[Pages | str]]
"""Version -> its pages, and maybe those of the next one; or the errors for which the last good ones stay."""


class Server(ThreadingHTTPServer):
    """Answers three paths, to this machine only: the page, whether it is still the newest, and what the newest shows."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.free = threading.Semaphore(MOST_CONNECTIONS)
        self.version = 0
        self.pages = Pages(waiting(), "{}")
        self.errors = ""

    @property
    def address(self) -> str:
        """The address to open."""
        return f"http://127.0.0.1:{self.server_port}/"

    def rebuild(self, make: Rebuild) -> None:
        """Make the page anew; errors, those of the moment as well, leave the last good page in place."""
        try:
            for made in make(self.version + 1):
                self._take(made)
        except (OSError, MemoryError) as error:
            self._take(refusal(error))

    def _take(self, made: Pages | str) -> None:
        if isinstance(made, str):
            self.errors = made
            print(made, flush=True)
        else:
            self.version, self.pages, self.errors = self.version + 1, made, ""

    def process_request(self, request: "socket | tuple[bytes, socket]", client_address: object) -> None:
        """Answer in a thread of its own; while too many do, the connection is closed."""
        if self.free.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(self, request: "socket | tuple[bytes, socket]", client_address: object) -> None:
        """Answer, and make room for another."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self.free.release()

    def handle_error(self, request: "socket | tuple[bytes, socket]", client_address: object) -> None:
        """Say nothing of a tab that was closed while it loaded."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    server: Server
    timeout = PATIENCE

    def do_GET(self) -> None:
        # A page of another site that guesses the port would name another host (DNS rebinding).
        if self.headers.get("Host") not in (
            f"127.0.0.1:{self.server.server_port}",
            f"localhost:{self.server.server_port}",
        ):
            self._answer(403, "text/plain", "forbidden")
        elif self.path == "/":
            self._answer(200, "text/html; charset=utf-8", self.server.pages.page)
        elif self.path == "/data":
            self._answer(200, "application/json", self.server.pages.data)
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
        self.send_header("Content-Security-Policy", "frame-ancestors 'none'")
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
        print(
            worded(
                f"watching; the preview is at {server.address} (Ctrl-C stops)",
                f"保存を見張っています。プレビューは {server.address} です(Ctrl-C で終わります)",
            ),
            flush=True,
        )
        if opens:
            webbrowser.open(server.address)
        for _ in saves:
            server.rebuild(make)
        server.shutdown()
    print(worded("stopped", "終わりました"))


def _saves(folders: Sequence[Path], stop: threading.Event) -> Iterator[None]:
    """Yield once when the folders are being watched, and then after every save.

    A folder may come, go, or be put in the place of another while it is watched. The system's watching
    does not follow that, so it begins anew, and that counts as a save: what was written meanwhile went unseen.
    """
    while not stop.is_set():
        present = _present(folders)
        begins = True
        for changes in watch(
            *present, step=SETTLED, stop_event=stop, raise_interrupt=False, rust_timeout=LATENCY, yield_on_timeout=True
        ):
            if begins or any(_matters(Path(path), folders) for _, path in changes):
                yield
            begins = False
            if _present(folders) != present:
                break


def _present(folders: Sequence[Path]) -> dict[Path, int]:
    """Return the folders that are there, each with the number that another in its place would not have."""
    found = {}
    for folder in folders:
        with suppress(OSError):
            status = folder.stat()
            if S_ISDIR(status.st_mode):
                found[folder] = status.st_ino
    return found


def _matters(path: Path, folders: Sequence[Path]) -> bool:
    """Tell whether a build may read a file; those that it writes, and hidden ones, it does not."""
    inside = next((path.relative_to(root) for folder in folders if path.is_relative_to(root := folder.resolve())), path)
    is_hidden = any(part.startswith(".") for part in inside.parts)
    return not (is_hidden or path.name in _WRITTEN or LEDGER in path.name or path.suffix in (".apkg", ""))
