"""A finding in one sentence, made from the rule's comparisons, the values found and the dated parameters.

Nothing here is written per rule: what the expression reads is what the sentence says.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from fangpin.expressions import Comparison, Name, Term, Type
from fangpin.expressions.tree import Arithmetic, Literal, Node, Read
from fangpin.policy import Fact, Policy, Rule
from fangpin.policy.entries import Language
from fangpin.rules.answers import basis_columns

_YES = {"zh": ("是", "否"), "en": ("yes", "no")}
_UNKNOWN = {"zh": "未知", "en": "unknown"}
_PERCENT = 100
_COUNTED = frozenset({"claim", "person", "month", "day", "minute", "year", "measure", "time", "row", "item"})
_STOPS = {"zh": ("；", "，", "：", "（{}）"), "en": ("; ", ", ", ": ", " ({})")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One value of the basis, named and printed for a reader."""

    column: str
    label: str
    text: str
    known: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why a rule answered as it did.

    ``sentence`` holds what was compared; ``unknown`` names what could not be said; ``shown`` is the
    whole basis, value by value, in the order the rule reads it.
    """

    sentence: str
    unknown: tuple[str, ...]
    shown: tuple[Shown, ...]


def explain(
    rule: Rule, basis: Mapping[str, Any] | str, policy: Policy, *, on: date, language: Language = "zh"
) -> Explanation:
    """Explain a finding; ``basis`` as screening stored it, ``on`` the day it was screened for.

    Parameters are read from the policy on that day, so an old finding keeps its old line.
    """
    written = json.loads(basis) if isinstance(basis, str) else basis
    fact = policy.fact(rule.over)
    teller = _Teller(fact, _typed(fact, written), policy, on, language)
    return teller.explanation(rule)


def _typed(fact: Fact, written: Mapping[str, Any]) -> dict[str, Any]:
    """The basis as values: screening wrote amounts and dates as text."""
    row: dict[str, Any] = {}
    for name, value in written.items():
        kind = fact.column(name).type.kind
        if isinstance(value, str) and kind == "decimal":
            row[name] = Decimal(value)
        elif isinstance(value, str) and kind == "date":
            row[name] = date.fromisoformat(value)
        else:
            row[name] = value
    return row


@dataclass(frozen=True, slots=True)
class _Teller:
    fact: Fact
    row: Mapping[str, Any]
    policy: Policy
    on: date
    language: Language

    def explanation(self, rule: Rule) -> Explanation:
        semicolon, comma, *_ = _STOPS[self.language]
        row = {**dict.fromkeys(basis_columns(rule)), **self.row}
        teller = _Teller(self.fact, row, self.policy, self.on, self.language)
        answer = rule.holds.evaluate(row, self.policy.values_on(self.on), as_of=self.on)
        told = list(dict.fromkeys(teller._told(rule, answer=answer)))
        told = [part for part in told if not any(other != part and other.startswith(f"{part} ") for other in told)]
        compared = {name.id for leaf in rule.holds.comparisons for term in _terms(leaf) for name in term.names}
        beside = [teller._named(n) for n in rule.shows if n not in compared and teller._tells(n)]
        unknown = tuple(self._label(name) for name in rule.holds.columns if row[name.id] is None)
        parts = [semicolon.join(told), comma.join(beside)]
        if unknown and answer is None:
            missing = "未知：" if self.language == "zh" else "unknown: "
            parts.append(missing + ("、" if self.language == "zh" else ", ").join(unknown))
        shown = tuple(teller._shown(name) for name in basis_columns(rule))
        return Explanation(sentence=semicolon.join(p for p in parts if p), unknown=unknown, shown=shown)

    def _told(self, rule: Rule, *, answer: bool | None) -> Iterator[str]:
        """The comparisons that bear the answer: for a no those that fail, else those that hold."""
        wanted = answer is not False
        leaves = [(leaf, self._holds(leaf)) for leaf in rule.holds.comparisons]
        said: set[tuple[str, str]] = set()
        for leaf, holds in leaves:
            if holds is not wanted or (wanted and _is_guard(leaf)):
                continue
            # an amount seen and the same amount in full are one thing to a reader
            key = (leaf.sign, f"{self._value(leaf.left)} {self._value(leaf.right) if leaf.right else leaf.values}")
            if leaf.right is None or key not in said:
                said.add(key)
                yield self._leaf(leaf)

    def _tells(self, column: str) -> bool:
        """Whether a value beside the comparison informs; that no claim was seen of an amount on a list does not."""
        unit = self.fact.column(column).type.unit
        return self.row[column] is not None and not (self.row[column] == 0 and str(unit or "") == "claim")

    def _said(self, name: Name, *, yes: bool) -> str:
        """A yes-or-no column as a statement: its name, or the words its declaration has for no."""
        if yes:
            return self._label(name)
        denied = name.zh_not if self.language == "zh" else name.en_not
        return denied or f"{self._label(name)}{_STOPS[self.language][2]}{_YES[self.language][1]}"

    def _holds(self, leaf: Comparison) -> bool | None:
        return leaf.evaluate(self.row, self.policy.values_on(self.on), as_of=self.on)

    def _value(self, term: Term) -> Any:
        return term.evaluate(self.row, self.policy.values_on(self.on), as_of=self.on)

    def _leaf(self, leaf: Comparison) -> str:
        _, _, colon, _ = _STOPS[self.language]
        if leaf.operator == "is null":
            empty, filled = {"zh": ("未填写", "已填写"), "en": (" is not filled in", " is filled in")}[self.language]
            return f"{leaf.left.label(self.language)}{filled if leaf.negated else empty}"
        value = self._value(leaf.left)
        if leaf.operator == "holds" and leaf.left.name is not None and value is not None:
            return self._said(leaf.left.name, yes=value)
        if leaf.operator in ("holds", "in") or _is_code(leaf.left):
            joined = "为" if self.language == "zh" and value is not None else colon
            return f"{leaf.left.label(self.language)}{joined}{self._text(value, leaf.left.type)}"
        assert leaf.right is not None  # noqa: S101 - every other comparison has two sides
        left, times = _unscaled(leaf.left)
        told = f"{left.label(self.language)} {self._text(self._value(left), left.type)}"
        if leaf.right.literal is not None:  # compared with a written number such as 0: the value says it
            return told
        right = self._value(leaf.right)
        if times != 1 and right is not None:
            right = Decimal(right) / times
        return f"{told} {leaf.sign} {self._text(right, left.type)}{self._origin(leaf.right, percent=times == _PERCENT)}"

    def _origin(self, right: Term, *, percent: bool) -> str:
        """What the right side is made of, parameters with the day since which they apply."""
        *_, brackets = _STOPS[self.language]
        if right.name is None:
            factors = [self._factor(name, percent=percent) for name in right.names]
            return brackets.format(" × ".join(factors) if _is_product(right) else right.label(self.language))
        if right.name.role == "parameter":
            return brackets.format(f"{self._label(right.name)}{_STOPS[self.language][1]}{self._since(right.name)}")
        return brackets.format(self._label(right.name))

    def _factor(self, name: Name, *, percent: bool) -> str:
        if name.role != "parameter":
            return self._named(name.id)
        value = self.policy.value(name.id, on=self.on).value
        text = f"{value}%" if percent and not str(name.type.unit or "") else self._text(value, name.type)
        inner = "〔{}〕" if self.language == "zh" else " [{}]"
        return f"{self._label(name)} {text}{inner.format(self._since(name))}"

    def _since(self, name: Name) -> str:
        since = self.policy.value(name.id, on=self.on).since
        return f"{since} 起" if self.language == "zh" else f"since {since}"

    def _named(self, column: str) -> str:
        declared = self.fact.column(column)
        if isinstance(self.row[column], bool):
            return self._said(declared.as_name, yes=self.row[column])
        return f"{self._label(declared.as_name)} {self._text(self.row[column], declared.type)}"

    def _shown(self, column: str) -> Shown:
        declared = self.fact.column(column)
        value = self.row[column]
        return Shown(
            column=column,
            label=self._label(declared.as_name),
            text=self._text(value, declared.type),
            known=value is not None,
        )

    def _label(self, name: Name) -> str:
        return name.zh if self.language == "zh" else name.en or name.id.replace("_", " ")

    def _text(self, value: Any, type_: Type) -> str:
        """A value as it is read aloud: ``23,411.00 元``, ``4 人``, ``D级``."""
        match value:
            case None:
                return _UNKNOWN[self.language]
            case bool():
                return _YES[self.language][not value]
            case date():
                return value.isoformat()
            case int() | Decimal():
                return self._number(value, type_)
            case _:
                return self.policy.code_list(type_.codes).label(value, self.language) if type_.codes else str(value)

    def _number(self, value: int | Decimal, type_: Type) -> str:
        written = "" if type_.unit is None else str(type_.unit)
        text = f"{value:,.2f}" if "CNY" in written else f"{value:,}"
        if self.language == "zh":
            unit = "周岁" if written == "year" else type_.unit.zh if type_.unit else ""
        else:
            unit = written + ("s" if written in _COUNTED and value != 1 else "")
        return f"{text} {unit}".rstrip()


def _terms(leaf: Comparison) -> tuple[Term, ...]:
    return (leaf.left,) if leaf.right is None else (leaf.left, leaf.right)


def _is_code(term: Term) -> bool:
    return term.type.kind == "code"


def _is_guard(leaf: Comparison) -> bool:
    """Whether the leaf only says that something else was not ruled out."""
    return leaf.operator == "holds" and leaf.left.name is not None and leaf.left.name.id.endswith("_ruled_out")


def _unscaled(term: Term) -> tuple[Term, int]:
    """The term without a factor of 100 written to avoid dividing: a percentage is read without it."""
    node = term.node
    if (
        isinstance(node, Arithmetic)
        and node.operator == "*"
        and isinstance(node.right, Literal)
        and node.right.value == _PERCENT
    ):
        return Term(node.left), _PERCENT
    return term, 1


def _is_product(term: Term) -> bool:
    waiting: list[Node] = [term.node]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Arithmetic) and node.operator == "*":
            waiting += [node.left, node.right]
        elif not isinstance(node, Read):
            return False
    return True
