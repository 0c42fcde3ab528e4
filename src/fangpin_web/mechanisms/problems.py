"""Why a mechanism was not switched or its worklist not worked out; nothing changed."""

from __future__ import annotations

_WORDS = {
    "may_not_switch": (
        "只有县专班的账号可以启用或停用机制。",
        "Only officers of the county office switch mechanisms on or off.",
    ),
    "may_not_work_out": (
        "只有县专班的账号可以生成待办清单。",
        "Only officers of the county office have worklists worked out.",
    ),
    "own_entry": (
        "录入人不能自己确认，请由县专班另一位同事确认。",
        "Who entered it does not confirm it; ask another officer of the county office.",
    ),
    "decided": ("这一条已经有人处理过了。", "Somebody has decided this entry already."),
    "waits_already": (
        "这个机制已有一条待确认，请先处理。",
        "An entry for this mechanism waits already; decide that one first.",
    ),
    "no_such_mechanism": ("没有这个机制。", "There is no such mechanism."),
    "so_already": (
        "从这一天起已经是这个状态，不用再录。",
        "It is so already from that day on; there is nothing to enter.",
    ),
    "no_reason": ("请写明理由。", "Say why."),
}


class MechanismProblem(Exception):
    """What is wrong, in both languages; ``kind`` tells them apart."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.zh, words = _WORDS[kind]
        super().__init__(words)
