"""What the user runs: commands, what they print, the preview, the report."""
