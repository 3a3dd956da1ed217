"""The files for a reader: pairs by kind, totals, and a page that sums them up."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.histories.chain import Found, Totals
from tests.histories.said import Said

_TITLES = {
    "lost": "Retired, and a new note is alike",
    "stands": "Retired, and the text still stands",
    "copied": "Retired, and a twin of it was there: copied, then removed",
    "wrong": "Reviews kept on what may be another fact",
    "kept": "Reviews kept by what was edited",
    "number": "Another text under a cloze number, or another number for a text",
    "doubled": "Asked twice",
}


def write_report(out: Path, results: Mapping[str, tuple[Totals, Sequence[Found]]]) -> None:
    """Write pairs, totals and summary into the folder `out`; the pairs hold the text of the notes."""
    out.mkdir(parents=True, exist_ok=True)
    for what, title in _TITLES.items():
        parts = [f"# {title}"]
        for name, (_, found) in results.items():
            chosen = sorted((one for one in found if one.pair.what == what), key=lambda one: one.pair.score)
            parts += [f"## {name}"] * bool(chosen) + [_told(one) for one in chosen]
        (out / f"{what}.md").write_text("\n\n".join(parts) + "\n", "utf-8")
    values = {name: dict(vars(totals)) for name, (totals, _) in results.items()}
    every = {"all": _sum(values), **values}
    (out / "totals.json").write_text(json.dumps(every, ensure_ascii=False, indent=1) + "\n", "utf-8")
    (out / "summary.md").write_text(summary(every), "utf-8")


def summary(totals: Mapping[str, Mapping[str, Any]]) -> str:
    """Return a table with a line for each history, and one for all of them."""
    head = "history | builds | followed | edits | lost | other kind | told | stands | copied | wrong | numbers | doubled | blank | refused | faults"
    lines = [head, "|".join(["---"] * (head.count("|") + 1))]
    for name, values in totals.items():
        pairs = values["pairs"]
        figures = [
            values["builds"],
            values["followed"],
            values["edited"] + pairs.get("lost", 0),
            pairs.get("lost", 0),
            pairs.get("lost: read as another kind", 0),
            values["told"].get("lost", 0),
            *(pairs.get(what, 0) for what in ("stands", "copied", "wrong", "number", "doubled")),
            values["blank"],
            values["refused"],
            len(values["faults"]),
        ]
        lines.append(" | ".join([name, *map(str, figures)]))
    return "\n".join(f"| {line} |" for line in lines) + "\n"


def _sum(values: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    total: dict[str, Any] = dict(vars(Totals()))
    for one in values.values():
        for key, value in one.items():
            total[key] = Counter(total[key]) + Counter(value) if isinstance(value, dict) else total[key] + value
    return total


def _told(found: Found) -> str:
    pair = found.pair
    told = ", told" if pair.told else ""
    head = f"### build {found.build}, {found.commit[:10]}: {pair.why} ({pair.score:.2f}{told})"
    return "\n".join([head, _line("old", pair.old), *([_line("new", pair.new)] if pair.new else [])])


def _line(label: str, note: Said) -> str:
    hidden = "".join(f" c{number}:{text}" for number, text in note.hidden) if note.kind == "cloze" else ""
    return f"- {label} {note.form} {note.where}\n  - {note.question}\n  - {note.answer}{hidden}"
