"""The frames that an answer may stand in: <details>, ??? success "解答", :::details 解答, > [!success]- 解答."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from deckbuilder.read.choices.rows import Row

_SHUT = ":::"


def framed(rows: Iterable[Row]) -> Iterator[bool]:
    """Yield of each row whether it stands in a frame, below the row that opens it; no frame reaches over a heading."""
    open_: list[Callable[[Row], bool]] = []
    for row in rows:
        if row.kind == "heading":
            open_.clear()
        while open_ and open_[-1](row):
            open_.pop()
            if _shuts(row):
                break
        yield bool(open_)
        if row.kind == "summary" or (row.kind == "frame" and not _shuts(row)):
            open_.append(_behind(row))


def frame_end(rows: Sequence[Row], answer: int) -> int:
    """Return the row behind the frame in which more stands below the row of the answer; 0 where nothing does."""
    inside = list(framed(rows))
    end = next((at for at in range(answer + 1, len(rows)) if not inside[at]), len(rows))
    return end if end > answer + 1 else 0


def _shuts(row: Row) -> bool:
    return row.kind == "close" or row.text == _SHUT


def _behind(opening: Row) -> Callable[[Row], bool]:
    """Return what tells the first row behind a frame."""
    if opening.kind == "summary":
        return lambda row: row.kind == "close"
    if opening.text.startswith(_SHUT):
        return lambda row: row.text == _SHUT
    if opening.text.startswith((">", "＞")):
        return lambda row: row.text[:1] not in ">＞"  # a blank row has nothing there
    return lambda row: row.kind != "blank" and row.indent <= opening.indent
