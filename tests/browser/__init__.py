"""Cards and preview in real browsers."""
