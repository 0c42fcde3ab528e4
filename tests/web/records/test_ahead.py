"""Things made one ahead: in order, the next while one is used, errors where they belong."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event, get_ident

import pytest

from fangpin_web.records.ahead import one_ahead


def test_the_next_is_made_by_another_thread_while_one_is_used() -> None:
    second_made = Event()
    makers = set()

    def made() -> Iterator[int]:
        for number in range(3):
            makers.add(get_ident())
            if number == 1:
                second_made.set()
            yield number

    taken = []
    for number in one_ahead(made()):
        assert second_made.wait(10)  # while the first is in use
        taken.append(number)
    assert taken == [0, 1, 2]
    assert get_ident() not in makers


def test_an_error_comes_where_its_item_would_have_come() -> None:
    def made() -> Iterator[int]:
        yield 1
        raise OSError("disk full")

    items = one_ahead(made())
    assert next(items) == 1
    with pytest.raises(OSError, match="disk full"):
        next(items)


def test_who_stops_taking_leaves_nothing_running() -> None:
    made: list[int] = []

    def numbers() -> Iterator[int]:
        for number in range(100):
            made.append(number)
            yield number

    items = one_ahead(numbers())
    next(items)
    items.close()
    assert made in ([0], [0, 1])
