"""Edits that put another fact in the place of one: nothing may take up its reviews."""

import random
import re

from tests.replay.edits import Done, Edit, entries_of, rows_of, section_of, some_table
from tests.replay.folder import ATTRIBUTES, NOUNS, VALUES, Folder, Row
from tests.replay.patterns import LANDS, land, plain, question, word


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
    rows[at] = folder.row(f"| {name} | {' | '.join(word(rng) for _ in range(columns))} |")
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
        cells[column] = rng.choice(names) if at == start else "---" if at == start + 1 else word(rng)
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
    fresh = [folder.row(f"- {word(rng)}"), folder.row(plain(rng))]
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
    del folder.files[path][start:end]
    path, at = rng.choice(rows_of(folder, lambda text: text.endswith("を守る係は？")))
    spot = section_of(folder.files[path], at)[1]
    fresh = [folder.row(text) for text in question(rng)]
    folder.files[path][spot:spot] = [folder.row(""), *fresh]
    return Done("replace question", replaced=_ids(fresh))


def replace_round_mark(rng: random.Random, folder: Folder) -> Done | None:
    """A sentence by another that hides the same word."""
    places = rows_of(folder, lambda text: text.count("**") == 2 and text.endswith("。"))
    if not places:
        return None
    path, at = rng.choice(places)
    hidden = folder.files[path][at].text.split("**")[1]
    row = folder.row(f"{word(rng)}には**{hidden}**という{rng.choice(VALUES)}の{rng.choice(ATTRIBUTES)}もある。")
    folder.files[path][at] = row
    return Done("replace round the mark", replaced=_ids([row]))


def _ids(rows: list[Row]) -> frozenset[int]:
    return frozenset(row.id for row in rows if row.text)


EDITS: dict[Edit, int] = {
    replace_section: 6, replace_row: 4, replace_column: 4, replace_term: 4, replace_question: 4, replace_round_mark: 3,
}  # fmt: skip
