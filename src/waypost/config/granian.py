"""Granian as `./dev run` starts it: its worker loads Waypost at once, and serves only after standard input was closed.

Until then the data are not ready: nobody may meet tables of an older version, or be asked to set up an organization
where the demo is about to be. Granian's main process, which watches the worker, does not load Waypost: Python writes
its counts of references into what it only reads, so that the two would soon share none of it.
"""

import gc
import os
import signal
import sys
from importlib import import_module
from runpy import run_module
from typing import Any

OPTIONS = ("--interface", "wsgi", "--no-ws", "--log-level", "warning", "--blocking-threads", "4", "--factory")
STANDARD_INPUT = 0  # by its number: in a worker, `multiprocessing` puts another file in the place of `sys.stdin`


def application() -> Any:
    """What the worker serves, once it may."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # a worker that waits can stop at once; granian sets its own later
    waypost = import_module("waypost.config.wsgi")
    import_module("waypost.config.urls")
    settle()
    os.read(STANDARD_INPUT, 1)
    return waypost.application


def settle() -> None:
    """What is loaded by now stays: looking it over again and again costs more than some pages do."""
    gc.collect()
    gc.freeze()


if __name__ == "__main__":
    sys.argv[1:] = [*OPTIONS, *sys.argv[1:], "waypost.config.granian:application"]
    run_module("granian", run_name="__main__")
