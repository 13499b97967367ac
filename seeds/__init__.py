"""Reference data that is real and public, and worlds that are invented."""
