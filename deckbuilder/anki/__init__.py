"""Anki's side: note types, card templates, and the package."""
