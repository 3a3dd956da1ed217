"""The order of the stages, and what a build came to."""
