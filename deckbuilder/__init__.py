"""Turn Japanese Markdown notes into an Anki package."""

__version__ = "2.0.0"
