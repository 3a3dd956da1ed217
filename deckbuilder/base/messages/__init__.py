"""The texts of all messages, a file for each sort; `catalogue` joins them."""
