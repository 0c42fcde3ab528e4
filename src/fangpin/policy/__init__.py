"""What was in force on a day in a place, read from dated files: parameters, codes, facts, rules, sources, holidays.

>>> from fangpin.policy import load
>>> load("gejiu").place.zh
'个旧市'
"""

from __future__ import annotations

from fangpin.policy.binding import bound
from fangpin.policy.calendar import Holidays, NoCalendar
from fangpin.policy.chains import Chain, ChainLayer
from fangpin.policy.checking import check
from fangpin.policy.entering import Line, OwnPlace, enter, make_place, policy_with
from fangpin.policy.entries import (
    SEVERITIES,
    Again,
    Case,
    Citation,
    Code,
    CodeList,
    Fact,
    FactColumn,
    Parameter,
    Place,
    PolicyFile,
    RawSource,
    Rule,
    Side,
    Value,
    plain_word,
)  # fmt: skip
from fangpin.policy.figure_units import FIGURE_UNITS
from fangpin.policy.indicator_entries import Against, Counting, Indicator, PolicyValue, PublishedFigure, Slot, Tally
from fangpin.policy.kept import load_kept
from fangpin.policy.ladder import database_table, fact_query, facts_below, parameters_query, snapshot_table
from fangpin.policy.loading import Folders, load, places_in, shipped_folder
from fangpin.policy.mechanisms import Mechanism, Switch
from fangpin.policy.naming import place_called, places_known
from fangpin.policy.own_files import DeclaredByHand
from fangpin.policy.policy import Policy
from fangpin.policy.problems import NoSuchEntry, NoValueInForce, PolicyError, Problem
from fangpin.policy.process_entries import (
    CLOSED,
    FORWARD,
    Deadline,
    Demanded,
    FormField,
    Guard,
    Move,
    Process,
    Publicity,
    Spoken,
    VoteRule,
)  # fmt: skip
from fangpin.policy.roster_tables import FILES_TABLE, RosterColumn, RosterTable
from fangpin.policy.scheme_entries import Band, Bands, Choose, Interest, Part, ReckoningStep, Scheme, Share, Take
from fangpin.policy.switching import SwitchLine, switch

__all__ = [
    "CLOSED",
    "FIGURE_UNITS",
    "FILES_TABLE",
    "FORWARD",
    "SEVERITIES",
    "Again",
    "Against",
    "Band",
    "Bands",
    "Case",
    "Chain",
    "ChainLayer",
    "Choose",
    "Citation",
    "Code",
    "CodeList",
    "Counting",
    "Deadline",
    "DeclaredByHand",
    "Demanded",
    "Fact",
    "FactColumn",
    "Folders",
    "FormField",
    "Guard",
    "Holidays",
    "Indicator",
    "Interest",
    "Line",
    "Mechanism",
    "Move",
    "NoCalendar",
    "NoSuchEntry",
    "NoValueInForce",
    "OwnPlace",
    "Parameter",
    "Part",
    "Place",
    "Policy",
    "PolicyError",
    "PolicyFile",
    "PolicyValue",
    "Problem",
    "Process",
    "Publicity",
    "PublishedFigure",
    "RawSource",
    "ReckoningStep",
    "RosterColumn",
    "RosterTable",
    "Rule",
    "Scheme",
    "Share",
    "Side",
    "Slot",
    "Spoken",
    "Switch",
    "SwitchLine",
    "Take",
    "Tally",
    "Value",
    "VoteRule",
    "bound",
    "check",
    "database_table",
    "enter",
    "fact_query",
    "facts_below",
    "load",
    "load_kept",
    "make_place",
    "parameters_query",
    "place_called",
    "places_in",
    "places_known",
    "plain_word",
    "policy_with",
    "shipped_folder",
    "snapshot_table",
    "switch",
]
