"""What the notes say twice, and the order in which drafts are read."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from deckbuilder.base.model import Diagnostic
from deckbuilder.base.notes import Rendered
from deckbuilder.identity.changes import title


def without_doubles(rendered: Sequence[Rendered]) -> tuple[list[Rendered], dict[int, list[Rendered]]]:
    """Leave out what says the same in the same place a second time, as one card asks both.

    All that say the same are returned too, by the index of the one that stands for them.
    """
    seen: dict[tuple[object, ...], list[Rendered]] = {}
    for draft in rendered:
        seen.setdefault((draft.kind, draft.trail, draft.folded, draft.pin), []).append(draft)
    doubles = {at: same for at, same in enumerate(seen.values()) if len(same) > 1}
    return [_joined(same) if at in doubles else same[0] for at, same in enumerate(seen.values())], doubles


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
    """Return the first that asks, with what only the others ask or show on their backs; lines of another file cannot be
    told.
    """
    first = next((draft for draft in same if draft.wish == "ask"), same[0])
    kept = [set(draft.kept) for draft in same if draft.wish == "ask" and draft.slots == first.slots]
    extras = dict.fromkeys(draft.fields.get("Extra", "") for draft in same)
    here = [draft for draft in same if draft.span.path == first.span.path]
    return replace(
        first,
        fields={**first.fields, "Extra": "".join(extras)},
        asked=tuple(sorted({line for draft in here for line in draft.asked})),
        shown=tuple(sorted({line for draft in here for line in draft.shown})),
        kept=tuple(sorted(set(first.kept).intersection(*kept))),
    )
