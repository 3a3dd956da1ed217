"""`new`: a folder of notes to begin with."""

import argparse
import json
import os
from pathlib import Path

from deckbuilder.app import calling
from deckbuilder.app.exit_codes import OK
from deckbuilder.app.language import worded
from deckbuilder.base.printed import in_line, printable
from deckbuilder.base.writing import write_file

_TEMPLATES = Path(__file__).parent.parent / "templates" / "new"
_FILES = {
    "deck.toml": "deck.toml",
    "example.md": "example.md",
    ".gitignore": "gitignore",
    ".gitattributes": "gitattributes",
}


def run(options: argparse.Namespace) -> int:
    """Put settings, an example and what git is to know into a folder; a file that is there stays as it is."""
    folder: Path = options.folder
    deck = json.dumps(printable(Path(os.path.realpath(folder)).name), ensure_ascii=False)
    for name, template in _FILES.items():
        target = folder / name
        said = in_line(str(target))
        if target.exists() or target.is_symlink():
            print(worded(f"{said} is there already, and stays as it is", f"{said} はすでにあるので、そのままにします"))
        else:
            write_file(target, (_TEMPLATES / template).read_text("utf-8").replace("@name@", deck).encode())
            print(said)
    there = calling.call() if folder.samefile(".") else f"{calling.call()} {calling.option('notes', folder)}"
    print(
        worded(
            f"write your notes there as in example.md, then: {there}",
            f"example.md にならってノートを書き、次を実行します：{there}",
        )
    )
    return OK
