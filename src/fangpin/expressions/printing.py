"""From our tree to the SQL of an engine.

Parameters and the day asked are columns of the one-row relation ``p``, or written in where their values are given.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache

from sqlglot import exp

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
)  # fmt: skip
from fangpin.expressions.turning import bound_of
from fangpin.expressions.vocabulary import Engine, Name, Type

_DIGITS_WITHOUT_CAST = (
    18  # DuckDB computes to 18 digits and fails the whole query beyond, unless the left side is wider
)
_COMPARE: dict[str, type[exp.Binary]] = {
    "=": exp.EQ, "<>": exp.NEQ, "<": exp.LT, "<=": exp.LTE, ">": exp.GT, ">=": exp.GTE,
}  # fmt: skip
_ARITHMETIC: dict[str, type[exp.Binary]] = {"+": exp.Add, "-": exp.Sub, "*": exp.Mul}


def print_tree(
    node: Node,
    engine: Engine,
    *,
    column_prefix: str,
    parameter_prefix: str,
    given: Mapping[str, object] | None = None,
) -> str:
    """SQL of the tree; an empty prefix prints bare names.

    ``given`` are values of parameters and days by id: they are written in, so that the engine can work out beforehand
    what depends on them alone.
    """
    return _Printer(engine, column_prefix, parameter_prefix, given or {}).print(node).sql(dialect=engine, copy=False)


class _Printer:
    def __init__(self, engine: Engine, column_prefix: str, parameter_prefix: str, given: Mapping[str, object]) -> None:
        self.engine, self.given = engine, given
        self.prefixes = {"column": column_prefix, "parameter": parameter_prefix, "day": parameter_prefix}

    def print(self, node: Node) -> exp.Expr:  # noqa: PLR0911 - one return a form
        match node:
            case Literal(value=value):
                return _literal(value)
            case Read(name=name):
                return self._read(name)
            case Arithmetic():
                return self._arithmetic(node)
            case Negate(item=item):
                return exp.Neg(this=self._inner(item))
            case Call(function=function):
                return FUNCTIONS[function].printing(self._arguments(node), self.engine)
            case Compare():
                said = bound_of(node, self.given) or node
                return _COMPARE[said.operator](this=self._inner(said.left), expression=self._inner(said.right))
            case OneOf(item=item, values=values):
                return exp.In(this=self._inner(item), expressions=[_literal(v.value) for v in values])
            case IsNull(item=item):
                return exp.Is(this=self._inner(item), expression=exp.null())
            case Not(item=item):
                return exp.Not(this=exp.paren(self.print(item)))
            case Every(items=items):
                return exp.and_(*(self._inner(i) for i in items))
            case Some(items=items):
                return exp.or_(*(self._inner(i) for i in items))

    def _read(self, name: Name) -> exp.Expr:
        if name.role != "column" and name.id in self.given:
            return typed_constant(self.given[name.id], name.type)
        return exp.column(exp.to_identifier(name.id, quoted=True), table=self.prefixes[name.role] or None)

    def _inner(self, node: Node) -> exp.Expr:
        """As part of something larger: bracketed unless it is a leaf or a call."""
        printed = self.print(node)
        plain = isinstance(node, Read) or (isinstance(node, Literal) and not _negative(node))
        return printed if plain or isinstance(printed, exp.Cast | exp.Paren) else exp.paren(printed)

    def _arguments(self, node: Call) -> list[exp.Expr]:
        """Arguments of one scale: DuckDB's LEAST of DECIMAL(38,2) and DECIMAL(22,6) rounds to two places."""
        printed = [self._inner(a) for a in node.arguments]
        if node.type.kind == "decimal" and len({a.type.reach[1] for a in node.arguments}) > 1:
            return [exp.cast(a, f"DECIMAL(38,{node.type.reach[1]})") for a in printed]
        return printed

    def _arithmetic(self, node: Arithmetic) -> exp.Expr:
        left = self._inner(node.left)
        precision, _ = node.type.reach
        if node.type.kind == "decimal" and precision > _DIGITS_WITHOUT_CAST:
            left = exp.cast(left, f"DECIMAL(38,{node.left.type.reach[1]})")
        elif node.type.kind == "integer":
            left = exp.cast(left, "DECIMAL(38,0)" if precision > _DIGITS_WITHOUT_CAST else "BIGINT")
        return _ARITHMETIC[node.operator](this=left, expression=self._inner(node.right))


def _negative(node: Literal) -> bool:
    return isinstance(node.value, int | Decimal) and node.value < 0


def _literal(value: LiteralValue) -> exp.Expr:
    match value:
        case bool():
            return exp.true() if value else exp.false()
        case int() | Decimal():
            printed = exp.Literal.number(literal_text(value if value >= 0 else -value))
            return exp.Neg(this=printed) if value < 0 else printed
        case str():
            return exp.Literal.string(value)
        case _:
            return exp.cast(exp.Literal.string(str(value)), "DATE")


def typed_constant(value: object, type_: Type) -> exp.Expr:
    """A value of a policy as a typed SQL constant; NULL keeps its type."""
    if value is None:
        return exp.Cast(this=exp.null(), to=_data_type(type_.sql).copy())
    if isinstance(value, bool):
        return exp.Cast(this=exp.Literal.string(str(value).lower()), to=_data_type("BOOLEAN").copy())
    text = f"{value:f}" if isinstance(value, Decimal) else str(value)
    return exp.Cast(this=exp.Literal.string(text), to=_data_type(type_.sql).copy())


@cache
def _data_type(sql: str) -> exp.DataType:
    """Read once: there are a dozen types and a hundred thousand constants."""
    return exp.DataType.build(sql)
