#!/usr/bin/env python3
"""Turn a folder of Japanese Markdown notes into an Anki package."""

import gc
import sys

from deckbuilder.app.command import main

if __name__ == "__main__":
    gc.disable()  # a build ends before its few cycles would matter; looking for them takes a fifth of its time
    sys.exit(main(sys.argv[1:]))
