"""What is missing around a person, found by rules as data: the same engine as the clock of a detention."""
