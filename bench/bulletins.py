"""How well drafts are read, mapped and judged: articles whose figures are known, then with numbers altered.

    python bench/bulletins.py --city gejiu --article A.txt --targets T.yaml --snapshot FOLDER [--altered 20] [--seed 1]

Prints which of the known figures were found, mapped to the right indicator and agree, and with ``--altered`` which of
so many numbers changed at random were flagged, and what else was.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from pathlib import Path
from typing import Any

from fangpin.bulletins import text_of
from fangpin.bulletins.checking import CheckedDraft, check_text
from fangpin.bulletins.options import grams
from fangpin.indicators import Target, read_targets
from fangpin.policy import Policy, load
from fangpin.snapshots import open_snapshot

FLAGGED = {"differs", "arithmetic_wrong", "implausible", "ambiguous", "not_understood", "no_record"}


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--city", required=True)
    asked.add_argument("--article", type=Path, required=True)
    asked.add_argument("--targets", type=Path, required=True)
    asked.add_argument("--snapshot", type=Path, required=True)
    asked.add_argument("--altered", type=int, default=0)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--blind", action="store_true", help="without the words of earlier publications")
    told = asked.parse_args()
    policy, snapshot = load(told.city), open_snapshot(told.snapshot)
    text, targets = text_of(told.article), read_targets(told.targets)
    known = () if told.blind else targets
    begun = time.monotonic()
    checked = check_text(text, snapshot, policy, published=known)
    spent = time.monotonic() - begun
    right, wrong = compare(checked, targets, policy)
    verdicts = [str(one.verdict) for one in checked.judged]
    print(f"{told.city}: {right} of {len(targets)} known mapped and agreeing; {len(verdicts)} figures; {spent:.1f} s")
    print("  " + ", ".join(f"{v} {verdicts.count(v)}" for v in sorted(set(verdicts))))
    print("  nothing wrong:", checked.agrees, [(one.name.text, one.links) for one in checked.named if one.wrong])
    for line in wrong:
        print("  ✗", line)
    for one in checked.judged:
        if not one.fine:
            others = [(a.indicator, str(a.score), a.agrees) for a in one.alternatives][:3]
            print("   !", one.verdict, one.figure.text, one.figure.subject, one.indicator, one.computed, others)
    if told.altered:
        alter_and_check(text, checked, snapshot, policy, known, told.altered, told.seed)


def place_of(target: Target, cleaned: Any) -> tuple[int, int] | None:
    """Where a known figure stands in the article as given: its quote's place, or the likeliest of its number's."""
    plain = cleaned.text
    at = plain.find(target.quote)
    if at >= 0 and target.number in target.quote:
        start = at + target.quote.index(target.number)
        return cleaned.origin(start, start + len(target.number))
    best, found = 0.0, None
    wanted = grams(target.quote)
    for match in re.finditer(re.escape(target.number), plain):
        around = grams(plain[max(0, match.start() - 25) : match.end() + 25])
        share = len(wanted & around) / max(len(wanted), 1)
        if share > best:
            best, found = share, match.span()
    return cleaned.origin(*found) if found and best > 0.4 else None


def compare(checked: CheckedDraft, targets: tuple[Target, ...], policy: Policy) -> tuple[int, list[str]]:
    cleaned, right, wrong = checked.reading.text, 0, []
    for target in targets:
        place = place_of(target, cleaned)
        key = policy.figures[target.id].indicator.key
        if place is None:
            wrong.append(f"{target.id} {target.quote}: not located")
            continue
        here = [one for one in checked.judged if one.figure.start < place[1] and one.figure.end > place[0]]
        names = [one for one in checked.named if one.name.start < place[1] and one.name.end > place[0]]
        good = [one for one in here if one.indicator == key and one.fine]
        linked = [r for one in names for r in one.links if r.indicator == key and r.agrees]
        if good or linked:
            right += 1
            continue
        told = [(one.figure.text, one.verdict.value, one.indicator, str(one.score)) for one in here]
        told += [(one.name.text, [r.indicator for r in one.links]) for one in names]
        wrong.append(f"{target.id} {target.number} in “{target.quote}” → {key}: {told}")
    return right, wrong


def alter_and_check(
    text: str, before: CheckedDraft, snapshot: Any, policy: Policy, known: Any, count: int, seed: int
) -> None:
    draw = random.Random(seed)  # noqa: S311 - a sample to be drawn again
    altered, changed = text, []
    fine = [one.figure for one in before.judged if one.fine and re.search(r"\d", one.figure.text)]
    for figure in sorted(draw.sample(fine, min(count, len(fine))), key=lambda f: -f.start):
        number = re.search(r"\d[\d.,]*\d|\d", figure.text)
        if number is None:
            continue
        new = _other(number[0], draw)
        at = figure.start + number.start()
        altered = altered[:at] + new + altered[at + len(number[0]) :]
        changed.append((figure.start, figure.text, new))
    shift = {start: 0 for start, _, _ in changed}
    checked = check_text(altered, snapshot, policy, published=known)
    same_length = len(altered) == len(text)
    flagged = {one.figure.start for one in checked.judged if one.verdict.value in FLAGGED}
    already = {one.figure.start for one in before.judged if one.verdict.value in FLAGGED}
    wanted = set(shift)
    print(f"  altered {len(changed)} (same length: {same_length}): flagged {len(wanted & flagged)}, "
          f"others flagged {sorted(flagged - wanted - already)}, missed "
          f"{[(t, n) for s, t, n in changed if s not in flagged]}")  # fmt: skip
    for one in checked.judged:
        if one.figure.start in flagged - wanted - already:
            print("   extra", one.verdict, one.figure.text, one.figure.subject, one.indicator, one.computed, one.why)


def _other(number: str, draw: random.Random) -> str:
    """Another number of the same length and shape."""
    while True:
        digits = [
            str(draw.randint(1 if place == 0 and c != "0" else 0, 9)) if c.isdigit() else c
            for place, c in enumerate(number)
        ]
        made = "".join(digits)
        if made != number and made[-1] not in ".,":
            return made


if __name__ == "__main__":
    main()
