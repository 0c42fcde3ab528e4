"""Our ledger against a list of the same households: every household once."""

from __future__ import annotations

from collections import Counter

from fangpin.discrepancies.reconciling import Difference, Ours, Theirs, reconcile


def ours(key: int, because: str = "monitored", **said: str | None) -> Ours:
    helped = because == "helped"
    return Ours(household_id=key, because=because, must="there" if helped else "listed", answers=not helped, said=said)


def theirs(key: int | None, *, row: int = 1, listed: bool = True, code: str = "", **said: str | None) -> Theirs:
    return Theirs(household_id=key, key=code or f"h{key}", sheet_no=1, row_no=row, listed=listed, said=said)


def told(found: tuple[Difference, ...]) -> list[tuple[str, int | None]]:
    return [(one.kind, one.household_id) for one in found]


def test_a_household_found_or_helped_here_and_absent_there_is_listed_once_with_the_strongest_reason() -> None:
    found = reconcile([ours(1, "included"), ours(1, "helped"), ours(2, "helped"), ours(3)], [theirs(3)])

    assert [(one.household_id, one.because) for one in found] == [(1, "included"), (2, "helped")]
    assert {one.kind for one in found} == {"here"}


def test_who_is_helped_here_and_only_registered_there_is_no_difference_but_who_was_included_is() -> None:
    rows = [theirs(1, listed=False), theirs(2, listed=False)]

    assert told(reconcile([ours(1, "helped"), ours(2, "included")], rows)) == [("here", 2)]


def test_a_household_monitored_there_and_unknown_or_only_helped_here_is_listed_once() -> None:
    rows = [theirs(None, code="x", row=4), theirs(None, code="x", row=5), theirs(7), theirs(8)]

    assert told(reconcile([ours(8, "helped")], rows)) == [("there", None), ("there", 7), ("there", 8)]


def test_what_differs_is_named_and_what_one_side_does_not_say_is_no_difference() -> None:
    (one,) = reconcile(
        [ours(1, monitoring_class="ffzx", identified="202609", eliminated=None)],
        [theirs(1, monitoring_class="ffzx", identified="202610", eliminated="是")],
    )

    assert (one.kind, one.fields) == ("differs", (("identified", "202609", "202610"),))


def test_equal_ledgers_leave_nothing() -> None:
    assert reconcile([ours(1, identified="202609")], [theirs(1, identified="202609")]) == ()


def test_a_row_that_names_nobody_is_neither_here_nor_there() -> None:
    nobody = Theirs(household_id=None, key="", sheet_no=1, row_no=9, listed=True)

    assert told(reconcile([ours(1)], [theirs(1), nobody])) == [("unclear", None)]


def test_a_household_the_list_need_not_name_still_answers_it_where_it_does() -> None:
    known = Ours(household_id=1, because="known", must="nothing")

    assert reconcile([known, Ours(household_id=2, because="known", must="nothing")], [theirs(1)]) == ()


def test_each_planted_household_stands_once_among_many() -> None:
    here = [ours(k) for k in range(100)] + [ours(k, "included") for k in range(0, 100, 3)]
    there = [theirs(k) for k in range(7, 120)] + [theirs(k) for k in range(7, 30)]
    counted = Counter((one.kind, one.household_id) for one in reconcile(here, there))

    assert set(counted.values()) == {1}
    assert {key for kind, key in counted if kind == "here"} == set(range(7))
    assert {key for kind, key in counted if kind == "there"} == set(range(100, 120))
