"""Screening by the selection support model (*SOM*): criteria, a proposal with reasons, and what would change it."""
