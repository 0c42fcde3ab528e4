"""Ledgers for other programs: one read operation per ledger, its schema made from the declaration."""
