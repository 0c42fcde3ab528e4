"""Clues: raised by screening, dispatched by a person, taken, closed with a reason, and explained to the row."""
