"""What persons and households are due against what they were paid: reckoned in a job, kept per seal, worked through."""
