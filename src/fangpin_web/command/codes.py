"""What a command's exit code says. Each is described in ``docs/reference/commands.md``."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """Exit codes of every ``fangpin`` command."""

    OK = 0
    FOUND = 1  # the command worked and found something wrong: a changed snapshot, a mistake in a policy
    USAGE = 2  # the command was written wrong; nothing was done
    REFUSED = 3  # what was asked is refused, and why; nothing was changed
    NOT_RUNNING = 4  # what is needed does not run or cannot start: database, address in use
    INTERRUPTED = 130  # stopped from the keyboard; nothing half done is left
