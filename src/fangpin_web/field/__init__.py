"""Visits at the door: on a phone without network, on paper, in a workbook. Each arrives once, and nobody is tracked.

What a government application may not ask (国办函〔2026〕12号) has no column here: no clock-in, place or ranking.
"""
