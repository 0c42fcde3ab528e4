"""The reference page of sources, read off the source files."""

from __future__ import annotations

from collections.abc import Iterable

from fangpin.rosters.due import Due
from fangpin.rosters.sources import Field, Source

HEAD = """# Sources · 数据来源

What each office sends, which headings are understood, which ledgers are written. Made from `policies/*/sources/`
by `python -m fangpin.rosters`; a test keeps this page true.
How to add one: [read a new file](../how-to/read-a-new-file.md).
"""


def markdown(sources: Iterable[Source]) -> str:
    """The page; one chapter per source, in the order of the files."""
    return HEAD + "".join(_chapter(source) for source in sources)


def _chapter(source: Source) -> str:
    ledgers = dict.fromkeys(write.ledger for write in source.writes)
    covers = [c.ledger + (f" ({c.listing})" if c.listing else "") for c in source.covers]
    how = f"delivery **{source.delivery}**, period {source.period}, one row per {source.grain}"
    lines = [
        f"\n## {source.zh} · `{source.id}`\n",
        f"{source.en}. From {source.department}; {how}.\n",
        f"- Writes: {', '.join(f'`{name}`' for name in ledgers) or '–'}",
        f"- Speaks for: {', '.join(f'`{name}`' for name in covers) or '–'}",
        *([f"- Held against: {', '.join(held)}"] if (held := _held(source)) else []),
        f"- Due: {'; '.join(map(_due, source.due)) or 'no day agreed'}\n",
        "| Heading | Field | Kind | Also known as |",
        "|---|---|---|---|",
        *(_row(f) for f in source.fields),
    ]
    return "\n".join(lines) + "\n"


def _held(source: Source) -> list[str]:
    """The ledgers of ours a register of households is compared with."""
    return list(dict.fromkeys(f"`{side.ledger}`" for side in source.compares.ours)) if source.compares else []


def _due(due: Due) -> str:
    day = f"working day {due.working_day}" if due.working_day else f"day {due.day}"
    month = f"month {due.month}" if due.month else f"{due.after} months after the period's last"
    return f"{day}, {month}, since {due.since} ({due.document} {due.clause})".replace(" )", ")")


def _row(f: Field) -> str:
    kind = f.kind + (f" ({f.codes})" if f.codes else "") + (f", {f.unit}" if f.unit else "")
    heading = f"**{f.zh}**" if f.required else f.zh
    return f"| {heading} | `{f.id}` | {kind} | {'、'.join(f.aliases)} |"
