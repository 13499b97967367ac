"""What is known, where it is kept, and who may see it."""
