"""What is wrong with the sources of a policy, each with file and line: a further check of ``policies check``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fangpin.expressions import Wording
from fangpin.ledgers import SPECS, Column
from fangpin.policy import Policy, Problem
from fangpin.policy.entries import RawSource
from fangpin.rosters.sources import Constant, Has, Source, SourceError, read_source

REMEDY = Wording(
    "correct the source file, see docs/how-to/read-a-new-file.md", "请更正来源文件，见 docs/how-to/read-a-new-file.md"
)


def check_sources(policy: Policy) -> Iterator[Problem]:
    """Every mistake of every source: its own shape, the ledgers it writes, the code lists and codes it names."""
    for raw in policy.sources.values():
        try:
            source = read_source(raw.mapping, file=raw.file)
        except SourceError as error:
            problems = error.problems
        else:
            problems = tuple(_codes(source, policy))
        for problem in problems:
            yield Problem(raw.file, _line(raw, problem), Wording(problem, f"来源“{raw.zh}”：{problem}"), REMEDY)


def _line(raw: RawSource, problem: str) -> int:
    """The line a problem speaks of: problems begin with the field or the number of the write they are about."""
    if about := re.match(r"field ([^\s:]+)", problem):
        for place, entry in enumerate(raw.mapping.get("fields") or ()):
            if entry.get("id") == about[1]:
                return raw.line("fields", place)
    if about := re.match(r"writes (\d+)", problem):
        return raw.line("writes", int(about[1]) - 1)
    if about := re.match(r"due (\d+)", problem):
        return raw.line("due", int(about[1]) - 1)
    if about := re.match(r"(person|household|area|recognise|delivery|period|grain)\b", problem):
        return raw.line(about[1])
    return raw.line()


def _codes(source: Source, policy: Policy) -> Iterator[str]:
    for field in source.fields:
        if field.codes and field.codes not in policy.code_lists:
            yield f"field {field.id}: there is no code list {field.codes!r}"
    for number, write in enumerate(source.writes, 1):
        for name, binding in write.set.items():
            column = SPECS[write.ledger].column(name)
            said = [binding.value] if isinstance(binding, Constant) else []
            if binding == "@tag":
                said = list(write.each.values())
            yield from (f"writes {number} ({write.ledger}): {p}" for p in _not_in_list(column, said, policy))
            if isinstance(binding, Has):
                listed = policy.code_lists.get(source.by_id[binding.field].codes or "")
                if listed and binding.code not in listed.codes:
                    yield f"writes {number} ({write.ledger}): {binding.code!r} is no code of {listed.id}"
        for name, condition in write.when.items():
            listed = policy.code_lists.get(source.by_id[name].codes or "")
            if listed and isinstance(condition, tuple):
                yield from (
                    f"writes {number} ({write.ledger}): {code!r} is no code of {listed.id}"
                    for code in condition
                    if code not in listed.codes
                )


def _not_in_list(column: Column, said: list[object], policy: Policy) -> Iterator[str]:
    listed = policy.code_lists.get(column.codes or "")
    if listed:
        yield from (f"{column.name}: {code!r} is no code of {listed.id}" for code in said if code not in listed.codes)
