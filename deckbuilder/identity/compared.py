"""Drafts and records as what matching compares."""

from collections.abc import Mapping
from functools import cached_property

from deckbuilder.anki.notetypes import ALL
from deckbuilder.base.html_text import gist_of, html_plain
from deckbuilder.base.notes import Rendered
from deckbuilder.base.text import fold, fold_question
from deckbuilder.ledger.alike import LONG
from deckbuilder.ledger.cloze_numbers import live_slots
from deckbuilder.ledger.records import Record, field_hashes
from deckbuilder.ledger.sides import Side, bare
from deckbuilder.read.choices.phrases import answer_key


class _OfDraft(Side, kw_only=True):
    draft: Rendered

    @cached_property
    def gist(self) -> str:
        return _gist(self.role, self.draft.gist or self.draft.fields.get("Answer", ""))

    @cached_property
    def back(self) -> str:
        extra = self.draft.fields.get("Extra", "")
        return field_hashes((extra,)) if len(fold(html_plain(extra))) >= LONG else ""

    @cached_property
    def hideable(self) -> frozenset[str]:
        return frozenset([bare(text) for _, text in self.draft.slots]) | self.hidden

    def look_for_hidden(self) -> tuple[str, ...]:
        if self.kind != "cloze":
            return ()
        # What is only kept counts where nothing else is hidden.
        asked = [text for at, (_, text) in enumerate(self.draft.slots) if at not in self.draft.kept]
        return tuple(asked or [text for _, text in self.draft.slots])


class _OfRecord(Side, kw_only=True):
    record: Record

    @cached_property
    def gist(self) -> str:
        return _gist(self.role, self.record.gist or self.record.answer)

    @cached_property
    def back(self) -> str:  # ledgers of before have none
        names = ALL[self.record.kind].field_names
        return dict(zip(names, self.record.shipped.split("."), strict=False)).get("Extra", "")

    def look_for_hidden(self) -> tuple[str, ...]:
        return tuple([text for _, text in live_slots(self.record)]) if self.kind == "cloze" else ()


def draft_side(draft: Rendered, also_in: frozenset[str] = frozenset()) -> Side:
    """Return a draft as it is compared with records."""
    is_picture = draft.kind == "occlusion"
    return _OfDraft(
        kind=draft.kind,
        role=draft.role,
        path=draft.span.path,
        trail=draft.trail,
        place=(*draft.trail, draft.term),
        term=draft.term,
        prompt=draft.prompt,
        answer=_cells_text(dict(draft.slots)) if is_picture else draft.answer,
        pin=draft.pin,
        also_in=also_in,
        wish=draft.wish,
        cells=dict(draft.slots) if is_picture else {},
        folded=None if is_picture else (fold_question(draft.prompt), draft.folded[1]),
        draft=draft,
    )


def record_side(record: Record) -> Side:
    """Return a record as it is compared with drafts."""
    is_picture = record.kind == "occlusion"
    return _OfRecord(
        kind=record.kind,
        role=record.role,
        path=record.path,
        trail=record.trail,
        place=record.place,
        term=record.term,
        prompt=record.prompt,
        answer=_cells_text(record.cells) if is_picture else _answer(record),
        pin=record.pin,
        retired=record.retired and record.reason != "withdrawn",
        withdrawn=record.retired and record.reason == "withdrawn",
        order=record.order,
        created=record.created,
        cells=record.cells,
        record=record,
    )


def _answer(record: Record) -> str:
    """Return the answer of a record; a label of one, 答え, says nothing: a question was read so that has its answer below."""
    answer = html_plain(record.answer)
    return "" if record.role == "question" and answer_key(answer) == "" else answer


def _gist(role: str, answer: str) -> str:
    return fold(html_plain(gist_of(answer))) if role == "gist" else ""


def _cells_text(cells: Mapping[str, str]) -> str:
    """Return the cells of a picture as the text that it is compared by."""
    return " ".join(f"{key} {text}" for key, text in sorted(cells.items()))
