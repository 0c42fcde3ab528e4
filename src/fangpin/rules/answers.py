"""The SQL of answers: every rule of a fact as one yes/no/unknown column, what was found, and how it counts.

The answers are columns of the fact's own table, computed while it is built, so that the basis of a
finding is read only for rows that have one. `IS DISTINCT FROM FALSE` says "yes or unknown":
a bare WHERE would drop the unknown.
"""

from __future__ import annotations

from collections.abc import Sequence

from fangpin.policy import Fact, Policy, Rule
from fangpin.rules.ladder import quoted


def answer_column(rule: Rule) -> str:
    """The column of a fact's table that holds a rule's answer; no column of a fact can have such a name."""
    return quoted(f"?{rule.id}")


def with_answers(query: str, rules: Sequence[Rule]) -> str:
    """A fact's query with the answers of its rules beside its columns."""
    answers = [f"({rule.holds.sql('duckdb', 'f', 'p')}) AS {answer_column(rule)}" for rule in rules]
    chosen = ", ".join(["f.*", *answers])
    return f"SELECT {chosen} FROM ({query}) AS f CROSS JOIN p"


def tally_query(fact: Fact, rules: Sequence[Rule]) -> str:
    """Per area: rows screened, and per rule the rows answered and those answered yes."""
    counts = [
        f"count({column}) AS {quoted(f'known {rule.id}')}, "
        f"count(*) FILTER (WHERE {column}) AS {quoted(f'yes {rule.id}')}"
        for rule in rules
        for column in (answer_column(rule),)
    ]
    chosen = ", ".join(["area_code", "count(*) AS screened", *counts])
    return f"SELECT {chosen} FROM {quoted(fact.id)} GROUP BY area_code ORDER BY area_code"


def findings_query(fact: Fact, rules: Sequence[Rule], policy: Policy) -> str:
    """Every yes, and the unknowns of rules that ask for a visit, with what they rest on."""
    return "\nUNION ALL\n".join(_findings_of(fact, rule, policy) for rule in rules)


def basis_columns(rule: Rule) -> tuple[str, ...]:
    """What a finding carries: what the rule compares and shows, the column its step counts, those that list cells,
    and what the sides of a discrepancy say."""
    stepped = (rule.again.column,) if rule.again else ()
    listing = (name[1:] for name in rule.columns if name.startswith("@"))
    said = (column for side in rule.sides for column in side.columns)
    return tuple(dict.fromkeys((*(n.id for n in rule.holds.columns), *rule.shows, *stepped, *listing, *said)))


def _findings_of(fact: Fact, rule: Rule, policy: Policy) -> str:
    answer = answer_column(rule)
    found = f"{answer} IS DISTINCT FROM FALSE" if rule.visit_if_unknown else answer
    given = {*fact.keys, *(column.name for column in fact.columns)}
    household = "household_id" if "household_id" in given else "CAST(NULL AS BIGINT)"  # a village has none
    person = "person_id" if fact.subject == "person" else "CAST(NULL AS BIGINT)"
    return (
        f"SELECT '{rule.id}' AS rule, '{fact.subject}' AS subject, {household} AS household_id, "
        f"{person} AS person_id, area_code, "
        f"CASE WHEN {answer} THEN 'yes' ELSE 'unknown' END AS answer, "
        f"{_step(fact, rule, policy)} AS step, {basis_of(fact, rule)} AS basis "
        f"FROM {quoted(fact.id)} AS f{' CROSS JOIN p' if rule.again else ''} WHERE {found}"
    )


def basis_of(fact: Fact, rule: Rule) -> str:
    """JSON text, read off exactly: amounts and dates as text, so that no digit is lost."""
    parts = [f"{quoted(name)} := {_plain(fact, name)}" for name in basis_columns(rule)]
    return f"CAST(to_json(struct_pack({', '.join(parts)})) AS VARCHAR)"


def _plain(fact: Fact, name: str) -> str:
    column = f"f.{quoted(name)}"
    return f"CAST({column} AS VARCHAR)" if fact.column(name).type.kind in ("decimal", "date") else column


def _step(fact: Fact, rule: Rule, policy: Policy) -> str:
    """Whole steps in the column. Both are made whole numbers first: dividing decimals would go through floats.

    Of a date its number of days: events months apart are told by their distance, not by a calendar's grid.
    """
    if rule.again is None:
        return "CAST(NULL AS BIGINT)"
    if fact.column(rule.again.column).type.kind == "date":
        return f"CAST(date_diff('day', DATE '1970-01-01', f.{quoted(rule.again.column)}) AS BIGINT)"
    scale = max(fact.column(rule.again.column).type.reach[1], policy.parameters[rule.again.step].type.reach[1])
    column, step = (
        f"CAST({name} * {10**scale} AS HUGEINT)"
        for name in (f"f.{quoted(rule.again.column)}", f"p.{quoted(rule.again.step)}")
    )
    return f"CAST({column} // {step} AS BIGINT)"
