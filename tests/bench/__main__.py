"""`./dev bench`: how fast and how large Waypost is. Rates and seconds depend on the machine and what else it does.

Without an argument all six: `credentials` (signing and verifying, as ratios beside other software), `start` (from
`./dev run` on an empty folder to the first page, and the memory of the web server), `pages` (server time, queries and
size of every page of the demo, as each role), `plans` (the same for a plan of 3,000 activities beside a usual one),
`roll_up` (the same for a state's plan that 500 districts took beside one that 5 did) and `twenty` (the same for the
busiest pages of the demo beside those of the demo times twenty).
"""

import argparse
import os
import sys
import tempfile
from importlib import import_module
from pathlib import Path

import django

from waypost.config.granian import settle

PARTS = ("credentials", "start", "pages", "plans", "roll_up", "twenty")
#: What is measured on the demo that the start leaves.
ON_THE_DEMO = {"start", "pages", "twenty"}


def main(argv: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="./dev bench", description="How fast and how large Waypost is.")
    parser.add_argument("part", nargs="*", choices=[*PARTS, []], help="what to measure (all)")
    parser.add_argument("--rounds", type=int, default=5, help="how often each page is asked for (5)")
    options = parser.parse_args(argv)
    parts = options.part or PARTS
    with tempfile.TemporaryDirectory(prefix="waypost-bench-") as folder:
        if "credentials" in parts:
            import_module("tests.bench.credentials").main()
        if ON_THE_DEMO & set(parts):
            import_module("tests.bench.start").main(Path(folder))  # the pages that follow are those of its demo
        for part in PARTS[2:]:
            if part in parts:
                set_up(folder)
                import_module(f"tests.bench.{part}").main(options.rounds)


def set_up(folder: str) -> None:
    os.environ |= {"WAYPOST_DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "waypost.config.settings"}
    django.setup()
    import_module("waypost.config.urls")
    settle()  # what is loaded stays, as in the web server's worker


if __name__ == "__main__":
    main(sys.argv[1:])
