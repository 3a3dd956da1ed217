"""Give every note its GUID, its cloze numbers and its time of change."""
