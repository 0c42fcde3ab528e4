"""Figures beside each other: counted from records, reported by a department, overridden by an officer; never mixed."""
