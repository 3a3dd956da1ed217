"""What a learner's collection in Anki tells of the notes, and what an import would do to it."""
