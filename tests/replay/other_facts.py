"""Edits that put another fact in the place of one: nothing may take up its reviews."""

import random
import re
from collections.abc import Callable

from tests.replay.edits import Done, Edit, entries_of, rows_of, section_of, some_table
from tests.replay.folder import ATTRIBUTES, NOUNS, VALUES, Folder, Row
from tests.replay.patterns import LANDS, land, plain, question, word

_WORDS = (*NOUNS, *VALUES, *ATTRIBUTES)


def _another(make: Callable[[], str], old: str) -> str:
    """Return a text that shares no word with an old one: another fact, and no rewording."""
    while True:
        text = make()
        if not any(one in text and one in old for one in _WORDS):
            return text


def replace_section(rng: random.Random, folder: Folder) -> Done | None:
    """A section of the pattern goes, another comes somewhere among them."""
    places = rows_of(folder, lambda text: bool(re.fullmatch("## .+国", text)))
    if len(places) < 3:
        return None
    path, at = rng.choice(places)
    rows = folder.files[path]
    start, end = section_of(rows, at)
    name = rows[at].text[3:-1][:1]
    other = rng.choice([one for one in LANDS if (one in LANDS[:5]) == (name in LANDS[:5]) and one != name])
    del rows[start:end]
    fresh = [folder.row(text) for text in land(rng, f"{other}{rng.choice(NOUNS)}")]
    spots = [i for i, row in enumerate(rows) if row.text.startswith("## ")] or [len(rows)]
    spot = rng.choice(spots)
    rows[spot:spot] = fresh
    return Done("replace section", replaced=_ids(fresh))


def replace_row(rng: random.Random, folder: Folder) -> Done | None:
    """A row of a table by another."""
    found = some_table(rng, folder)
    if not found:
        return None
    rows, start, end = found
    at = rng.randrange(start + 2, end)
    columns = rows[start].text.strip("| ").count("|")
    known = " ".join(row.text for row in rows[start:end])
    name = rng.choice([noun for noun in NOUNS if noun not in known])
    cells = [_another(lambda: word(rng), rows[at].text) for _ in range(columns)]
    rows[at] = folder.row(f"| {name} | {' | '.join(cells)} |")
    return Done("replace table row", slots_by_text=True, replaced=_ids([rows[at]]))


def replace_column(rng: random.Random, folder: Folder) -> Done | None:
    """A column of a table by another."""
    found = some_table(rng, folder)
    if not found:
        return None
    rows, start, end = found
    column = rng.randrange(1, len(rows[start].columns))
    names = [name for name in ATTRIBUTES if name not in rows[start].text]
    for at in range(start, end):
        cells = rows[at].text.strip("| ").split("|")
        old = cells[column]
        cells[column] = (
            rng.choice(names) if at == start else "---" if at == start + 1 else _another(lambda: word(rng), old)
        )
        rows[at].text = "|" + "|".join(cells) + "|"
    rows[start].columns[column] = next(folder.ids)
    return Done("replace table column", slots_by_text=True, replaced=frozenset((rows[start].columns[column],)))


def replace_term(rng: random.Random, folder: Folder) -> Done | None:
    """An entry by another of its shape."""
    places = [
        (path, block)
        for path, rows in sorted(folder.files.items())
        for block in entries_of(rows)
        if _is_definition(rows[slice(*block)])
    ]
    if not places:
        return None
    path, (start, end) = rng.choice(places)
    old = " ".join(row.text for row in folder.files[path][start:end])
    fresh = [folder.row(_another(make, old)) for make in (lambda: f"- {word(rng)}", lambda: plain(rng))]
    folder.files[path][start:end] = fresh
    return Done("replace term", replaced=_ids(fresh))


def _is_definition(rows: list[Row]) -> bool:
    return len(rows) == 2 and rows[0].text.startswith("- ") and "：" not in rows[0].text and "**" not in rows[1].text


def replace_question(rng: random.Random, folder: Folder) -> Done | None:
    """A question of the pattern goes, another is appended."""
    places = rows_of(folder, lambda text: text.endswith("を守る係は？"))
    if len(places) < 2:
        return None
    path, at = rng.choice(places)
    start, end = section_of(folder.files[path], at)
    old = " ".join(row.text for row in folder.files[path][start:end])
    del folder.files[path][start:end]
    path, at = rng.choice(rows_of(folder, lambda text: text.endswith("を守る係は？")))
    spot = section_of(folder.files[path], at)[1]
    fresh = [folder.row(text) for text in _another(lambda: "\n".join(question(rng)), old).split("\n")]
    folder.files[path][spot:spot] = [folder.row(""), *fresh]
    return Done("replace question", replaced=_ids(fresh))


def replace_round_mark(rng: random.Random, folder: Folder) -> Done | None:
    """A sentence by another that hides the same word."""
    places = rows_of(folder, lambda text: text.count("**") == 2 and text.endswith("。"))
    if not places:
        return None
    path, at = rng.choice(places)
    before, hidden, after = folder.files[path][at].text.split("**")
    start, end = (
        _another(lambda: f"{word(rng)}には", before + after),
        _another(lambda: f"という{rng.choice(VALUES)}の{rng.choice(ATTRIBUTES)}もある。", before + after),
    )
    row = folder.row(f"{start}**{hidden}**{end}")
    folder.files[path][at] = row
    return Done("replace round the mark", replaced=_ids([row]))


def _ids(rows: list[Row]) -> frozenset[int]:
    return frozenset(row.id for row in rows if row.text)


EDITS: dict[Edit, int] = {
    replace_section: 6, replace_row: 4, replace_column: 4, replace_term: 4, replace_question: 4, replace_round_mark: 3,
}  # fmt: skip
