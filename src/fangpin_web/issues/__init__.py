"""Putting things right: the rectification ledger, campaigns with their tasks, the wall chart, dispatch meetings."""
