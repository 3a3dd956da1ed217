"""Edits that say the same fact in another form, or in other words: its reviews stay."""

import itertools
import random
import re

from tests.replay.edits import Done, Edit, entries_of, is_prose, rows_of, runs_of, section_of, some_table
from tests.replay.folder import NOUNS, VALUES, VERBS, Folder, Row
from tests.replay.patterns import plain, word

_MARK = re.compile(r"\*\*(.+?)\*\*")


# --- marks ------------------------------------------------------------------------------------


def first_mark(rng: random.Random, folder: Folder) -> Done | None:
    """A word of a sentence that had no mark."""
    places = rows_of(folder, lambda text: is_prose(text) and "**" not in text and any(noun in text for noun in NOUNS))
    if not places:
        return None
    path, at = rng.choice(places)
    row = folder.files[path][at]
    noun = rng.choice([noun for noun in NOUNS if noun in row.text])
    row.text = row.text.replace(noun, f"**{noun}**", 1)
    return Done("first mark", slots_by_text=True)


def only_mark_off(rng: random.Random, folder: Folder) -> Done | None:
    """The only mark of a sentence; it may come again."""
    places = rows_of(folder, lambda text: is_prose(text) and text.count("**") == 2)
    if not places:
        return None
    path, at = rng.choice(places)
    row = folder.files[path][at]
    folder.unmarked.append((row, _MARK.findall(row.text)[0]))
    row.text = _MARK.sub(r"\1", row.text)
    return Done("only mark off", slots_by_text=True, taken_back=frozenset((row.id,)))


def mark_again(rng: random.Random, folder: Folder) -> Done | None:
    """What was unmarked is marked again, whatever became of the sentence."""
    here = {id(row) for rows in folder.files.values() for row in rows}
    while folder.unmarked:
        row, hidden = folder.unmarked.pop()
        if id(row) in here and hidden in row.text and "**" not in row.text:
            row.text = row.text.replace(hidden, f"**{hidden}**", 1)
            return Done("mark again", slots_by_text=True, revived=frozenset((row.id,)))
    return None


# --- sentences --------------------------------------------------------------------------------


def split_sentence(rng: random.Random, folder: Folder) -> Done | None:
    """One sentence becomes two lines; the part with the marks, or the longer, is what it was."""
    places = rows_of(folder, lambda text: is_prose(text) and bool(re.search("は、.{8}", text)))
    if not places:
        return None
    path, at = rng.choice(places)
    row = folder.files[path][at]
    head, tail = row.text.split("は、", 1)
    if "**" in head and "**" in tail:
        return None
    stays_first = "**" in head or ("**" not in tail and len(head) > len(tail))
    other = folder.row(f"{tail}" if stays_first else f"{head}である。")
    row.text = f"{head}である。" if stays_first else tail
    rows = folder.files[path]
    rows.insert(at + 1 if stays_first else at, other)
    return Done("split sentence", slots_by_text=True)


def merge_sentences(rng: random.Random, folder: Folder) -> Done | None:
    """Two lines of an entry become one sentence; the part with the marks, or the longer, is what it was."""
    places = [
        (path, at)
        for path, at in rows_of(folder, lambda text: is_prose(text) and text.endswith("。"))
        if at + 1 < len(folder.files[path]) and is_prose(folder.files[path][at + 1].text)
    ]
    if not places:
        return None
    path, at = rng.choice(places)
    one, other = folder.files[path][at : at + 2]
    if "**" in one.text and "**" in other.text:
        return None
    stays = max((one, other), key=lambda row: ("**" in row.text, len(row.text)))
    stays.text = f"{one.text.removesuffix('。')}、{other.text}"
    folder.files[path][at : at + 2] = [stays]
    return Done("merge sentences", slots_by_text=True)


def sentence_above(rng: random.Random, folder: Folder) -> Done | None:
    """A new sentence comes between a term and its definition."""
    places = rows_of(folder, lambda text: text.startswith("- ") and "：" not in text)
    places = [p for p in places if _is_definition([row.text for row in folder.files[p[0]][p[1] + 1 : p[1] + 3]])]
    if not places:
        return None
    path, at = rng.choice(places)
    folder.files[path].insert(at + 1, folder.row(plain(rng)))
    return Done("sentence above the definition")


def _is_definition(below: list[str]) -> bool:
    """Tell whether a text stands below a term, and is no name that would be a title between a sentence and a bullet."""
    return bool(below) and is_prose(below[0]) and (below[0].endswith("。") or not below[-1].startswith("- "))


def reword_both(rng: random.Random, folder: Folder) -> Done | None:
    """Term and definition in other words; a rare word of each stays."""
    places = [
        (path, start)
        for path, rows in sorted(folder.files.items())
        for start, end in entries_of(rows)
        if end - start == 2 and rows[start].text.startswith("- ") and is_prose(rows[start + 1].text)
    ]
    if not places:
        return None
    path, at = rng.choice(places)
    term, line = folder.files[path][at : at + 2]
    term.text = f"- {term.text[2:]}と{rng.choice(VALUES)}"
    words = [noun for noun in NOUNS if noun in line.text]
    if not words or "**" in line.text:
        return None
    line.text = f"{rng.choice(words)}を{rng.choice(VALUES)}に{rng.choice(VERBS)}。"
    return Done("reword term and answer", unsure=frozenset((term.id, line.id)))


def decorate(rng: random.Random, folder: Folder) -> Done | None:
    """All marks of a file are written in another way."""
    path = rng.choice(sorted(folder.files))
    rows = [row for row in folder.files[path] if "**" in row.text]
    if not rows:
        return None
    bracketed = any("**（" in row.text for row in rows)
    for row in rows:
        row.text = (
            re.sub(r"\*\*（(.+?)）\*\*", r"**\1**", row.text) if bracketed else _MARK.sub(r"**（\1）**", row.text)
        )
    return Done("decorate marks")


def copy_section(rng: random.Random, folder: Folder) -> Done | None:
    """A section is copied to another file, under a title of its own."""
    places = rows_of(folder, lambda text: text.startswith("## ") and not text.endswith("の写し"))
    if not places or len(folder.copies) > 3:
        return None
    path, at = rng.choice(places)
    start, end = section_of(folder.files[path], at)
    originals = folder.files[path][start:end]
    copies = [Row(next(folder.ids), row.text, [next(folder.ids) for _ in row.columns]) for row in originals]
    copies[0].text += "の写し"
    target = folder.files[rng.choice(sorted(folder.files))]
    target += [folder.row(""), *copies]
    folder.copies.append((originals, copies))
    folder.copied.update({copy.id: original.id for original, copy in zip(originals, copies, strict=True)})
    return Done("copy section")


def drop_original(rng: random.Random, folder: Folder) -> Done | None:
    """What was copied goes, where both still say the same: the copy is now what the original was."""
    places = {id(row): rows for rows in folder.files.values() for row in rows}
    while folder.copies:
        originals, copies = folder.copies.pop()
        same = [row.text for row in originals[1:]] == [row.text for row in copies[1:]]
        here = {id(places[id(row)]) for row in (*originals, *copies) if id(row) in places}
        if same and here and all(id(row) in places for row in (*originals, *copies)):
            for one, other in zip(originals, copies, strict=True):
                rows = places[id(one)]
                rows[:] = [row for row in rows if row is not one]
                other.id, other.columns = one.id, one.columns
            return Done("drop original", reunited=frozenset(row.id for row in originals))
    return None


# --- lists and tables -------------------------------------------------------------------------


def second_bullet(rng: random.Random, folder: Folder) -> Done | None:
    """A definition that is a bullet gets a neighbour."""
    places = rows_of(folder, lambda text: text.startswith("    - "))
    if not places:
        return None
    path, at = rng.choice(places)
    folder.files[path].insert(at + 1, folder.row(f"    - {plain(rng)}"))
    return Done("second bullet", slots_by_text=True)


def line_below(rng: random.Random, folder: Folder) -> Done | None:
    """A line comes below the one that a heading has."""
    places = rows_of(folder, lambda text: text.startswith("## ") and text.endswith("の節"))
    if not places:
        return None
    path, at = rng.choice(places)
    folder.files[path].insert(at + 2, folder.row(f"{rng.choice(NOUNS)}、{rng.choice(NOUNS)}、{word(rng)}に届く。"))
    return Done("line below")


def grow_list(rng: random.Random, folder: Folder) -> Done | None:
    """A list gets as many items as were too many to begin with."""
    places = [(rows, run) for _, rows in sorted(folder.files.items()) for run in runs_of(rows, "・")]
    places = [(rows, run) for rows, run in places if 5 <= run[1] - run[0] <= 7]
    if not places:
        return None
    rows, (start, end) = rng.choice(places)
    rows[end:end] = [folder.row(f"・{word(rng)}を{rng.choice(VERBS)}") for _ in range(8 - (end - start))]
    return Done("grow list", slots_by_text=True)


def glossary_to_terms(rng: random.Random, folder: Folder) -> Done | None:
    """A table of terms becomes terms."""
    places = rows_of(folder, lambda text: text.startswith("| 用語 |"))
    if not places:
        return None
    path, at = rng.choice(places)
    rows, end, fresh = folder.files[path], at + 2, list[Row]()
    while end < len(rows) and rows[end].text.startswith("|"):
        term, text = (cell.strip() for cell in rows[end].text.strip("| ").split("|", 1))
        fresh += [folder.row(f"- {term}"), Row(rows[end].id, text), folder.row("")]
        end += 1
    rows[at:end] = fresh
    return Done("table to terms")


def terms_to_glossary(rng: random.Random, folder: Folder) -> Done | None:
    """Terms that stand one after another become a table of terms."""
    for path, rows in rng.sample(sorted(folder.files.items()), len(folder.files)):
        terms = [(start, end) for start, end in entries_of(rows) if _is_term(rows[start:end])]
        pairs = [(a, b) for a, b in itertools.pairwise(terms) if b[0] == a[1] + 1]
        if pairs:
            (start, _), (_, end) = rng.choice(pairs)
            lines = [folder.row("| 用語 | 説明 |"), folder.row("|---|---|")]
            for term, text in (rows[start : start + 2], rows[end - 2 : end]):
                lines.append(Row(text.id, f"| {term.text[2:]} | {text.text} |"))
            folder.files[path][start:end] = lines
            return Done("terms to table")
    return None


def _is_term(rows: list[Row]) -> bool:
    texts = [row.text for row in rows]
    return len(rows) == 2 and texts[0].startswith("- ") and "：" not in texts[0] and is_prose(texts[1])


def transpose(rng: random.Random, folder: Folder) -> Done | None:
    """Rows become columns; each cell goes with its two names."""
    found = some_table(rng, folder, lambda rows: len(rows) < 7 and not re.match(r"\| *(?:用語|事柄) *\|", rows[0].text))
    if not found:
        return None
    rows, start, end = found
    lines = [rows[start], *rows[start + 2 : end]]
    cells = [[cell.strip() for cell in row.text.strip("| ").split("|")] for row in lines]
    if len({len(row) for row in cells}) > 1:
        return None
    texts = [f"| {' | '.join(column)} |" for column in zip(*cells, strict=True)]
    head = Row(rows[start].id, texts[0], [rows[start].columns[0], *(row.id for row in lines[1:])])
    body = [Row(identity, text) for identity, text in zip(rows[start].columns[1:], texts[1:], strict=True)]
    rows[start:end] = [head, folder.row("|---" * len(cells) + "|"), *body]
    return Done("transpose table", slots_by_text=True)


def rename_rows(rng: random.Random, folder: Folder) -> Done | None:
    """All names of a table's rows are said otherwise; the cells stay and stand nowhere else."""
    found = some_table(rng, folder)
    if not found:
        return None
    rows, start, end = found
    cells = [cell.strip() for row in rows[start + 2 : end] for cell in row.text.strip("| ").split("|")[1:]]
    if len(set(cells)) < len(cells):
        return None
    for row in rows[start + 2 : end]:
        _, *others = row.text.strip("| ").split("|")
        row.text = "|" + "|".join([f" {word(rng)} ", *others]) + "|"
    return Done("rename table rows", unsure=frozenset(row.id for row in rows[start + 2 : end]))


def picture_on(rng: random.Random, folder: Folder) -> Done | None:
    """【図表】 is put above a table."""
    found = some_table(rng, folder)
    if not found or found[0][found[1] - 1].text.startswith("【図表"):
        return None
    rows, start, _ = found
    rows.insert(start, folder.row("【図表】"))
    return Done("picture on", slots_by_text=True)


def picture_off(rng: random.Random, folder: Folder) -> Done | None:
    """【図表】 goes from above a table."""
    places = rows_of(folder, lambda text: text == "【図表】")
    if not places:
        return None
    path, at = rng.choice(places)
    rows = folder.files[path]
    del rows[at]
    end = at
    while end < len(rows) and rows[end].text.startswith("|"):
        end += 1
    return Done("picture off", slots_by_text=True, taken_back=frozenset(row.id for row in rows[at:end]))


EDITS: dict[Edit, int] = {
    first_mark: 5, only_mark_off: 4, mark_again: 4, split_sentence: 3, merge_sentences: 3, sentence_above: 4,
    reword_both: 4, second_bullet: 3, line_below: 3, grow_list: 2, glossary_to_terms: 2, transpose: 2, rename_rows: 2,
    picture_on: 2, picture_off: 2, terms_to_glossary: 2, decorate: 2, copy_section: 3, drop_original: 3,
}  # fmt: skip
