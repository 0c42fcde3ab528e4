"""The arithmetic of one row as a reader can follow it: each line in names, in numbers, and what it comes to."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from fangpin.entitlements.answers import Assessment, assess_row
from fangpin.entitlements.steps import Ground, bands_of, chosen_of
from fangpin.expressions import Expression, Name, Term, Type, Wording
from fangpin.expressions.functions import FUNCTIONS
from fangpin.expressions.tree import Arithmetic, Call, Literal, Negate, Node, Read, literal_text
from fangpin.policy import Bands, Choose, Interest, Part, Policy, ReckoningStep, Rule, Scheme, Share, Take
from fangpin.policy.entries import Language
from fangpin.rules.explanation import explain

_SIGNS = {"*": "×", "-": "−", "+": "+"}
_YES = {"zh": ("是", "否"), "en": ("yes", "no")}
_UNKNOWN = {"zh": "未知", "en": "unknown"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One step: its name, the formula in names, the same in numbers, and the result (``未知`` where unknown)."""

    label: str
    formula: str
    numbers: str
    result: str
    known: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One row explained. ``why`` is what the entitlement rests on; ``origins`` the parameters with their documents."""

    assessment: Assessment
    why: str
    lines: tuple[Line, ...]
    unknown: tuple[str, ...]
    origins: tuple[str, ...]


def tell(
    scheme: Scheme, basis: Mapping[str, Any] | str, policy: Policy, *, on: date, language: Language = "zh"
) -> Told:
    """Explain one row; ``basis`` as :func:`~fangpin.entitlements.assess` gives it, ``on`` the last day of the period.

    Everything is reckoned again from the basis and the parameters of that day, so what is shown is what is due.
    """
    written = json.loads(basis) if isinstance(basis, str) else basis
    row = {name.id: written.get(name.id) for name in scheme.columns}
    parameters = policy.values_on(on)
    answer = assess_row(scheme, _typed(scheme, row), parameters, as_of=on)
    teller = _Teller(policy, language, Ground(_typed(scheme, row), parameters, on))
    lines = []
    for step, value in answer.steps:
        lines.append(teller.line(step, value))
        teller.ground = Ground({**teller.ground.row, step.id: value}, parameters, on)
    told = explain(
        _as_rule(scheme), {n.id: row[n.id] for n in scheme.entitled.columns}, policy, on=on, language=language
    )
    return Told(
        assessment=answer,
        why=told.sentence,
        lines=tuple(lines),
        unknown=tuple(teller.label(name) for name in answer.unknown),
        origins=tuple(teller.origins(scheme)),
    )


def _typed(scheme: Scheme, row: Mapping[str, Any]) -> dict[str, Any]:
    kinds = {name.id: name.type.kind for name in scheme.columns}
    typed: dict[str, Any] = {}
    for name, value in row.items():
        if isinstance(value, str) and kinds[name] == "decimal":
            typed[name] = Decimal(value)
        elif isinstance(value, str) and kinds[name] == "date":
            typed[name] = date.fromisoformat(value)
        else:
            typed[name] = value
    return typed


def _as_rule(scheme: Scheme) -> Rule:
    """The condition of a scheme as a rule, which is explained already."""
    return Rule(
        id=scheme.id, zh=scheme.zh, en=scheme.en, over=scheme.over, holds=scheme.entitled, kind="duty", risk=None,
        severity="medium", again=None, visit_if_unknown=False, shows=(), remedy=Wording("", ""), source=scheme.source,
        sources=(), since=None, until=None, place=scheme.place, file=scheme.file, line=scheme.line,
    )  # fmt: skip


@dataclass(slots=True)
class _Teller:
    policy: Policy
    language: Language
    ground: Ground

    def line(self, step: ReckoningStep, value: Decimal | None) -> Line:
        formula, numbers = self._told(step)
        return Line(
            label=step.zh if self.language == "zh" else step.en,
            formula=formula,
            numbers=numbers,
            result=self.number(value, step.name.type),
            known=value is not None,
        )

    def _told(self, step: ReckoningStep) -> tuple[str, str]:
        how = step.how
        match how:
            case Take(value=value):
                return self.names(value), self.numbers(value)
            case Share(of=of, percent=percent):
                names = f"{_bracketed(of, self.names(of))} × {self.names(percent)}"
                return names, f"{_bracketed(of, self.numbers(of))} × {self.plain(percent)}%"
            case Part(of=of, by=by):
                names = f"{_bracketed(of, self.names(of))} ÷ {_bracketed(by, self.names(by))}"
                return names, f"{_bracketed(of, self.numbers(of))} ÷ {_bracketed(by, self.numbers(by))}"
            case Choose():
                return self._chosen(how)
            case Bands():
                return self._banded(how)
            case Interest(of=of, rate=rate, days=days, year=year):
                names = f"{self.names(of)} × {self.names(rate)} ÷ {year} × {self.names(days)}"
                return names, f"{self.numbers(of)} × {self.plain(rate)}% ÷ {year} × {self.numbers(days)}"

    def _chosen(self, how: Choose) -> tuple[str, str]:
        code = self.ground.row[how.by.id]
        word = self._word(how.by, code)
        chosen = chosen_of(how, code)
        if chosen is None:
            return self.label(how.by), word
        open_, close = ("（", "）：") if self.language == "zh" else (" (", "): ")
        return f"{self.label(how.by)}{open_}{word}{close}{self.names(chosen)}", self.numbers(chosen)

    def _banded(self, how: Bands) -> tuple[str, str]:
        names = self.names(how.of)
        shown = []
        for low, high, inside, percent in bands_of(how, self.ground):
            part = f"{self.money(inside)} × {'?' if percent is None else f'{percent.normalize():f}'}%"
            shown.append(f"{self._limits(low, high)}{part}")
        return (f"{names} 分段" if self.language == "zh" else f"{names} by bands"), " + ".join(shown)

    def _limits(self, low: Decimal | None, high: Decimal | None) -> str:
        if high is None:
            return f"〔{self.money(low)} 以上〕" if self.language == "zh" else f"[above {self.money(low)}] "
        limits = f"{self.money(low)}–{self.money(high)}"
        return f"〔{limits}〕" if self.language == "zh" else f"[{limits}] "

    def names(self, expression: Expression) -> str:
        return Term(expression.tree).label(self.language)

    def plain(self, expression: Expression) -> str:
        found = self.ground.number(expression)
        return _UNKNOWN[self.language] if found is None else f"{found.normalize():f}"

    def numbers(self, expression: Expression) -> str:
        return self._numbers(expression.tree)

    def _numbers(self, node: Node) -> str:
        match node:
            case Read(name=name):
                return self._value(name)
            case Literal(value=value):
                return literal_text(value)
            case Arithmetic(operator=operator, left=left, right=right):
                return f"{self._inner(left)} {_SIGNS[operator]} {self._inner(right)}"
            case Negate(item=item):
                return f"−{self._inner(item)}"
            case Call(function=function, arguments=arguments):
                shown = FUNCTIONS[function].zh if self.language == "zh" else function
                comma = "，" if self.language == "zh" else ", "
                return f"{shown}({comma.join(self._numbers(a) for a in arguments)})"
            case _:
                return ""

    def _inner(self, node: Node) -> str:
        shown = self._numbers(node)
        return f"({shown})" if isinstance(node, Arithmetic) and node.operator != "*" else shown

    def _value(self, name: Name) -> str:
        if name.role == "day":
            return self.ground.as_of.isoformat()
        value = self.ground.parameters[name.id] if name.role == "parameter" else self.ground.row[name.id]
        if name.type.kind in ("code", "boolean", "text", "date"):
            return self._word(name, value)
        return self.money(Decimal(str(value))) if value is not None and name.type.kind == "decimal" else (
            _UNKNOWN[self.language] if value is None else f"{value}"
        )  # fmt: skip

    def _word(self, name: Name, value: object) -> str:
        if value is None:
            return _UNKNOWN[self.language]
        if isinstance(value, bool):
            return _YES[self.language][not value]
        if name.type.codes:
            return self.policy.code_list(name.type.codes).label(str(value), self.language)
        return str(value)

    def money(self, value: Decimal | None) -> str:
        return _UNKNOWN[self.language] if value is None else f"{value:,.2f}"

    def number(self, value: Decimal | None, type_: Type) -> str:
        if value is None:
            return _UNKNOWN[self.language]
        unit = (type_.unit.zh if self.language == "zh" else str(type_.unit)) if type_.unit else ""
        return f"{value:,.2f} {unit}".rstrip()

    def label(self, name: Name) -> str:
        return name.zh if self.language == "zh" else name.en or name.id.replace("_", " ")

    def origins(self, scheme: Scheme) -> Iterator[str]:
        """Each parameter with its value, since when, and the document."""
        for id_ in dict.fromkeys(n.id for e in self._used(scheme) for n in e.parameters):
            value = self.policy.value(id_, on=self.ground.as_of)
            name = self.policy.parameters[id_].name
            shown = f"{value.value:f}" if isinstance(value.value, Decimal) else str(value.value)
            unit = (name.type.unit.zh if self.language == "zh" else str(name.type.unit)) if name.type.unit else ""
            since = f"{value.since} 起" if self.language == "zh" else f"since {value.since}"
            stop, open_, close = ("：", "（", "）") if self.language == "zh" else (": ", " (", ")")
            comma = "，" if self.language == "zh" else ", "
            yield f"{self.label(name)}{stop}{f'{shown} {unit}'.rstrip()}{open_}{since}{comma}{value.source}{close}"

    def _used(self, scheme: Scheme) -> Iterator[Expression]:
        """What was reckoned with on this row: of a choice the branch that was taken."""
        yield scheme.entitled
        for step in scheme.steps:
            if isinstance(step.how, Choose):
                chosen = chosen_of(step.how, self.ground.row[step.how.by.id])
                yield from () if chosen is None else (chosen,)
            else:
                yield from step.how.parts


def _bracketed(expression: Expression, shown: str) -> str:
    tree = expression.tree
    return f"({shown})" if isinstance(tree, Arithmetic) else shown
