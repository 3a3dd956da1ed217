"""Edits of a notes folder, weighted like real editing. Each says how much of the text it keeps."""

import itertools
import random
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from tests.replay.folder import ATTRIBUTES, NOUNS, VALUES, VERBS, Folder, Row, generated, sentence


@dataclass(frozen=True)
class Done:
    """What an edit did: its name, and the ids of lines that it rewrote beyond recognition."""

    name: str
    rewritten: frozenset[int] = frozenset()
    slots_by_text: bool = False
    """Hidden parts are to be followed by their text (marks came or went), not by their order."""
    replaced: frozenset[int] = frozenset()
    """Ids of lines and columns that came in the place of others: they are other facts."""
    taken_back: frozenset[int] = frozenset()
    """Ids of lines that the author no longer wants asked as they were."""
    revived: frozenset[int] = frozenset()
    """Ids of lines that are asked again as they once were."""
    reunited: frozenset[int] = frozenset()
    """Ids of lines that a copy of them stands for from now on."""
    unsure: frozenset[int] = frozenset()
    """Ids of lines and columns that may make new notes, if the build names the old ones."""
    reworded: frozenset[int] = frozenset()
    """Ids of lines of which up to half was said in other words; of one that was so twice too little may be left."""


Edit = Callable[[random.Random, Folder], Done | None]

KANA = "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもらりるれろ"
_FIXED = re.compile(r"\s*(?:#+ |- |・|\||Q: |A: |※|【|</?[a-z])|：|\*\*|】")


# --- finding things ---------------------------------------------------------------------------


def _file(rng: random.Random, folder: Folder) -> str:
    return rng.choice(sorted(folder.files))


def rows_of(folder: Folder, accepts: Callable[[str], bool]) -> list[tuple[str, int]]:
    return [
        (path, at) for path, rows in sorted(folder.files.items()) for at, row in enumerate(rows) if accepts(row.text)
    ]


def _is_text(text: str) -> bool:
    plain = not text.startswith(("|--", "| ---", "<!--", "---", "【図表", "numbers:", "!["))
    return plain and len(text.strip()) > 3


def is_prose(text: str) -> bool:
    return _is_text(text) and not text.startswith(("#", "|", "【", "- ", "Q", "A", "・", "※", "1", "!", "`"))


def _block(rows: list[Row], at: int) -> tuple[int, int]:
    """Return (start, end) of the paragraph of lines round `at`: an entry with all that belongs to it."""
    start, end = at, at + 1
    while start and rows[start - 1].text.strip() and not rows[start].text.startswith("#"):
        if rows[start - 1].text.startswith("#"):
            break
        start -= 1
    while end < len(rows) and rows[end].text.strip() and not rows[end].text.startswith("#"):
        end += 1
    return start, end


def entries_of(rows: list[Row]) -> list[tuple[int, int]]:
    found, at = [], 0
    while at < len(rows):
        if rows[at].text.strip() and not rows[at].text.startswith("#"):
            start, end = _block(rows, at)
            found.append((start, end))
            at = end
        else:
            at += 1
    return found


def _level(text: str) -> int:
    match = re.match(r"(#+) ", text)
    return len(match[1]) if match else 0


def section_of(rows: list[Row], at: int) -> tuple[int, int]:
    level, end = _level(rows[at].text), at + 1
    while end < len(rows) and not 0 < _level(rows[end].text) <= level:
        end += 1
    return at, end


# --- words ------------------------------------------------------------------------------------


def _safe_spans(text: str) -> list[tuple[int, int]]:
    """Return the runs of a line that hold no notation."""
    spans, at = [], 0
    for match in _FIXED.finditer(text):
        if match.start() - at >= 2:
            spans.append((at, match.start()))
        at = match.end()
    if len(text) - at >= 2:
        spans.append((at, len(text)))
    return [(a, b) for a, b in spans if not re.search(r"[|`<>\[\]{}$。【]", text[a : b - 1])]


def typo(rng: random.Random, folder: Folder) -> Done | None:
    """One letter wrong, missing or too many; or put right."""
    places = rows_of(folder, _is_text)
    path, at = rng.choice(places)
    row = folder.files[path][at]
    spans = _safe_spans(row.text)
    if not spans:
        return None
    start, end = rng.choice(spans)
    spot = rng.randrange(start, end)
    if row.text[spot] in "。、：|*=#-・【】" or row.text[spot].isdigit() or row.text[spot].isspace():
        return None
    change = rng.choice(("replace", "insert", "delete"))
    new = {"replace": rng.choice(KANA), "insert": row.text[spot] + rng.choice(KANA), "delete": ""}[change]
    unsure = frozenset((row.id,)) if len(row.text[start:end].strip()) <= _SHORT else _of_pattern(row)
    row.text = row.text[:spot] + new + row.text[spot + 1 :]
    return Done("typo", unsure=unsure)


_SHORT = 2
"""Characters of a text of which a typo leaves too little to tell it from another text: 外側, 外ら, 内側."""


def _of_pattern(row: Row) -> frozenset[int]:
    """Return the id of a line that is cut to the pattern of others: the word that tells it may be the one that changed."""
    return frozenset((row.id,)) if "の上限は" in row.text else frozenset()


def reword(rng: random.Random, folder: Folder) -> Done | None:
    """Up to half of a sentence said in other words."""
    places = [p for p in rows_of(folder, is_prose) if len(folder.files[p[0]][p[1]].text) >= 16]
    if not places:
        return None
    path, at = rng.choice(places)
    row = folder.files[path][at]
    spans = [(a, b) for a, b in _safe_spans(row.text) if b - a >= 6]
    if not spans:
        return None
    start, end = rng.choice(spans)
    size = min(end - start, rng.randint(3, max(3, len(row.text) // 2 - 2)))
    first = rng.randrange(start, end - size + 1)
    words = ""
    while len(words) < size:
        words += rng.choice((rng.choice(NOUNS), rng.choice(VERBS), rng.choice(ATTRIBUTES))) + rng.choice("をにでのも")
    words = words[:size]
    old, last, unsure = row.text, row.text[first + size - 1], _of_pattern(row)
    row.text = (
        row.text[:first]
        + words[: size - (last in "。、")]
        + (last if last in "。、" else "")
        + row.text[first + size :]
    )
    itself = frozenset((row.id,))
    return Done(
        "reword up to half", unsure=unsure if _keeps_what_is_rare(folder, old, row) else itself, reworded=itself
    )


def _keeps_what_is_rare(folder: Folder, old: str, row: Row) -> bool:
    """Tell whether a rewording left a word, besides what is marked, that no other line of the notes says.

    What it left else may as well be said of another fact: **憲法** の起源を運ぶ of two that carry it.
    """
    before, after = map(_frame, (old, row.text))
    others = [
        _frame(other.text) for rows in folder.files.values() for other in rows if other.text not in (old, row.text)
    ]
    blocks = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    words = (word for block in blocks for word in _WORD.findall(before[block.a : block.a + block.size]))
    return any(not any(word in other for other in others) for word in words)


_WORD = re.compile(r"[^\Wぁ-ん]{2,}")
"""What says something by itself: what stands between the characters of grammar."""


def _frame(text: str) -> str:
    return re.sub(r"\*\*.+?\*\*", "□", text)


def respell(rng: random.Random, folder: Folder) -> Done | None:
    """A word is spelt otherwise wherever it stands in a file."""
    path = _file(rng, folder)
    text = "\n".join(row.text for row in folder.files[path])
    words = [noun for noun in NOUNS if noun in text and f"{noun}学" not in text]
    if not words:
        return None
    word = rng.choice(words)
    for row in folder.files[path]:
        row.text = row.text.replace(word, f"{word}学")
    return Done("respell a word")


def rewrite(rng: random.Random, folder: Folder) -> Done | None:
    """A sentence replaced by another fact."""
    places = rows_of(folder, lambda text: is_prose(text) and text.endswith("。"))
    if not places:
        return None
    path, at = rng.choice(places)
    row = folder.files[path][at]
    row.text = sentence(rng, "**" in row.text)
    return Done("rewrite", frozenset((row.id,)))


# --- places -----------------------------------------------------------------------------------


def rename_heading(rng: random.Random, folder: Folder) -> Done | None:
    places = rows_of(folder, lambda text: text.startswith("#"))
    if not places:
        return None
    path, at = rng.choice(places)
    row = folder.files[path][at]
    marker = row.text[: _level(row.text) + 1]
    row.text = marker + rng.choice((row.text[len(marker) :] + "とは", f"{rng.choice(NOUNS)}と{rng.choice(NOUNS)}"))
    return Done("rename heading")


def rename_facet(rng: random.Random, folder: Folder) -> Done | None:
    names = ("仕組み", "特徴", "手順", "料金", "注意点", "目的")
    places = rows_of(folder, lambda text: text.strip("【】") in names and text.startswith("【"))
    if not places:
        return None
    path, at = rng.choice(places)
    folder.files[path][at].text = f"【{rng.choice(names)}】"
    return Done("rename facet")


def rename_file(rng: random.Random, folder: Folder) -> Done | None:
    path = _file(rng, folder)
    new = f"{rng.randint(10, 99)}-{rng.choice(NOUNS)}.md"
    if new in folder.files:
        return None
    folder.files[new] = folder.files.pop(path)
    return Done("rename file")


def move_section(rng: random.Random, folder: Folder) -> Done | None:
    """A section goes under another heading or to another file."""
    places = rows_of(folder, lambda text: text.startswith("## "))
    if len(places) < 2:
        return None
    path, at = rng.choice(places)
    rows = folder.files[path]
    start, end = section_of(rows, at)
    moved = rows[start:end]
    del rows[start:end]
    target = folder.files[_file(rng, folder)]
    spots = [i for i, row in enumerate(target) if row.text.startswith("## ")] + [len(target)]
    spot = rng.choice(spots)
    target[spot:spot] = [*moved, folder.row("")] if moved[-1].text else moved
    return Done("move section")


def split_file(rng: random.Random, folder: Folder) -> Done | None:
    path = _file(rng, folder)
    rows = folder.files[path]
    spots = [at for at, row in enumerate(rows) if at and row.text.startswith("## ")]
    new = f"{rng.randint(10, 99)}-分割{rng.randint(100, 999)}.md"
    if not spots or new in folder.files or len(folder.files) > 8:
        return None
    spot = rng.choice(spots)
    title = next((row.text for row in rows if row.text.startswith("# ")), "# 章")
    folder.files[new] = [folder.row(title), folder.row(""), *rows[spot:]]
    del rows[spot:]
    return Done("split file")


def merge_files(rng: random.Random, folder: Folder) -> Done | None:
    if len(folder.files) < 3:
        return None
    one, other = rng.sample(sorted(folder.files), 2)
    folder.files[one] += [folder.row(""), *folder.files.pop(other)]
    return Done("merge files")


def _below_headings(rows: list[Row]) -> list[int]:
    """Return where an entry may be put: below a heading, but not between it and text of its own, nor as an answer."""
    found = []
    for at, row in enumerate(rows):
        if row.text.startswith("#") and not row.text.endswith("？"):
            below = next((other.text for other in rows[at + 1 :] if other.text.strip()), "#")
            if (
                below.startswith(("#", "- ", "Q: ", "**Q"))
                and not "".join(r.text for r in rows[at + 1 : at + 2]).strip()
            ):
                found.append(at + 1)
    return found


def move_entry(rng: random.Random, folder: Folder) -> Done | None:
    """An entry is cut here and pasted there."""
    path = _file(rng, folder)
    rows = folder.files[path]
    blocks = [block for block in entries_of(rows) if not rows[block[0] - 1].text.startswith("#") or not block[0]]
    if len(blocks) < 2:
        return None
    start, end = rng.choice(blocks)
    moved = rows[start:end]
    del rows[start:end]
    target = folder.files[_file(rng, folder)]
    spots = _below_headings(target)
    if not spots:
        rows[start:start] = moved
        return None
    spot = rng.choice(spots)
    target[spot:spot] = [folder.row(""), *moved, folder.row("")]
    return Done("move entry")


# --- order, additions, deletions --------------------------------------------------------------


def reorder_entries(rng: random.Random, folder: Folder) -> Done | None:
    rows = folder.files[_file(rng, folder)]
    blocks = entries_of(rows)
    pairs = [
        (a, b) for a, b in itertools.pairwise(blocks) if not any(r.text.startswith("#") for r in rows[a[1] : b[0]])
    ]
    if not pairs:
        return None
    (a, b), (c, d) = rng.choice(pairs)
    rows[a:d] = [*rows[c:d], *rows[b:c], *rows[a:b]]
    return Done("reorder entries")


def runs_of(rows: list[Row], start: str) -> list[tuple[int, int]]:
    found, at = [], 0
    while at < len(rows):
        end = at
        while end < len(rows) and rows[end].text.startswith(start):
            end += 1
        if end - at >= 2:
            found.append((at, end))
        at = max(end, at + 1)
    return found


def reorder_items(rng: random.Random, folder: Folder) -> Done | None:
    rows = folder.files[_file(rng, folder)]
    runs = runs_of(rows, "・")
    if not runs:
        return None
    start, end = rng.choice(runs)
    items = rows[start:end]
    rng.shuffle(items)
    rows[start:end] = items
    return Done("reorder items", slots_by_text=True)


def add_item(rng: random.Random, folder: Folder) -> Done | None:
    rows = folder.files[_file(rng, folder)]
    runs = [run for run in runs_of(rows, "・") if run[1] - run[0] < 6]
    if not runs:
        return None
    start, end = rng.choice(runs)
    rows.insert(rng.randint(start, end), folder.row(f"・{rng.choice(NOUNS)}を{rng.choice(VERBS)}"))
    return Done("add item", slots_by_text=True)


def delete_item(rng: random.Random, folder: Folder) -> Done | None:
    rows = folder.files[_file(rng, folder)]
    runs = [run for run in runs_of(rows, "・") if run[1] - run[0] > 2]
    if not runs:
        return None
    start, end = rng.choice(runs)
    del rows[rng.randrange(start, end)]
    return Done("delete item", slots_by_text=True)


def some_table(
    rng: random.Random, folder: Folder, fits: Callable[[list[Row]], bool] = lambda _table: True
) -> tuple[list[Row], int, int] | None:
    """Return the lines of a file with (start, end) of one of its tables that fits, if it has any."""
    rows = folder.files[_file(rng, folder)]
    tables = [(start, end) for start, end in runs_of(rows, "|") if end - start >= 4 and fits(rows[start:end])]
    return (rows, *rng.choice(tables)) if tables else None


def reorder_rows(rng: random.Random, folder: Folder) -> Done | None:
    found = some_table(rng, folder)
    if not found:
        return None
    rows, start, end = found
    body = rows[start + 2 : end]
    rng.shuffle(body)
    rows[start + 2 : end] = body
    return Done("reorder table rows", slots_by_text=True)


def reorder_columns(rng: random.Random, folder: Folder) -> Done | None:
    found = some_table(rng, folder)
    if not found:
        return None
    rows, start, end = found
    for row in rows[start:end]:
        cells = row.text.strip("|").split("|")
        row.text = "|" + "|".join([cells[0], *reversed(cells[1:])]) + "|"
        row.columns = [*row.columns[:1], *reversed(row.columns[1:])]
    return Done("reorder table columns", slots_by_text=True)


def add_row(rng: random.Random, folder: Folder) -> Done | None:
    found = some_table(rng, folder)
    if not found:
        return None
    rows, start, end = found
    columns = rows[start].text.strip("|").count("|")
    known = " ".join(row.text for row in rows[start:end])
    name = rng.choice([noun for noun in NOUNS if noun not in known])
    rows.insert(
        rng.randint(start + 2, end),
        folder.row(f"| {name} | {' | '.join(rng.choice(VALUES) for _ in range(columns))} |"),
    )
    return Done("add table row", slots_by_text=True)


def delete_row(rng: random.Random, folder: Folder) -> Done | None:
    found = some_table(rng, folder, lambda table: len(table) > 4)
    if not found:
        return None
    rows, start, end = found
    del rows[rng.randrange(start + 2, end)]
    return Done("delete table row", slots_by_text=True)


def add_entry(rng: random.Random, folder: Folder) -> Done | None:
    fresh = generated(rng, 1, 1)
    rows = next(iter(fresh.files.values()))
    blocks = entries_of(rows)
    start, end = rng.choice(blocks)
    target = folder.files[_file(rng, folder)]
    spots = _below_headings(target)
    if not spots:
        return None
    spot = rng.choice(spots)
    target[spot:spot] = [folder.row(""), *(folder.row(row.text) for row in rows[start:end]), folder.row("")]
    return Done("add entry")


def add_column(rng: random.Random, folder: Folder) -> Done | None:
    found = some_table(rng, folder, lambda table: table[0].text.count("|") < 6)
    if not found:
        return None
    rows, start, end = found
    name = rng.choice([attribute for attribute in ATTRIBUTES if attribute not in rows[start].text])
    for at in range(start, end):
        cell = name if at == start else "---" if at == start + 1 else rng.choice(VALUES)
        rows[at].text = f"{rows[at].text.rstrip('| ')} | {cell} |"
    rows[start].columns.append(next(folder.ids))
    return Done("add table column", slots_by_text=True)


def delete_column(rng: random.Random, folder: Folder) -> Done | None:
    found = some_table(rng, folder, lambda table: table[0].text.count("|") > 4)
    if not found:
        return None
    rows, start, end = found
    column = rng.randrange(1, rows[start].text.strip("| ").count("|") + 1)
    for row in rows[start:end]:
        cells = row.text.strip("| ").split("|")
        row.text = "|" + "|".join(cells[:column] + cells[column + 1 :]) + "|"
    del rows[start].columns[column]
    return Done("delete table column", slots_by_text=True)


def rename_column(rng: random.Random, folder: Folder) -> Done | None:
    found = some_table(rng, folder)
    if not found:
        return None
    rows, start, _ = found
    header = rows[start]
    cells = header.text.strip("| ").split("|")
    column = rng.randrange(1, len(cells))
    cells[column] = f" {cells[column].strip()}（目安） "
    header.text = "|" + "|".join(cells) + "|"
    return Done("rename table column")


def put_back(rng: random.Random, folder: Folder) -> Done | None:
    """What was deleted comes back below its heading."""
    while folder.deleted:
        heading, rows = folder.deleted.pop()
        for target in folder.files.values():
            for at, row in enumerate(target):
                if row is heading and row.text == heading.text:
                    target[at + 1 : at + 1] = [folder.row(""), *rows, folder.row("")]
                    return Done("put back")
    return None


def delete_entry(rng: random.Random, folder: Folder) -> Done | None:
    rows = folder.files[_file(rng, folder)]
    blocks = entries_of(rows)
    if len(blocks) < 4:
        return None
    start, end = rng.choice(blocks)
    heading = next((row for row in reversed(rows[:start]) if row.text.startswith("#")), None)
    if heading:
        folder.deleted.append((heading, rows[start:end]))
    del rows[start:end]
    return Done("delete entry")


def add_lookalike(rng: random.Random, folder: Folder) -> Done | None:
    """A sentence of a pattern that is there already, about something else."""
    places = rows_of(folder, lambda text: bool(re.match(r".+の上限は\d+.+である。$", text)))
    if not places:
        return None
    path, at = rng.choice(places)
    unit = re.sub(r".*\d+(.+)である。", r"\1", folder.files[path][at].text)
    row = folder.row(f"{rng.choice(NOUNS)}の上限は{rng.randint(2, 99)}{unit}である。")
    folder.files[path].insert(at + rng.randint(0, 1), row)
    return Done("add look-alike")


def delete_line(rng: random.Random, folder: Folder) -> Done | None:
    """One sentence goes; the entry stays."""
    places = rows_of(folder, lambda text: is_prose(text) and text.endswith("。"))
    places = [(p, a) for p, a in places if a and not folder.files[p][a - 1].text.startswith(("- ", "【", "#", "Q"))]
    if not places:
        return None
    path, at = rng.choice(places)
    del folder.files[path][at]
    return Done("delete sentence")


# --- marks and notation -----------------------------------------------------------------------


def add_mark(rng: random.Random, folder: Folder) -> Done | None:
    """Another word of a marked sentence is marked."""
    places = rows_of(folder, lambda text: is_prose(text) and "**" in text)
    rng.shuffle(places)
    for path, at in places:
        row = folder.files[path][at]
        bare = [noun for noun in NOUNS if noun in re.sub(r"\*\*.*?\*\*", "", row.text)]
        for noun in bare:
            spot = row.text.find(noun)
            if row.text[:spot].count("**") % 2 == 0 and f"**{noun}**" not in row.text:
                row.text = row.text[:spot] + f"**{noun}**" + row.text[spot + len(noun) :]
                return Done("add mark", slots_by_text=True)
    return None


def remove_mark(rng: random.Random, folder: Folder) -> Done | None:
    """One of several marks of a sentence is taken off."""
    places = rows_of(folder, lambda text: is_prose(text) and text.count("**") >= 4)
    if not places:
        return None
    path, at = rng.choice(places)
    row = folder.files[path][at]
    found = rng.choice(list(re.finditer(r"\*\*(.+?)\*\*", row.text)))
    row.text = row.text[: found.start()] + found[1] + row.text[found.end() :]
    return Done("remove mark", slots_by_text=True)


def swap_notation(rng: random.Random, folder: Folder) -> Done | None:
    """`- 用語：説明` becomes a block, or the other way about."""
    rows = folder.files[_file(rng, folder)]
    for at in rng.sample(range(len(rows)), len(rows)):
        text = rows[at].text
        if match := re.match(r"- ([^：]+)：([^：]+)$", text):
            rows[at].text = f"- {match[1]}"
            rows.insert(at + 1, folder.row(match[2]))
            return Done("notation: line to block")
        if _is_short_block(rows, at):
            rows[at].text = f"{text}：{rows[at + 1].text}"
            del rows[at + 1]
            return Done("notation: block to line")
    return None


def _is_short_block(rows: list[Row], at: int) -> bool:
    """Tell whether a term stands here with one plain sentence below it and nothing more."""
    if not rows[at].text.startswith("- ") or "：" in rows[at].text or at + 1 >= len(rows):
        return False
    below = rows[at + 1].text
    alone = at + 2 >= len(rows) or not rows[at + 2].text.strip()
    return alone and is_prose(below) and below.count("。") <= 1 and not re.search(r"\*\*|\d", below)


EDITS: dict[Edit, int] = {
    typo: 22, reword: 14, respell: 4, rewrite: 4, rename_heading: 6, rename_facet: 2, rename_file: 2, move_section: 4,
    split_file: 1, merge_files: 1, move_entry: 5, reorder_entries: 4, reorder_items: 3, add_item: 3, delete_item: 3,
    reorder_rows: 2, reorder_columns: 2, add_row: 2, delete_row: 2, add_column: 2, delete_column: 1, rename_column: 2, add_entry: 6, delete_entry: 5, put_back: 3, add_lookalike: 2,
    delete_line: 4, add_mark: 4, remove_mark: 3, swap_notation: 4,
}  # fmt: skip
"""Every kind of edit with how often it comes."""


def edited(rng: random.Random, folder: Folder, edits: Mapping[Edit, int] = EDITS) -> Done:
    """Make one edit, drawn at random; an edit that finds nothing to act on is drawn again."""
    while True:
        edit = rng.choices(list(edits), list(edits.values()))[0]
        done = edit(rng, folder)
        if done:
            return done
