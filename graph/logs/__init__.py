"""The logs: append-only files outside the database. What was looked at, by whom, why, and by which rule."""
