"""Told stories: small invented worlds with one known truth each, for tests and demonstration."""
