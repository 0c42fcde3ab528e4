"""``python -m fangpin_web.command`` is ``fangpin``, a process that ends with its command."""

from __future__ import annotations

import logging
import os
import sys
import threading
from typing import NoReturn

from fangpin_web.command import main


def run() -> NoReturn:
    """Run the command and end with it. A policy is half a million objects: the system takes them back at once, the
    interpreter one by one, which takes longer than many a command."""
    try:
        main(prog_name="fangpin")
    except SystemExit as ended:
        if threading.active_count() > 1 or not isinstance(ended.code, int):
            raise
        sys.stdout.flush()
        sys.stderr.flush()
        logging.shutdown()
        os._exit(ended.code)
    raise AssertionError("a command always ends by SystemExit")


if __name__ == "__main__":
    run()
