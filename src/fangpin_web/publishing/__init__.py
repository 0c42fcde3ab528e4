"""Seals and what is read from them: which snapshots there are, the rules they were screened with, what was found."""
