"""Officers as users: who signs in, with which role, for which area."""
