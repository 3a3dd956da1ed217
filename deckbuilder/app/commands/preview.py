"""`preview`: all cards in one page."""

import argparse
import webbrowser

from deckbuilder.app import collections, console, lint, preview_page
from deckbuilder.app.compiling import judged, stops, summarise
from deckbuilder.app.console import progress_of
from deckbuilder.app.exit_codes import FAILED, OK
from deckbuilder.app.language import worded
from deckbuilder.base.cache import cache_of
from deckbuilder.base.writing import write_file
from deckbuilder.collection.weakness import studied


def run(options: argparse.Namespace) -> int:
    """Write the page, and open it in the browser unless told not to."""
    with progress_of(options) as progress:
        cache = cache_of(options.output, keeps=True)
        collection = collections.asked_for(options, "answers")
        made = judged(options, progress, cache=cache, collection=collection)
    if stops(made.build, options):
        return FAILED
    target = options.output / "preview.html"
    cards = studied(made.build.deck.notes, collection) if collection else ()
    write_file(target, preview_page.page(made.build, lint.findings(made.build), cards=cards).encode())
    summarise(made, options)
    if console.talks(options):
        print(worded(f"{target} shows every card", f"すべてのカードを {target} で見られます"))
    if not options.no_open:
        webbrowser.open(target.resolve().as_uri())
    return OK
