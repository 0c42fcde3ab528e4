"""Print the reference page of the quality rules: ``python -m fangpin.quality > docs/reference/quality-rules.md``."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from fangpin.policy import Policy, Rule, load


def reference_page(policy: Policy) -> Iterator[str]:
    """The lines of the page: rules by group, each with its condition, the cells it marks and what to do."""
    rules = [r for r in policy.rules.values() if r.kind == "quality" and policy.reads_rosters(r.over)]
    yield "# Quality rules"
    yield ""
    yield "Made from `policies/national/rules/quality_*.yaml` by `python -m fangpin.quality`; a test keeps it true."
    yield "They check a file as it was sent, before anything lands: [add a rule](../how-to/add-a-quality-rule.md)."
    yield f"There are {len(rules)} rules in {len({r.group for r in rules})} groups."
    for group in policy.code_list("quality_group").codes.values():
        of_group = [rule for rule in rules if rule.group == group.code]
        if of_group:
            yield from ("", f"## {group.en} {group.zh} `{group.code}`", "")
            yield "| Rule | 名称 | Title | Severity | Holds | Marks | 处置 |"
            yield "|---|---|---|---|---|---|---|"
            yield from (_row(rule) for rule in of_group)


def _row(rule: Rule) -> str:
    holds = " ".join(rule.holds.source.split()).replace("|", "\\|")
    marks = ", ".join(f"`{name}`" for name in rule.columns)
    return (
        f"| `{rule.id}` | {rule.zh} | {rule.en} | {rule.severity} | `{holds}` over `{rule.over}` "
        f"| {marks} | {rule.remedy.zh} |"
    )


if __name__ == "__main__":
    sys.stdout.write("\n".join(reference_page(load("national"))) + "\n")
