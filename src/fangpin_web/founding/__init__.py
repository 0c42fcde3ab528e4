"""The first day of a county: its areas from its own list, its place, its first accounts; and what is missing."""
