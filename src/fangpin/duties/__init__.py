"""Who answers for what, and the work that follows: draws, coverage, hand-overs, plans, issues, campaigns, boards.

Everything here is pure: the same rows, policy and day give the same answer on every server. Who may press which
button is decided in the shell.

>>> draw(["a", "b", "c", "d"], salt="2026-10", size=2)
('d', 'c')
"""

from __future__ import annotations

from fangpin.duties.binder import BinderItem, Completeness, completeness
from fangpin.duties.board import Board, BoardItem, BoardRow, board_of, escalation
from fangpin.duties.campaigns import CampaignDay, CycleStep, campaign_day, cycle_of_month
from fangpin.duties.coverage import Holding, LayerCoverage, Target, cover, loads, orphans
from fangpin.duties.draws import commitment, draw, draw_by_area, new_salt_is_good, population_print
from fangpin.duties.fitting import Help, PlanStanding, answers_of, plan_standing
from fangpin.duties.issue_lists import HEADINGS, ListedIssue, read_issue_list
from fangpin.duties.rectification import (
    FINISHED,
    Act,
    IssueState,
    NotAllowedNow,
    Paper,
    acts_open,
    check_act,
    demands_of,
    situation_of,
    state_of,
)
from fangpin.duties.succession import Handover, HandoverProblem, hand_over
from fangpin.duties.supervision import Listing, Supervised, propose_listing
from fangpin.duties.sweeping import Candidate, Finding, propose_sweep, recurrence_of

__all__ = [
    "FINISHED",
    "HEADINGS",
    "Act",
    "BinderItem",
    "Board",
    "BoardItem",
    "BoardRow",
    "CampaignDay",
    "Candidate",
    "Completeness",
    "CycleStep",
    "Demands",
    "Finding",
    "Handover",
    "HandoverProblem",
    "Help",
    "Holding",
    "IssueState",
    "LayerCoverage",
    "ListedIssue",
    "Listing",
    "NotAllowedNow",
    "Paper",
    "PlanStanding",
    "Supervised",
    "Target",
    "acts_open",
    "answers_of",
    "board_of",
    "campaign_day",
    "check_act",
    "commitment",
    "completeness",
    "cover",
    "cycle_of_month",
    "demands_of",
    "draw",
    "draw_by_area",
    "escalation",
    "hand_over",
    "loads",
    "new_salt_is_good",
    "orphans",
    "plan_standing",
    "population_print",
    "propose_listing",
    "propose_sweep",
    "read_issue_list",
    "recurrence_of",
    "situation_of",
    "state_of",
]
