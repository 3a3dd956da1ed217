"""Judge finished cards."""
