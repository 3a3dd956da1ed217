"""Tags of the notes in the real engine: under the deck's own root, the learner's beside them."""

from pathlib import Path

import pytest

from deckbuilder.anki.package import packed
from deckbuilder.base.settings import deck_settings
from deckbuilder.collection.reading import read_collection
from deckbuilder.identity.notes import RETIRED_TAG
from deckbuilder.pipeline.build import Build
from tests.builds import NOW, build, codes
from tests.engine import Engine

NOTES = (
    "---\ntags: 試験::SAA\n---\n# VPC の基本\n- ENI【細部】\n【仮想ネットワークカード】\n\n- NAT\n【アドレスの変換】\n"
)
ROOT = 'tag_root = "AWS 認定"\n'.encode()
UNDER_ROOT = {"AWS_認定::VPC_の基本", "AWS_認定::試験::SAA", "AWS_認定::細部"}


def tags(engine: Engine) -> dict[str, set[str]]:
    return {note.fields[0]: set(note.tags) for note in engine.notes().values()}


def load(engine: Engine, made: Build, folder: Path) -> None:
    package = folder / "deck.apkg"
    package.write_bytes(packed(made.deck, "ja_JP"))
    assert engine.import_package(package).conflicting == 0


def test_a_root_moves_the_tags_of_all_notes_and_nothing_else(tmp_path: Path) -> None:
    engine = Engine(tmp_path / "anki")
    first = build(NOTES)
    load(engine, first, tmp_path)
    assert tags(engine)["ENI"] == {"VPC_の基本", "試験::SAA", "細部"}
    for card in engine.cards().values():
        engine.answer(card.id)
    before = engine.reviews(), {guid: note.fields[:-5] for guid, note in engine.notes().items()}
    shorter = NOTES.partition("- NAT")[0]
    load(engine, build(shorter, after=first, now=NOW + 1_000_000_000, settings=ROOT), tmp_path)
    assert tags(engine) == {"ENI": UNDER_ROOT, "NAT": {RETIRED_TAG}}
    reviews, fields = engine.reviews(), {guid: note.fields[:-5] for guid, note in engine.notes().items()}
    assert reviews == before[0]
    eni = next(guid for guid, texts in fields.items() if texts[0] == "ENI")
    assert fields[eni] == before[1][eni]
    engine.close()


@pytest.mark.parametrize("with_collection", [True, False])
def test_own_tags_stay_only_where_the_build_sees_them(tmp_path: Path, with_collection: bool) -> None:
    engine = Engine(tmp_path / "anki")
    first = build(NOTES)
    load(engine, first, tmp_path)
    engine.col.tags.bulk_add(list(engine.col.find_notes("ENI")), "要復習")
    seen = read_collection(Path(engine.col.path), ()) if with_collection else None
    later = build(NOTES, after=first, now=NOW + 1_000_000_000, settings=ROOT, collection=seen)
    load(engine, later, tmp_path)
    assert tags(engine)["ENI"] == UNDER_ROOT | ({"要復習"} if with_collection else set())
    engine.close()


@pytest.mark.parametrize("root", ["::甲", "甲::", "甲::::乙"])
def test_a_root_with_an_empty_level_is_told(root: str) -> None:
    assert codes(build("# 章\n- 語\n【要点】\n", settings=f'tag_root = "{root}"\n'.encode())) == ["N005"]
    assert deck_settings("deck.toml", 'tag_root = "甲::乙"')[0].tag_root == "甲::乙"
