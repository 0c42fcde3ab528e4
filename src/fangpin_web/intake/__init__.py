"""Files from offices: received, recognised, previewed, landed whole or not at all, undone, and their open rows matched."""
