"""Invented worlds: the real Netherlands with an invented population, professionals, care and gaps. No real person."""
