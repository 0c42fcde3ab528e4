"""One place where needs meet offers: produce, supplies, work, loans, purchases, online needs; an officer accepts."""
