"""Nothing is looked through for rubbish for a block, nor at once when it ends."""

from __future__ import annotations

import gc

import pytest

from fangpin.uncollected import uncollected


def _looked(made: int) -> int:
    """How often rubbish was looked for while so many objects were made."""
    times: list[str] = []

    def told(phase: str, _: object) -> None:
        times.append(phase)

    gc.callbacks.append(told)
    try:
        kept = [[number] for number in range(made)]
    finally:
        gc.callbacks.remove(told)
    assert len(kept) == made
    return times.count("start")


def test_nothing_is_looked_through_until_the_block_ends() -> None:
    assert _looked(50_000)
    with uncollected():
        assert not _looked(50_000)


def test_what_was_made_is_put_with_the_oldest_unlooked_at() -> None:
    with uncollected():
        made = [[number] for number in range(5_000)]
    assert gc.isenabled()
    assert not _looked(10)
    assert any(one is made for one in gc.get_objects(generation=2))
    assert not gc.get_freeze_count()


def test_an_error_passes_and_the_collector_is_as_it_was() -> None:
    with pytest.raises(KeyError), uncollected():
        raise KeyError
    assert gc.isenabled()
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
