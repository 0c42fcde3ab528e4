"""Seals: which snapshots of the ledgers there are, who made them, for which day."""
