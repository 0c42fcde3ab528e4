"""Synthetic counties: invented families on real ground, with known cases for every trigger rule and decoys beside them.

A city is a pure function of place, size, seed, day and policy: no clock, no global chance, no real person.
"""
