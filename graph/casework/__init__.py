"""What a team writes in a case: acts, each decided on the case as it is under its lock and done whole or not at all."""
