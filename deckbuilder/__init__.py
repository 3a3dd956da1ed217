"""Turn Japanese Markdown notes into an Anki package."""
