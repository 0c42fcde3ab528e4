"""Rounds of data checks: an export in, a problem workbook per township out, corrected ones back, and again.

Nothing of it lands in a ledger. Names and numbers stay in the encrypted original; tables hold hashes and row numbers.
"""
