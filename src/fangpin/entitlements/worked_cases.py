"""Worked cases of schemes: what a row is due as an official reckons it, in plain Python and through the SQL."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

import duckdb

from fangpin.entitlements.answers import assess_row
from fangpin.entitlements.assessing import assessed_query
from fangpin.expressions import Wording, nearest
from fangpin.policy import Case, Fact, Policy, Problem, Scheme
from fangpin.policy.cases import case_parameters, case_row
from fangpin.policy.yaml_reading import Notes
from fangpin.rules.ladder import quoted
from fangpin.rules.worked_cases import lay_parameters

_ORDERED = ("<", "<=", ">", ">=")


def check_schemes(policy: Policy) -> Iterable[Problem]:
    """Every case that comes to another amount than it states, and every scheme that lacks one of the four cases.

    A case counts in the place it is written for, and wherever that place's scheme is inherited.
    """
    notes = Notes()
    shown: dict[str, set[str]] = {}
    for case in policy.cases:
        for id_, written in case.due.items():
            scheme = policy.schemes.get(id_)
            if scheme is None:
                _unknown_scheme(id_, case, policy, notes)
                continue
            shown.setdefault(id_, set()).add(
                "unknown" if written == "unknown" else "some" if float(written) else "none"
            )
            if case.on_the_line:
                shown[id_].add("on the line")
            if case.place == policy.place.id:
                _check(scheme, case, written, policy, notes)
    for scheme in policy.schemes.values():
        if missing := [w for w in _wanted(scheme) if w not in shown.get(scheme.id, set())]:
            listed = ", ".join(missing)
            what = Wording(f"the scheme {scheme.id} has no case for: {listed}", f"政策 {scheme.id} 缺少算例：{listed}")
            remedy = Wording(
                'add worked cases with due: {scheme: "…"}; on_the_line: true for the one on the limit',
                '请补充带 due: {政策: "金额"} 的算例；恰在界线上的标 on_the_line: true',
            )
            notes.add((scheme.file, scheme.line), what, remedy)
    return notes.problems


def _wanted(scheme: Scheme) -> tuple[str, ...]:
    line = any(leaf.operator in _ORDERED for leaf in scheme.entitled.comparisons)
    return ("some", "none", "unknown", *(["on the line"] if line else []))


def _check(scheme: Scheme, case: Case, written: str, policy: Policy, notes: Notes) -> None:
    row, parameters = case_row(case, policy.fact(scheme.over), policy), case_parameters(case, policy, notes)
    absent = [n.id for n in scheme.columns if n.id not in row]
    row |= dict.fromkeys(absent)
    if missing := [name for name in scheme.parameters if name not in parameters]:
        listed = ", ".join(missing)
        what = Wording(f"'{case.name}': {listed} has no value", f"“{case.name}”：{listed} 没有取值")
        notes.add((case.file, case.line), what, Wording("give it under parameters:", "请在 parameters: 中给出"))
        return
    answer = assess_row(scheme, row, parameters, as_of=case.day)
    found = "unknown" if answer.due is None else f"{answer.due:.2f}"
    if found != written:
        what = Wording(
            f"'{case.name}': {scheme.id} comes to {found}, the case states {written}",
            f"“{case.name}”：{scheme.id} 算得 {found}，算例写的是 {written}",
        )
        remedy = Wording(
            "correct the scheme or the case, whichever the document contradicts", "请对照文件，更正政策或算例"
        )
        notes.add((case.file, case.line), what, remedy)
    if case.on_the_line and not _on_the_line(scheme, row, parameters, case):
        what = Wording(
            f"'{case.name}' is marked on_the_line, but no comparison is exactly equal",
            f"“{case.name}”标为 on_the_line，但没有恰好相等的比较",
        )
        notes.add((case.file, case.line), what, Wording("set a value exactly to the limit", "请让某个值恰好等于界线"))


def _on_the_line(scheme: Scheme, row: Mapping[str, object], parameters: Mapping[str, object], case: Case) -> bool:
    for leaf in scheme.entitled.comparisons:
        if leaf.operator in _ORDERED and leaf.right is not None:
            left = leaf.left.evaluate(row, parameters, as_of=case.day)
            if left is not None and left == leaf.right.evaluate(row, parameters, as_of=case.day):
                return True
    return False


def _unknown_scheme(id_: str, case: Case, policy: Policy, notes: Notes) -> None:
    if case.place != policy.place.id:  # switched off below the place of the case
        return
    guess = nearest(id_, policy.schemes)
    remedy = (
        Wording(f"did you mean {guess}?", f"是否为 {guess}？") if guess else Wording("correct the id", "请更正标识")
    )
    what = Wording(f"there is no scheme {id_} in {policy.place.id}", f"{policy.place.id} 没有政策 {id_}")
    notes.add((case.file, case.line), what, remedy)


@dataclass(frozen=True, slots=True, kw_only=True)
class Worked:
    """What the SQL came to for one scheme of one case, beside what the case states."""

    case: Case
    scheme: str
    expected: str
    found: str

    @property
    def agrees(self) -> bool:
        return self.expected == self.found


def work_through(policy: Policy) -> Iterator[Worked]:
    """Every case written for the policy's own place, through the SQL that asks a snapshot."""
    connection = duckdb.connect(":memory:")
    try:
        for case in policy.cases:
            if case.place != policy.place.id or not case.due:
                continue
            lay_parameters(connection, policy, on=case.day, instead=case_parameters(case, policy, Notes()))
            for id_, expected in case.due.items():
                scheme = policy.scheme(id_)
                fact = policy.fact(scheme.over)
                _lay_row(connection, fact, case_row(case, fact, policy))
                found = connection.execute(f'SELECT "?due" FROM ({assessed_query(fact, scheme)})').fetchone()
                due: Decimal | None = found[0] if found else None
                yield Worked(case=case, scheme=id_, expected=expected, found="unknown" if due is None else f"{due:.2f}")
    finally:
        connection.close()


def _lay_row(connection: duckdb.DuckDBPyConnection, fact: Fact, row: Mapping[str, object]) -> None:
    """The row as a table of the fact, columns that are not given unknown; keys are of no matter."""
    columns = [f"CAST(? AS {c.type.sql}) AS {quoted(c.name)}" for c in fact.columns]
    declared = {c.name for c in fact.columns}
    columns += [f"CAST(NULL AS BIGINT) AS {quoted(key)}" for key in fact.keys if key not in declared]
    values = [row.get(c.name) for c in fact.columns]
    plain = [str(v) if isinstance(v, Decimal) else v for v in values]
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {quoted(fact.id)} AS SELECT {', '.join(columns)}", plain)
