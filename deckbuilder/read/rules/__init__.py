"""What a line is: an ordered table of named rules, each of which looks at the lines round it and at what was read above."""
