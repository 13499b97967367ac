"""Announcing to an organisation that there is a signal for somebody there, without saying of whom or what."""
