#!/usr/bin/env python3
"""Turn a folder of Japanese Markdown notes into an Anki package."""

import sys

from deckbuilder.command import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
