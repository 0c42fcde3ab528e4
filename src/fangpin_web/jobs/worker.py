"""The worker process: runs jobs one after the other, tells that it lives, and takes up what dead workers left."""

from __future__ import annotations

import asyncio
import logging
import signal
from typing import Any

from asgiref.sync import sync_to_async
from django.db import close_old_connections, connection
from django.utils import timezone
from procrastinate.contrib.django import app

from fangpin_web.jobs.reporting import closing
from fangpin_web.jobs.services import SILENCE_SECONDS, take_up_abandoned

log = logging.getLogger(__name__)
HEARTBEAT_SECONDS = 4
LOOK_SECONDS = 5


def work_until_told() -> None:
    """Run jobs until SIGINT or SIGTERM. Work under way is rolled back and waits for the next worker."""
    asyncio.run(_work())


async def _work() -> None:
    loop = asyncio.get_running_loop()
    connector: Any = app.connector
    own = app.with_connector(connector.get_worker_connector())
    async with own.open_async():
        worker = asyncio.create_task(
            own.run_worker_async(
                concurrency=1,
                wait=True,
                fetch_job_polling_interval=2,
                install_signal_handlers=False,
                update_heartbeat_interval=HEARTBEAT_SECONDS,
                stalled_worker_timeout=SILENCE_SECONDS,
                delete_jobs="successful",
            )
        )
        watch = asyncio.create_task(_watch())
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, _close, worker)
        try:
            await worker
        except asyncio.CancelledError:
            pass
        finally:
            watch.cancel()


def _close(worker: asyncio.Task[None]) -> None:
    closing.set()  # the work hears it at its next step
    worker.cancel()  # takes no new job, waits for the one under way


async def _watch() -> None:
    while True:
        try:
            for progress in await sync_to_async(_take_up)():
                log.warning("taken up: %s", progress)
        except Exception:  # the next look may succeed; the jobs go on meanwhile
            log.exception("looking for abandoned work failed")
        await asyncio.sleep(LOOK_SECONDS)


def _take_up() -> list[object]:
    close_old_connections()
    try:
        return list(take_up_abandoned(at=timezone.now()))
    finally:
        connection.close()
