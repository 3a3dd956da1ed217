"""From entries to cards: which cards are made, and their HTML."""
