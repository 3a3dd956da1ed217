"""What is not sure of a draft's reading, by what it asks."""
