"""The states of a clue, as the code list ``clue_state`` has them, and which of them are still open."""

from __future__ import annotations

PROPOSED = "proposed"
OPEN = "open"
TAKEN = "taken"
CLOSED_NEGATIVE = "closed_negative"
CLOSED_POSITIVE = "closed_positive"

UNFINISHED = (PROPOSED, OPEN, TAKEN)
FINISHED = (CLOSED_NEGATIVE, CLOSED_POSITIVE)

# The one reason that means the household goes on to identification.
POSITIVE_REASONS = ("included",)

# Not an outcome of a visit and no officer's choice: a screening closes a clue whose facts crossed a further step.
STEPPED_UP = "stepped_up"
# Nor this: what was paid agrees with what is due since, and a reckoning closes the clue it raised.
SETTLED = "settled"
