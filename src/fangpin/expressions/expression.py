"""An expression, read and checked: what it reads, its SQL per engine, its answer on a row, its hash."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from sqlglot import exp

from fangpin.expressions.checking import read_tree
from fangpin.expressions.evaluation import Setting, evaluate
from fangpin.expressions.explaining import Comparison, comparisons
from fangpin.expressions.guard import Source
from fangpin.expressions.printing import print_tree, typed_constant
from fangpin.expressions.tree import Node, canonical, names_read
from fangpin.expressions.vocabulary import AS_OF, KIND_ZH, Engine, Kind, Name, Type, Vocabulary
from fangpin.expressions.wording import Origin

_WANTED = {"boolean": ("a condition", "条件")}


@dataclass(frozen=True, slots=True)
class Expression:
    """A checked expression. ``columns`` and ``parameters`` are what it reads, in reading order: its basis."""

    source: str
    tree: Node
    columns: tuple[Name, ...]
    parameters: tuple[Name, ...]
    comparisons: tuple[Comparison, ...]
    _printed: dict[tuple[Engine, str, str], str] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def type(self) -> Type:
        return self.tree.type

    @property
    def canonical(self) -> str:
        """Stable text of the tree with the version of the grammar; what definitions are hashed by."""
        return canonical(self.tree)

    @property
    def hash(self) -> str:
        """SHA-256 of the canonical text, in hexadecimal."""
        return hashlib.sha256(self.canonical.encode()).hexdigest()

    def sql(self, engine: Engine, column_prefix: str = "f", parameter_prefix: str = "p") -> str:
        """SQL of one engine over a fact called ``f`` and a :func:`parameter_relation` called ``p``."""
        asked = (engine, column_prefix, parameter_prefix)
        if asked not in self._printed:  # hundreds of rules are printed for each file that is checked
            self._printed[asked] = print_tree(
                self.tree, engine, column_prefix=column_prefix, parameter_prefix=parameter_prefix
            )
        return self._printed[asked]

    def evaluate(self, row: Mapping[str, object], parameters: Mapping[str, object], *, as_of: date) -> Any:
        """The answer on one row: True, False or None for unknown (a value, if the expression is no condition).

        ``KeyError`` if the row or the parameters lack a name that is read.
        """
        return evaluate(self.tree, Setting(row, parameters, as_of))


def compile_expression(
    source: str, vocabulary: Vocabulary, *, expects: Kind | None = "boolean", origin: Origin | None = None
) -> Expression:
    """Read and check an expression; :class:`ExpressionError` says what is wrong, where, and what to write.

    ``expects`` is the kind the whole must have, None for any; a whole number serves as a decimal.
    """
    origin = origin or Origin()
    tree = read_tree(Source(source, origin, vocabulary))
    kind = tree.type.kind
    if expects and kind != expects and not (kind == "integer" and expects == "decimal"):
        wanted, wanted_zh = _WANTED.get(expects, (f"a {expects}", KIND_ZH[expects]))
        hint = ("compare it with something", "请写成比较式") if expects == "boolean" else ("", "")
        Source(source, origin, vocabulary).refuse(
            "expects",
            0,
            got=tree.type.en,
            got_zh=tree.type.zh,
            wanted=wanted,
            wanted_zh=wanted_zh,
            hint_en=hint[0],
            hint_zh=hint[1],
        )
    names = tuple(names_read(tree))
    return Expression(
        source=source,
        tree=tree,
        columns=tuple(n for n in names if n.role == "column"),
        parameters=tuple(n for n in names if n.role == "parameter"),
        comparisons=comparisons(tree),
    )


def parameter_relation(values: Mapping[Name, object], engine: Engine, *, as_of: date) -> str:
    """A query of one row, one typed column per parameter, and ``as_of``; chained in as the relation ``p``.

    Values are written, not bound, because an engine types a bound number by its digits. They come from
    the policy folder and were typed there.
    """
    columns = [_constant(name.id, value, name.type, engine) for name, value in values.items()]
    return f"SELECT {', '.join([*columns, _constant('as_of', as_of, AS_OF.type, engine)])}"


@lru_cache(maxsize=4096, typed=True)  # some three hundred values, the same at each count and each check of a file
def _constant(id_: str, value: object, type_: Type, engine: Engine) -> str:
    return typed_constant(value, type_).as_(exp.to_identifier(id_, quoted=True)).sql(dialect=engine)
