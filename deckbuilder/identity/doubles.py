"""What the notes say twice, and the order in which drafts are read."""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from deckbuilder.base.model import Diagnostic
from deckbuilder.base.notes import Rendered
from deckbuilder.identity.changes import title
from deckbuilder.ledger.records import Record


def without_doubles(
    rendered: Sequence[Rendered], records: Iterable[Record]
) -> tuple[list[Rendered], dict[int, list[Rendered]]]:
    """Leave out what says the same in the same place a second time, as one card asks both.

    All that say the same are returned too, by the index of the one that stands for them, which comes first: one that asks
    and, if it can be, that stands in the file of its record.
    """
    seen: dict[Hashable, list[Rendered]] = {}
    for draft in rendered:
        seen.setdefault((draft.kind, draft.trail, draft.folded, draft.pin), []).append(draft)
    twice = [same for same in seen.values() if len(same) > 1]
    if not twice:
        return list(rendered), {}
    stood = {_text(record.path, record) for record in records if not record.retired}
    for same in twice:
        same.sort(key=lambda draft: (draft.wish != "ask", _text(draft.span.path, draft) not in stood))
    others = {id(draft) for _, *rest in twice for draft in rest}
    found = [draft for draft in rendered if id(draft) not in others]
    firsts = {id(same[0]): same for same in twice}
    doubles = {at: firsts[id(draft)] for at, draft in enumerate(found) if id(draft) in firsts}
    return [_joined(doubles[at]) if at in doubles else draft for at, draft in enumerate(found)], doubles


def _text(path: str, one: Rendered | Record) -> Hashable:
    """Return what a file says, as it is written."""
    return path, one.kind, one.trail, one.prompt, one.answer


def said_twice(first: Rendered, *others: Rendered) -> Iterator[Diagnostic]:
    """Tell of what stands in the notes again."""
    for draft in others:
        where = f"{first.span.path}:{first.span.first}"
        yield Diagnostic("N301", draft.span, (title(draft.prompt or draft.answer), where))


def with_others(asked: list[Rendered], others: Iterable[Rendered]) -> list[Rendered]:
    """Return the drafts with those that are only kept or withdrawn, each once and none that is asked anyway."""
    known = {(draft.kind, draft.trail, draft.folded) for draft in asked}
    more = {
        (draft.span.path, draft.role, *key): draft
        for draft in reversed(list(others))
        if (key := (draft.kind, draft.trail, draft.folded)) not in known
    }
    return [*asked, *reversed(more.values())]


def in_reading_order(drafts: Mapping[int, Rendered]) -> list[int]:
    """Return the indexes of drafts, what is only kept beside what its lines are asked by today."""
    files: dict[str, int] = {}
    for at in sorted(drafts):
        files.setdefault(drafts[at].span.path, len(files))
    return sorted(drafts, key=lambda at: (files[drafts[at].span.path], drafts[at].span.first, at))


def _joined(same: Sequence[Rendered]) -> Rendered:
    """Return the first with what only the others ask or show on their backs; lines of another file cannot be told."""
    first = same[0]
    kept = [set(draft.kept) for draft in same if draft.wish == "ask" and draft.slots == first.slots]
    extras = dict.fromkeys(draft.fields.get("Extra", "") for draft in sorted(same, key=lambda draft: draft.span))
    here = [draft for draft in same if draft.span.path == first.span.path]
    return replace(
        first,
        fields={**first.fields, "Extra": "".join(extras)},
        asked=tuple(sorted({line for draft in here for line in draft.asked})),
        shown=tuple(sorted({line for draft in here for line in draft.shown})),
        kept=tuple(sorted(set(first.kept).intersection(*kept))),
    )
