"""From the lines of a notes file to its entries: what each line is, and what belongs to what."""
