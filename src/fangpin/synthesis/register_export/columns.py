"""The columns of the national export as it is printed, and as another province prints the same facts."""

from __future__ import annotations

from dataclasses import dataclass

from fangpin.synthesis.register_export.headings import ELSEWHERE, GROUPS_ELSEWHERE, LOCAL_ELSEWHERE, NATIONAL

COLUMNS_OF_THE_EXPORT = 177


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How one province lays out the export.

    ``columns`` pairs each heading with a field of the source ``national_register`` (empty: a column of its
    own that says nothing here); ``header`` are the rows of the heading.
    """

    id: str
    zh: str
    columns: tuple[tuple[str, str], ...]
    header: tuple[tuple[str, ...], ...]

    @property
    def fields(self) -> tuple[str, ...]:
        return tuple(field for _, field in self.columns)


def layout(name: str = "national") -> Layout:
    """``national``: 177 columns and one row of headings. ``elsewhere``: other words and order, grouped headings."""
    if name == "national":
        return Layout(id=name, zh="全国系统导出", columns=NATIONAL, header=(tuple(h for h, _ in NATIONAL),))
    if name != "elsewhere":
        raise ValueError(f"there is no layout {name!r}; there are national and elsewhere")
    grouped = [(group, heading, field) for group, columns in GROUPS_ELSEWHERE for heading, field in _pairs(columns)]
    grouped += [("其他", heading, "") for heading in LOCAL_ELSEWHERE]
    upper = ["" if n and grouped[n - 1][0] == group else group for n, (group, _, _) in enumerate(grouped)]
    return Layout(
        id=name,
        zh="外省导出",
        columns=tuple((heading, field) for _, heading, field in grouped),
        header=(tuple(upper), tuple(heading for _, heading, _ in grouped)),
    )


def _pairs(fields: str) -> list[tuple[str, str]]:
    return [(ELSEWHERE[field], field) for field in fields.split()]
