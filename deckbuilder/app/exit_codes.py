"""What a command ends with; README.md says which command may end with which."""

OK, FAILED, WRONG_USAGE, CHANGED = 0, 1, 2, 3
STOPPED = 130
"""By Ctrl-C, as shells have it: 128 and the number of the signal."""
CLOSED = 128 + 13
"""Who reads what is printed wants no more: what a shell says of a program that this has ended."""
