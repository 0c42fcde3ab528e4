"""Work that makes many objects and hardly any rubbish, done without looking for rubbish."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """For a block, nothing is looked through for rubbish: a policy is half a million small objects, none of them
    rubbish, and looking doubles the time of reading it. Afterwards what was made is put with the oldest objects, which
    are looked through last, and not at once as it would be."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.freeze()
            gc.unfreeze()
            gc.enable()
