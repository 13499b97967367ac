"""What is missing: pure functions over loaded facts. They never write and never read the store."""
