"""What is done with a delivery: receive, preview, accept, undo; and with its open rows: decide.

Each service takes who acts and when, works in one transaction under that officer's scope, and either does all
of its work or none. Previewing reads and plans; only accepting and deciding write ledgers. This page is the way
in; each act has a module of its own.
"""

from __future__ import annotations

from fangpin_web.intake.accepting import accept_upload
from fangpin_web.intake.deciding import accept_proposals, decide_match, decide_matches
from fangpin_web.intake.planning import decide_missing, preview_upload
from fangpin_web.intake.receiving import Incoming, opened, receive_files, unlock_upload, withdraw_upload
from fangpin_web.intake.undoing import undo_batch

__all__ = [
    "Incoming",
    "accept_proposals",
    "accept_upload",
    "decide_match",
    "decide_matches",
    "decide_missing",
    "opened",
    "preview_upload",
    "receive_files",
    "undo_batch",
    "unlock_upload",
    "withdraw_upload",
]
