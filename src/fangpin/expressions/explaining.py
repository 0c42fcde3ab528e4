"""What an expression compared: the leaves a finding is explained by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from typing import Literal as OneWord

from fangpin.expressions.evaluation import Setting, evaluate
from fangpin.expressions.functions import FUNCTIONS
from fangpin.expressions.tree import (
    Arithmetic,
    Call,
    Compare,
    Every,
    IsNull,
    Literal,
    LiteralValue,
    Negate,
    Node,
    Not,
    OneOf,
    Read,
    Some,
    literal_text,
    names_read,
)  # fmt: skip
from fangpin.expressions.vocabulary import Name, Type

Language = OneWord["zh", "en"]
_SIGNS = {"<=": "≤", ">=": "≥", "<>": "≠"}


@dataclass(frozen=True, slots=True)
class Term:
    """One side of a comparison."""

    node: Node

    @property
    def type(self) -> Type:
        return self.node.type

    @property
    def names(self) -> tuple[Name, ...]:
        """The columns and parameters it reads, in reading order."""
        return tuple(names_read(self.node))

    @property
    def name(self) -> Name | None:
        """The one name it is, if it is nothing but a name."""
        return self.node.name if isinstance(self.node, Read) else None

    @property
    def literal(self) -> LiteralValue | None:
        """The written value it is, if it is one."""
        return self.node.value if isinstance(self.node, Literal) else None

    def evaluate(self, row: Mapping[str, object], parameters: Mapping[str, object], *, as_of: date) -> Any:
        """Its value on a row; None if unknown."""
        return evaluate(self.node, Setting(row, parameters, as_of))

    def label(self, language: Language = "zh") -> str:
        """How a reader calls it: ``家庭人口 × 监测收入线``."""
        return _label(self.node, language)


@dataclass(frozen=True, slots=True)
class Comparison:
    """One leaf of an expression.

    ``operator`` is a comparison, ``in`` (then ``values`` holds the list), ``is null`` or ``holds`` (a
    yes/no column by itself). ``negated`` says that an odd number of NOT stands above it.
    """

    left: Term
    operator: OneWord["=", "<>", "<", "<=", ">", ">=", "in", "is null", "holds"]
    right: Term | None = None
    values: tuple[LiteralValue, ...] = ()
    negated: bool = False
    node: Node | None = None

    def evaluate(self, row: Mapping[str, object], parameters: Mapping[str, object], *, as_of: date) -> bool | None:
        """Whether the leaf holds on a row, NOT above it included."""
        assert self.node is not None  # noqa: S101 - set by comparisons()
        answer = evaluate(self.node, Setting(row, parameters, as_of))
        return answer if answer is None or not self.negated else not answer

    @property
    def sign(self) -> str:
        """The operator as printed, ``≥`` for ``>=``; NOT taken in where a sign for it exists."""
        opposite = {"=": "<>", "<>": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
        operator: str = opposite.get(self.operator, self.operator) if self.negated else self.operator
        return _SIGNS.get(operator, operator)


def comparisons(node: Node) -> tuple[Comparison, ...]:
    """The leaves in reading order."""
    return tuple(_leaves(node, negated=False))


def _leaves(node: Node, *, negated: bool) -> Iterator[Comparison]:
    match node:
        case Every(items=items) | Some(items=items):
            for item in items:
                yield from _leaves(item, negated=negated)
        case Not(item=item):
            yield from _leaves(item, negated=not negated)
        case Compare(operator=operator, left=left, right=right):
            yield Comparison(Term(left), operator, Term(right), negated=negated, node=node)  # type: ignore[arg-type]
        case OneOf(item=item, values=values):
            yield Comparison(Term(item), "in", values=tuple(v.value for v in values), negated=negated, node=node)
        case IsNull(item=item):
            yield Comparison(Term(item), "is null", negated=negated, node=node)
        case _:
            yield Comparison(Term(node), "holds", negated=negated, node=node)


def _label(node: Node, language: Language) -> str:
    match node:
        case Read(name=name):
            return (name.zh if language == "zh" else name.en or name.id.replace("_", " ")) or name.id
        case Literal(value=value):
            return literal_text(value)
        case Arithmetic(operator=operator, left=left, right=right):
            sign = {"*": "×", "-": "−"}.get(operator, operator)
            return f"{_inner_label(left, language)} {sign} {_inner_label(right, language)}"
        case Negate(item=item):
            return f"−{_inner_label(item, language)}"
        case Call(function=function, arguments=arguments):
            shown = FUNCTIONS[function].zh if language == "zh" else function.replace("_", " ")
            comma = "，" if language == "zh" else ", "
            return f"{shown}({comma.join(_label(a, language) for a in arguments)})"
        case _:
            return ""


def _inner_label(node: Node, language: Language) -> str:
    label = _label(node, language)
    return f"({label})" if isinstance(node, Arithmetic) and node.operator != "*" else label
