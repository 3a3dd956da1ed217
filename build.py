#!/usr/bin/env python3
"""Turn a folder of Japanese Markdown notes into an Anki package: the command `deckbuilder`, not installed."""

from deckbuilder.__main__ import run

if __name__ == "__main__":
    run()
