"""What the notes say twice, and the order in which drafts are read."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from deckbuilder.base.model import Diagnostic, Span
from deckbuilder.base.notes import Rendered
from deckbuilder.identity.changes import title


def without_doubles(
    rendered: Sequence[Rendered], diagnostics: list[Diagnostic]
) -> tuple[list[Rendered], frozenset[Span]]:
    """Leave out what says the same in the same place a second time; one card asks both.

    Where the drafts in question stand is returned too.
    """
    seen: dict[tuple[object, ...], list[Rendered]] = {}
    for draft in rendered:
        same = seen.setdefault((draft.kind, draft.trail, draft.folded, draft.pin), [])
        same.append(draft)
        if len(same) > 1:
            where = f"{same[0].span.path}:{same[0].span.first}"
            diagnostics.append(Diagnostic("N301", draft.span, (title(draft.prompt or draft.answer), where)))
    doubled = frozenset(draft.span for same in seen.values() if len(same) > 1 for draft in same)
    return [same[0] if len(same) == 1 else _joined(same) for same in seen.values()], doubled


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
    """Return the first with what only the others show on their backs; lines of another file cannot be told."""
    first = same[0]
    extras = dict.fromkeys(draft.fields.get("Extra", "") for draft in same)
    here = [draft for draft in same if draft.span.path == first.span.path]
    return replace(
        first,
        fields={**first.fields, "Extra": "".join(extras)},
        asked=tuple(sorted({line for draft in here for line in draft.asked})),
        shown=tuple(sorted({line for draft in here for line in draft.shown})),
    )
