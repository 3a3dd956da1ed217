#!/usr/bin/env python3
"""Turn a folder of Japanese Markdown notes into an Anki package."""

import gc
import os
import sys

from deckbuilder.command import main

if __name__ == "__main__":
    gc.disable()  # a build ends before its few cycles would matter; looking for them takes a fifth of its time
    code = main(sys.argv[1:])
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)  # to put away all notes one by one takes longer than to end
