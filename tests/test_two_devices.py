"""Two devices import different builds and sync through Anki's own server: one card has one id, and keeps its reviews."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from deckbuilder.anki.package import packed
from deckbuilder.base.files import read_inputs
from deckbuilder.ledger.records import as_bytes
from deckbuilder.pipeline.build import Build, compiled
from tests.builds import NOW, build
from tests.engine import Engine
from tests.test_ledger import VERSIONS

pytestmark = pytest.mark.slow

USER, PASSWORD = "learner", "secret"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    values = {"SYNC_USER1": f"{USER}:{PASSWORD}", "SYNC_HOST": "127.0.0.1", "SYNC_PORT": str(port)}
    values["SYNC_BASE"] = str(tmp_path_factory.mktemp("server"))
    process = subprocess.Popen([sys.executable, "-m", "anki.syncserver"], env={**os.environ, **values})
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.1)
    yield f"http://127.0.0.1:{port}/"
    process.terminate()
    process.wait()


class Device(Engine):
    """A collection that syncs."""

    def __init__(self, folder: Path, server: str) -> None:
        super().__init__(folder)
        self.auth = self.col.sync_login(USER, PASSWORD, server)

    def sync(self) -> None:
        """Sync as it is done every day; it must need no full sync."""
        out = self.col.sync_collection(self.auth, False)
        assert out.required == out.NO_CHANGES, out

    def exchange(self, upload: bool) -> None:
        """Send the whole collection, or take that of the server."""
        out = self.col.sync_collection(self.auth, False)
        self.col.close_for_full_sync()
        self.col.full_upload_or_download(auth=self.auth, server_usn=out.server_media_usn, upload=upload)
        self.col.reopen(after_full_sync=True)

    def take(self, folder: Path, result: Build) -> None:
        package = folder / "deck.apkg"
        package.write_bytes(packed(result.deck, "ja_JP"))
        assert self.import_package(package).conflicting == 0

    def study(self, after: "Device | None" = None) -> None:
        """Answer what is new, after what another device answered: a review's key is its thousandth of a second."""
        while after and time.time() * 1000 <= after.last_review():
            time.sleep(0.001)
        for card in self.cards().values():
            if not card.reps:
                self.answer(card.id)

    def last_review(self) -> int:
        """Return when the last card was answered; answers within one thousandth of a second count on from it."""
        return int(self.col.db.scalar("select max(id) from revlog"))


def sentences(first: int, last: int, marked: int = 0) -> str:
    """Return sentences with two marks each, those below `marked` with a third."""
    return "".join(
        f"- 語{at}\n語{at}の **意味{at}** と **由来{at}** を{'**よく**' if at < marked else 'よく'}覚える。\n"
        for at in range(first, last)
    )


def new_deck() -> list[Build]:
    """Return three builds, the later ones with notes and cards before and between those of the first."""
    first = build(sentences(10, 20))
    second = build(sentences(0, 20, marked=14), after=first, now=NOW + 60)
    return [first, second, build(sentences(0, 30, marked=17), after=second, now=NOW + 120)]


def old_deck() -> list[Build]:
    """Return two builds of notes whose package of an older version, with ids of its own, is on both devices."""
    version = VERSIONS / "1"
    inputs = read_inputs(version / "notes", version / "media")
    builds: list[Build] = []
    for at, more in enumerate((sentences(0, 5), sentences(0, 12, marked=3)), 1):
        notes = (("00.md", more.encode()), *inputs.notes)
        before = as_bytes(builds[-1].ledger) if builds else inputs.ledger
        values = {name: getattr(inputs, name) for name in ("folder", "name", "settings", "media")}
        builds.append(compiled(type(inputs)(**values, notes=notes, ledger=before), 1_790_000_000 + at * 86_400))
    return builds


@pytest.mark.parametrize("deck", [new_deck, old_deck])
def test_two_devices_with_different_builds_agree(deck: Callable[[], list[Build]], server: str, tmp_path: Path) -> None:
    phone, desktop = Device(tmp_path / "phone", server), Device(tmp_path / "desktop", server)
    builds = deck()
    if deck is old_deck:
        (package,) = (VERSIONS / "1").glob("*.apkg")
        phone.import_package(package)
    else:
        phone.take(tmp_path, builds.pop(0))
    phone.study()
    phone.exchange(upload=True)
    desktop.exchange(upload=False)
    old = {key: card.id for key, card in phone.cards().items()}
    reviews = phone.reviews()
    assert reviews.keys() == old.keys()

    second, third = builds
    phone.take(tmp_path, second)
    phone.study()
    desktop.take(tmp_path, third)
    desktop.study(after=phone)
    for device in (phone, desktop, phone, desktop):
        device.sync()

    live = {(note.guid, ordinal) for note in third.deck.notes for ordinal in note.cards}
    for device in (phone, desktop):
        cards = device.cards()
        assert {key: cards[key].id for key in old} == old
        assert live <= cards.keys()
        assert len(cards) == device.col.card_count(), "no card is there twice"
        assert len(device.notes()) == device.col.note_count()
        assert device.reviews().keys() == cards.keys()
        assert all(device.reviews()[key] >= count for key, count in reviews.items())
    assert {key: card.id for key, card in phone.cards().items()} == {
        key: card.id for key, card in desktop.cards().items()
    }
    fields = [{guid: (note.mod, note.fields) for guid, note in device.notes().items()} for device in (phone, desktop)]
    assert fields[0] == fields[1]
    phone.close()
    desktop.close()
