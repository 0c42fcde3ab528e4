"""Bulletins on the desk: drafts checked number by number against a seal; readings that were chosen, remembered."""
