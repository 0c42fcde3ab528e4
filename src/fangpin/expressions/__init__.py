"""The expression language: conditions that officials can read, checked by us, the same answer in every engine.

>>> from fangpin.expressions import Name, Type, Vocabulary, compile_expression
>>> names = [Name("members", "家庭人口", Type.parse("integer", "person"))]
>>> compile_expression("家庭人口 >= 3", Vocabulary(names)).sql("duckdb")
'f."members" >= 3'
"""

from __future__ import annotations

from fangpin.expressions.errors import ExpressionError
from fangpin.expressions.explaining import Comparison, Term
from fangpin.expressions.expression import Expression, compile_expression, parameter_relation
from fangpin.expressions.functions import FUNCTIONS
from fangpin.expressions.tree import GRAMMAR_VERSION
from fangpin.expressions.units import BASE_UNITS, Unit
from fangpin.expressions.vocabulary import AS_OF, ENGINES, KINDS, Engine, Kind, Name, Type, Vocabulary
from fangpin.expressions.wording import Origin, Wording, did_you_mean, nearest

__all__ = [
    "AS_OF",
    "BASE_UNITS",
    "ENGINES",
    "FUNCTIONS",
    "GRAMMAR_VERSION",
    "KINDS",
    "Comparison",
    "Engine",
    "Expression",
    "ExpressionError",
    "Kind",
    "Name",
    "Origin",
    "Term",
    "Type",
    "Unit",
    "Vocabulary",
    "Wording",
    "compile_expression",
    "did_you_mean",
    "nearest",
    "parameter_relation",
]
