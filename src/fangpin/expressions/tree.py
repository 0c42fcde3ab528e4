"""Our own tree of an expression: what it means, apart from how it is written and from any library.

The canonical text of a tree is what definitions are hashed by. It changes only with the meaning or
with :data:`GRAMMAR_VERSION`, never with a release of the parser.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from fangpin.expressions.vocabulary import Name, Type

GRAMMAR_VERSION = 1

_TRUTH = Type("boolean")
LiteralValue = bool | int | Decimal | str | date


@dataclass(frozen=True, slots=True)
class Literal:
    """A written value; whole numbers are ``int`` however they were written."""

    value: LiteralValue
    type: Type


@dataclass(frozen=True, slots=True)
class Read:
    """The value of a column, a parameter or the day asked."""

    name: Name

    @property
    def type(self) -> Type:
        return self.name.type


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """``left operator right`` with ``+``, ``-`` or ``*``."""

    operator: str
    left: Node
    right: Node
    type: Type


@dataclass(frozen=True, slots=True)
class Negate:
    item: Node

    @property
    def type(self) -> Type:
        return self.item.type


@dataclass(frozen=True, slots=True)
class Call:
    """A function of :mod:`fangpin.expressions.functions`."""

    function: str
    arguments: tuple[Node, ...]
    type: Type


@dataclass(frozen=True, slots=True)
class Compare:
    """``left operator right`` with ``=``, ``<>``, ``<``, ``<=``, ``>`` or ``>=``."""

    operator: str
    left: Node
    right: Node
    type: Type = _TRUTH


@dataclass(frozen=True, slots=True)
class OneOf:
    """``item IN (values)``."""

    item: Node
    values: tuple[Literal, ...]
    type: Type = _TRUTH


@dataclass(frozen=True, slots=True)
class IsNull:
    """``item IS NULL``: the one question that is never answered with unknown."""

    item: Node
    type: Type = _TRUTH


@dataclass(frozen=True, slots=True)
class Not:
    item: Node
    type: Type = _TRUTH


@dataclass(frozen=True, slots=True)
class Every:
    """All of them: ``a AND b AND c``."""

    items: tuple[Node, ...]
    type: Type = _TRUTH


@dataclass(frozen=True, slots=True)
class Some:
    """At least one of them: ``a OR b OR c``."""

    items: tuple[Node, ...]
    type: Type = _TRUTH


Node = Literal | Read | Arithmetic | Negate | Call | Compare | OneOf | IsNull | Not | Every | Some


def children(node: Node) -> tuple[Node, ...]:
    """The parts of a node in reading order."""
    match node:
        case Literal() | Read():
            return ()
        case Arithmetic(left=left, right=right) | Compare(left=left, right=right):
            return (left, right)
        case OneOf(item=item, values=values):
            return (item, *values)
        case Negate(item=item) | IsNull(item=item) | Not(item=item):
            return (item,)
        case Call(arguments=items) | Every(items=items) | Some(items=items):
            return items


def names_read(node: Node) -> Iterator[Name]:
    """The names a tree reads, each once, in reading order."""
    seen: set[str] = set()
    waiting = [node]
    while waiting:
        current = waiting.pop()
        if isinstance(current, Read) and current.name.id not in seen:
            seen.add(current.name.id)
            yield current.name
        waiting.extend(reversed(children(current)))


def canonical(node: Node) -> str:
    """Stable text of the tree: names by id, numbers without needless zeros, brackets around everything."""
    return f"fangpin-expression/{GRAMMAR_VERSION} {_text(node)}"


def _text(node: Node) -> str:
    match node:
        case Literal(value=value):
            return literal_text(value)
        case Read(name=name):
            return f"{name.role}:{name.id}"
        case Arithmetic(operator=operator) | Compare(operator=operator):
            head = operator
        case Call(function=function):
            head = function
        case _:
            head = {Negate: "neg", OneOf: "in", IsNull: "null?", Not: "not", Every: "and", Some: "or"}[type(node)]
    return f"({head} {' '.join(_text(child) for child in children(node))})"


def literal_text(value: LiteralValue) -> str:
    """A value as the language writes it: ``'a'``, ``DATE '2026-01-31'``, ``1.5``, ``TRUE``."""
    match value:
        case bool():
            return "TRUE" if value else "FALSE"
        case date():
            return f"DATE '{value.isoformat()}'"
        case str():
            return "'" + value.replace("'", "''") + "'"
        case Decimal():
            return f"{value.normalize():f}"
        case _:
            return str(value)
