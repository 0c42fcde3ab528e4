"""What a select reads its rows from; the parser has called the place of it by two names."""

from __future__ import annotations

from collections.abc import Iterator

from sqlglot import exp


def source_of(select: exp.Expr) -> exp.Expr | None:
    """Its FROM; None where it reads nothing."""
    found: exp.Expr | None = select.args.get("from_") or select.args.get("from")
    return found


def relations_of(select: exp.Select) -> Iterator[exp.Expr]:
    """Tables and subqueries, that of its FROM first, then those joined."""
    for part in (source_of(select), *(select.args.get("joins") or [])):
        if part is not None:
            yield part.this
