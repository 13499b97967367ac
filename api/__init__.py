"""Who asks, and what they get."""
