"""Each thing of a row made in a second thread while the one before it is used."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

Item = TypeVar("Item")


def one_ahead(items: Iterable[Item]) -> Generator[Item, None, None]:
    """The items as they come, the next one already under way.

    For items that cost time the Python lock is not held for: Arrow, encryption, another process's answer. They are
    made one after another, in one thread that is not the caller's, so they may not use its database connections.
    An error met ahead is raised where its item would have come; who stops taking waits for the one under way at most.
    """
    made = iter(items)
    end = object()

    def following() -> Item | object:
        return next(made, end)

    with ThreadPoolExecutor(max_workers=1) as worker:
        coming: Future[Item | object] = worker.submit(following)
        while (item := coming.result()) is not end:
            coming = worker.submit(following)
            yield item  # type: ignore[misc]  # the end is no item


__all__ = ["one_ahead"]
