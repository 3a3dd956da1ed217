"""What a command ends with; README.md says which command may end with which."""

OK, FAILED, WRONG_USAGE, CHANGED = 0, 1, 2, 3
