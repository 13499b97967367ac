"""What is missing: pure functions over a loaded network."""
