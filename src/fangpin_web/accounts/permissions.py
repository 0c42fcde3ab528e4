"""What a role may do. Plain functions, one page: this is where to look, and where to change it.

They say what an officer may *do*; which rows he sees is the scope (:func:`scope_of`) and is held by
the database as well.
"""

from __future__ import annotations

from fangpin_web.accounts.models import Officer, Role

_FIELD = frozenset({Role.VILLAGE, Role.TOWNSHIP, Role.COUNTY})
_DESK = frozenset({Role.TOWNSHIP, Role.COUNTY})


def scope_of(officer: Officer) -> str:
    """The area code whose rows the database shows him; empty for roles that see counts only."""
    return officer.area_code if sees_rows(officer) else ""


def sees_rows(officer: Officer) -> bool:
    """Rows about persons and households. The city sees counts; an administrator runs accounts, not files."""
    return officer.is_active and officer.role not in {Role.CITY, Role.ADMINISTRATOR}


def opens_household_file(officer: Officer) -> bool:
    """The file on one screen. A department sees what it sent and the persons matched to it, not whole files."""
    return officer.is_active and officer.role in _FIELD | {Role.AUDITOR}


def shows_unmasked(officer: Officer) -> bool:
    """May ask to see a name or number in full; the act is logged."""
    return officer.is_active and officer.role in _FIELD | {Role.AUDITOR}


def may_import(officer: Officer) -> bool:
    return officer.is_active and officer.role in _DESK | {Role.DEPARTMENT}


def may_import_source(officer: Officer, department: str) -> bool:
    """A department imports its own sources; the county and a township any."""
    return may_import(officer) and (officer.role != Role.DEPARTMENT or officer.department == department)


def may_accept_batch(officer: Officer) -> bool:
    """Let a previewed batch land, or undo one."""
    return officer.is_active and officer.role in _DESK


def may_correct(officer: Officer) -> bool:
    """Correct a ledger row by hand, with a reason that stays in the history."""
    return officer.is_active and officer.role in _DESK


def may_decide_match(officer: Officer) -> bool:
    return officer.is_active and officer.role in _DESK


def may_take_clue(officer: Officer) -> bool:
    return officer.is_active and officer.role in _FIELD


def may_note_told(officer: Officer) -> bool:
    """Note what was told by phone or at the door; it is kept beside the household and read by no rule."""
    return officer.is_active and officer.role in _FIELD


def may_close_clue(officer: Officer) -> bool:
    """A village visits and reports; the township or the county closes."""
    return officer.is_active and officer.role in _DESK


def may_dispatch_clues(officer: Officer) -> bool:
    return officer.is_active and officer.role == Role.COUNTY


def may_export(officer: Officer) -> bool:
    """Rows in a file, with name and time on it. A village shows and prints, it does not export."""
    return officer.is_active and officer.role in _DESK | {Role.AUDITOR}


def may_print(officer: Officer) -> bool:
    return opens_household_file(officer)


def may_seal(officer: Officer) -> bool:
    return officer.is_active and officer.role == Role.COUNTY


def may_screen(officer: Officer) -> bool:
    return officer.is_active and officer.role == Role.COUNTY


def may_watch_timetable(officer: Officer) -> bool:
    """See what begins by itself in the county, stop it, or begin it again when it failed."""
    return may_seal(officer)


def reads_log(officer: Officer) -> bool:
    return officer.is_active and officer.role in {Role.COUNTY, Role.AUDITOR}


def sees_tallies(officer: Officer) -> bool:
    """Counts without personal data."""
    return officer.is_active


def may_manage_accounts(officer: Officer) -> bool:
    return officer.is_active and officer.role == Role.ADMINISTRATOR


def sees_accounts(officer: Officer) -> bool:
    """Who has an account, and what was done to it: the administrator, and those who watch over him."""
    return officer.is_active and officer.role in {Role.ADMINISTRATOR, Role.COUNTY, Role.AUDITOR}


def may_enter_parameter(officer: Officer) -> bool:
    """Enter a value that a document sets, or confirm one that somebody else entered."""
    return officer.is_active and officer.role == Role.COUNTY


def may_switch_mechanism(officer: Officer) -> bool:
    """Say that the place uses a mechanism or no longer does, or confirm that somebody else said so."""
    return officer.is_active and officer.role == Role.COUNTY


def may_state_figure(officer: Officer) -> bool:
    """Enter a department's number, or override one, beside what is counted."""
    return officer.is_active and officer.role == Role.COUNTY


def sees_checklist(officer: Officer) -> bool:
    """What this installation still lacks."""
    return officer.is_active and officer.role in {Role.COUNTY, Role.ADMINISTRATOR}


def sees_backups(officer: Officer) -> bool:
    """When the last backup was made and where they go; making one is a command at the machine."""
    return officer.is_active and officer.role in {Role.COUNTY, Role.ADMINISTRATOR, Role.AUDITOR}


def sees_tray(officer: Officer) -> bool:
    """Which lists have come. What the county received lies outside a township's area, so it would miss it all."""
    return officer.is_active and officer.role in {Role.COUNTY, Role.DEPARTMENT, Role.AUDITOR}


def may_report_nothing(officer: Officer) -> bool:
    """Note that a list has no data for a month; a department of its own lists only."""
    return officer.is_active and officer.role in {Role.COUNTY, Role.DEPARTMENT}


def may_check_quality(officer: Officer) -> bool:
    """Drop an export, take the problem workbooks out and bring the corrected ones back."""
    return officer.is_active and officer.role in _DESK


def may_exempt(officer: Officer) -> bool:
    """Say that a finding is right as it stands, or withdraw that."""
    return officer.is_active and officer.role == Role.COUNTY


def sees_rounds(officer: Officer) -> bool:
    """What was found in which round, in the officer's own area."""
    return may_check_quality(officer) or reads_log(officer)


def may_attach_evidence(officer: Officer) -> bool:
    """Keep a photo, minutes or a scan as proof of a row in the officer's own area."""
    return officer.is_active and officer.role in _FIELD | {Role.DEPARTMENT}


def may_visit(officer: Officer) -> bool:
    """Take a village's list along, enter visits, bring paper forms home."""
    return officer.is_active and officer.role in _FIELD


def sees_visits(officer: Officer) -> bool:
    """The visits that came in from the officer's area."""
    return opens_household_file(officer)


def may_make_notices(officer: Officer) -> bool:
    """Make the sheet that hangs in a village, note its days and the objections to it."""
    return officer.is_active and officer.role in _FIELD


def sees_notices(officer: Officer) -> bool:
    return opens_household_file(officer)


def may_take_applications(officer: Officer) -> bool:
    """Find the household of an application, or leave it with a reason."""
    return officer.is_active and officer.role in _DESK


def may_bring_applications(officer: Officer) -> bool:
    """Bring the province's list of applications in; it names families of every township."""
    return officer.is_active and officer.role == Role.COUNTY


def sees_applications(officer: Officer) -> bool:
    return officer.is_active and officer.role in _DESK | {Role.AUDITOR}


def sees_evidence(officer: Officer) -> bool:
    """Open what is kept as proof; every opening is logged. A department sees what proves an issue given to it, by
    name."""
    return opens_household_file(officer)


def may_check_bulletins(officer: Officer) -> bool:
    """Have a draft's numbers counted again: everybody with a desk, whoever writes or signs."""
    return officer.is_active and officer.role not in {Role.VILLAGE, Role.ADMINISTRATOR}


def may_choose_reading(officer: Officer) -> bool:
    """Say which figure certain words mean, for every later draft of the place."""
    return officer.is_active and officer.role in {Role.COUNTY, Role.CITY}


def sees_issues(officer: Officer) -> bool:
    """The rectification ledger, the board and the campaigns of the officer's own area."""
    return opens_household_file(officer)


def sees_given_issues(officer: Officer) -> bool:
    """Issues one by one: those of the officer's own area, of a department those that were given to it."""
    return sees_issues(officer) or (officer.is_active and officer.role == Role.DEPARTMENT)


def may_work_issue(officer: Officer) -> bool:
    """Say what is done about an issue or a task, and submit it with its evidence."""
    return officer.is_active and officer.role in _FIELD | {Role.DEPARTMENT}


def may_raise_issue(officer: Officer) -> bool:
    """Open an issue, assign it, and accept or return what somebody else submitted."""
    return officer.is_active and officer.role in _DESK


def may_void_issue(officer: Officer) -> bool:
    """Void an issue entered by mistake, or open a closed one again."""
    return officer.is_active and officer.role == Role.COUNTY


def may_run_campaign(officer: Officer) -> bool:
    """Begin campaigns, set their tasks, hold dispatch meetings, produce the month's cycle."""
    return officer.is_active and officer.role == Role.COUNTY


def sees_duties(officer: Officer) -> bool:
    """Who answers for what, plans and measures, in the officer's own area."""
    return opens_household_file(officer)


def may_assign(officer: Officer) -> bool:
    """Have somebody answer for a household or an area, or end that; note the papers of a file."""
    return officer.is_active and officer.role in _DESK


def may_hand_over(officer: Officer) -> bool:
    """Hand all duties of an official to a successor."""
    return officer.is_active and officer.role == Role.COUNTY


def may_draw(officer: Officer) -> bool:
    """Draw at random whom to call or where to inspect, inside the officer's own area."""
    return officer.is_active and officer.role in _DESK


def sees_draws(officer: Officer) -> bool:
    """Draws of the officer's own area; those made over it are kept from him until the visit."""
    return may_draw(officer) or (officer.is_active and officer.role == Role.AUDITOR)


def may_call(officer: Officer) -> bool:
    """Call families of a call sheet and note what they said."""
    return may_draw(officer)


def may_plan(officer: Officer) -> bool:
    """Draft a family's plan and agree on measures."""
    return officer.is_active and officer.role in _FIELD


def may_approve_plan(officer: Officer) -> bool:
    """Approve a plan that the village has reviewed."""
    return officer.is_active and officer.role in _DESK


def may_write_bulletins(officer: Officer) -> bool:
    """Write a bulletin of one's own area from a snapshot, and refresh last month's; nothing is kept by it."""
    return officer.is_active and officer.role in {Role.TOWNSHIP, Role.COUNTY, Role.CITY}


def may_sign_bulletins(officer: Officer) -> bool:
    """Freeze a bulletin under one's name, correct it by a new version, and send it round."""
    return officer.is_active and officer.role in {Role.COUNTY, Role.CITY}


def sees_cases(officer: Officer) -> bool:
    """Cases on their way; a department sees those that stand at a step of its own."""
    return opens_household_file(officer) or (officer.is_active and officer.role == Role.DEPARTMENT)


def may_work_cases(officer: Officer) -> bool:
    """Act on a case; which step is whose is the process's word."""
    return officer.is_active and officer.role in _FIELD | {Role.DEPARTMENT}


def may_open_case(officer: Officer) -> bool:
    """Open a case, stop its clock or let it run; a village proposes by a clue."""
    return officer.is_active and officer.role in _DESK


def sees_discrepancies(officer: Officer) -> bool:
    """Records that disagree in the officer's own area; a department those that it corrects."""
    return opens_household_file(officer) or (officer.is_active and officer.role == Role.DEPARTMENT)


def may_answer_discrepancy(officer: Officer) -> bool:
    """Say that a record was corrected at its source: the department whose it is, or who works for it here."""
    return officer.is_active and officer.role in _DESK | {Role.DEPARTMENT}


def may_decide_discrepancy(officer: Officer) -> bool:
    """Accept an explanation, exempt until a day, take that back, send a department its list."""
    return officer.is_active and officer.role == Role.COUNTY
