"""Backups: one encrypted file that holds a whole installation of one moment, and the way back from it.

What a backup holds, why it is consistent and what it leaves out: docs/how-to/back-up-and-restore.md.
"""
