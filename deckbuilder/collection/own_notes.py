"""Notes that the learner wrote in Anki with our note types, as Markdown to paste into the notes."""

from collections.abc import Iterator, Mapping, Set

from deckbuilder.anki.notetypes import ALL
from deckbuilder.base.notes import Kind
from deckbuilder.collection.hidden import shipped_of
from deckbuilder.collection.notation import typed, units
from deckbuilder.collection.reading import Collection

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def own_notes(known: Set[str], collection: Collection) -> list[str]:
    """Return each of these notes as lines of Markdown; `known` has our GUIDs."""
    kinds = {collection.homes[notetype.id]: kind for kind, notetype in ALL.items()}
    found = []
    for note in collection.notes.values():
        kind = kinds.get(note.notetype)
        if kind and note.guid not in known and not shipped_of(note, kind):
            fields = dict(zip(ALL[kind].field_names, note.fields, strict=False))
            found.append("".join(f"{line}\n" for line in _lines(kind, fields)))
    return found


def _lines(kind: Kind, fields: Mapping[str, str]) -> Iterator[str]:
    if kind == "cloze":
        yield from _blocks(fields.get("Text", ""))
    elif kind == "occlusion":
        yield from _blocks(fields.get("Header", "") + fields.get("Image", ""))
    else:
        yield f"Q: {' '.join(_blocks(fields.get('Prompt', '')))}"
        if kind == "choice":
            yield from _choices(fields.get("Choices", ""))
        else:
            first, *more = [*_blocks(fields.get("Answer", "")), ""]
            yield from (f"A: {first}", *more[:-1])
    if extra := list(_blocks(fields.get("Extra", ""))):
        yield from (f"解説：{extra[0]}", *extra[1:]) if kind in ("basic", "choice") else extra


def _choices(body: str) -> Iterator[str]:
    choices = [each for each in units(body) if each.atoms]
    yield from (f"- {_LETTERS[at % 26]}. {typed(each.atoms)}" for at, each in enumerate(choices))
    right = [_LETTERS[at % 26] for at, each in enumerate(choices) if "right" in each.kind.partition(".")[2].split()]
    yield f"正解：{'、'.join(right)}"


def _blocks(body: str) -> Iterator[str]:
    """Yield a line for each block; items of lists with a marker, as deep as they are."""
    for kind, atoms in units(body):
        of_list, depth = kind[:2], kind.partition(".")[0][2:]
        led = {"ul": "- ", "ol": "1. "}.get(of_list, "")
        yield f"{'  ' * (int(depth) - 1) if led else ''}{led}{typed(atoms)}"
