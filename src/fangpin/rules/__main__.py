"""Print the reference page of the rules: ``python -m fangpin.rules > docs/reference/rules.md``."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from fangpin.policy import Policy, Rule, load

_KINDS = {
    "trigger": "Triggers 风险线索",
    "quality": "Quality 数据问题",
    "duty": "Duties 履责问题",
    "discrepancy": "Discrepancies 数据打架",
}


def reference_page(policy: Policy) -> Iterator[str]:
    """The lines of the page: rules by kind and fact, each with its condition and its document."""
    yield "# Rules"
    yield ""
    yield "Made from `policies/national/rules` by `python -m fangpin.rules`; a test keeps it true."
    yield "What yes, no and unknown mean, and what a step is: [screening](../explanation/screening.md)."
    rules = [rule for rule in policy.rules.values() if not policy.reads_rosters(rule.over)]
    yield f"There are {len(rules)} rules. A place below may replace a rule or switch it off with a reason."
    yield "The rules that check a file before it lands have a page of their own: [quality rules](quality-rules.md)."
    for kind, title in _KINDS.items():
        of_kind = [rule for rule in rules if rule.kind == kind]
        for fact in dict.fromkeys(rule.over for rule in of_kind):
            declared = policy.fact(fact)
            yield from ("", f"## {title}: {declared.zh} `{fact}`", "")
            yield "| Rule | 名称 | Title | Risk | Holds | Basis |"
            yield "|---|---|---|---|---|---|"
            yield from (_row(rule, policy) for rule in of_kind if rule.over == fact)


def _row(rule: Rule, policy: Policy) -> str:
    dated = rule.again is not None and policy.fact(rule.over).column(rule.again.column).type.kind == "date"
    per = "after" if dated else "per"
    again = f"; again {per} `{rule.again.step}` of `{rule.again.column}`" if rule.again else ""
    holds = " ".join(rule.holds.source.split())
    return f"| `{rule.id}` | {rule.zh} | {rule.en} | {rule.risk or ''} | `{holds}`{again} | {rule.source} |"


if __name__ == "__main__":
    sys.stdout.write("\n".join(reference_page(load("national"))) + "\n")
