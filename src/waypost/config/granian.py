"""Granian as `./dev run` starts it: it loads Waypost at once, and listens only after its standard input was closed.

Until then the data are not ready: nobody may meet tables of an older version, or be asked to set up an organization
where the demo is about to be. On Linux granian forks its worker, which begins with all that was loaded here.
"""

import sys
from importlib import import_module
from runpy import run_module

OPTIONS = ("--interface", "wsgi", "--no-ws", "--log-level", "warning", "--blocking-threads", "4")

if __name__ == "__main__":
    for name in ("granian.cli", "waypost.config.wsgi", "waypost.config.urls"):
        import_module(name)
    sys.stdin.read()
    sys.argv[1:] = [*OPTIONS, *sys.argv[1:], "waypost.config.wsgi:application"]
    run_module("granian", run_name="__main__")
