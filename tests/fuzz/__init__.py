"""Fuzzing: random notes, ledgers, settings, packages and pictures against laws that hold for all of them."""
