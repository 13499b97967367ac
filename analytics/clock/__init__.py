"""The clock of a detention: what should have happened by now, and what comes next, by rules in files."""
