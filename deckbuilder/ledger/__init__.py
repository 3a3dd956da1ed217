"""What earlier builds called each note, and which card of today is which of theirs."""
