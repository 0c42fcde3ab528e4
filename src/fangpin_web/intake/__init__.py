"""Files from offices: received, previewed, landed whole or not at all, undone; and their open rows matched."""
