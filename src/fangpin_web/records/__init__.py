"""Tables made from the ledgers, their history, and moving rows in bulk."""
