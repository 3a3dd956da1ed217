"""Questions with choices: found before all else is read, so that no wrong choice is ever taken for a fact."""
