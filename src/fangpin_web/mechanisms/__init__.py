"""Mechanisms: what the place uses of them, what each keeps, counts and has open now, and the documents behind it."""
