"""Rules as data: what is asked, of which records, with which numbers and why, and where it comes from.

A rule stands in a TOML file of this folder and names a pure function that judges it. The format is one for all that is
judged by rules; each family of rules (the clock of a detention is one) has its own files and functions.
"""
