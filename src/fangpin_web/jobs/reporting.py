"""Telling how far work is while its own transaction is still open, and hearing that it should stop."""

from __future__ import annotations

import threading
from typing import Self

from django.db import DatabaseError, connection

from fangpin_web.jobs.models import Progress

SECONDS = 0.3

# Set when this process has been asked to end: work under way is rolled back and waits for the next worker.
closing = threading.Event()


class Stopped(Exception):
    """Somebody asked for the work to stop; nothing of it is kept."""


class Interrupted(Exception):
    """The process is ending; the work is rolled back and begins anew with the next worker."""


class Reporter:
    """Writes progress through a connection of its own, at most a few times a second.

    The work calls :meth:`tell`; when it should stop, that raises :class:`Stopped` or
    :class:`Interrupted` in the work's own thread.
    """

    def __init__(self, progress_id: int) -> None:
        self._id = progress_id
        self._news = threading.Event()
        self._ended = threading.Event()
        self._stop = threading.Event()
        self._latest: tuple[int, int, str, str] = (0, 0, "", "")
        self._thread = threading.Thread(target=self._write, name=f"progress {progress_id}", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_exception: object) -> None:
        self.end()

    def end(self) -> None:
        """Write nothing more: the row is the work's own from here on."""
        self._ended.set()
        self._news.set()
        self._thread.join()

    def tell(self, done: int, of: int, zh: str, en: str) -> None:
        """Say how far the work is. Raises :class:`Stopped` or :class:`Interrupted` when it is to end."""
        self._latest = (done, of, zh[:200], en[:200])
        self._news.set()
        if closing.is_set():
            raise Interrupted
        if self._stop.is_set():
            raise Stopped

    def _write(self) -> None:
        try:
            while not self._ended.is_set():
                self._news.wait(timeout=SECONDS * 10)
                self._news.clear()
                self._write_once()
                self._ended.wait(timeout=SECONDS)
        finally:
            connection.close()

    def _write_once(self) -> None:
        done, of, zh, en = self._latest
        row = Progress.objects.filter(pk=self._id)
        try:
            row.update(done=done, of=of, message_zh=zh, message_en=en)
            if row.filter(stop_requested=True).exists():
                self._stop.set()
        except DatabaseError:  # the work itself will say what is wrong with the database
            connection.close()
