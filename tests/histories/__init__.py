"""Replays git histories of notes as their authors made them, and writes what became of the reviews for a reader."""
