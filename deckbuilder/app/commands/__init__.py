"""A file for each command: its `run` takes the options and returns the exit code."""
