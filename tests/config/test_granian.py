"""The web server of `./dev run`: what loads Waypost, and when it serves it."""

import subprocess
import sys

MODULE = "waypost.config.granian"


def run(code: str, typed: str = "") -> str:
    """What a Python of its own prints that runs `code`."""
    done = subprocess.run([sys.executable, "-c", code], input=typed, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_the_process_that_watches_the_worker_does_not_hold_waypost_in_memory_too() -> None:
    assert run(f"import sys, {MODULE}; print('django' in sys.modules, '{MODULE}' in sys.modules)") == "False True"


def test_the_worker_reads_its_standard_input_before_it_serves() -> None:
    code = f"import sys; from {MODULE} import application; application(); print(sys.stdin.read())"
    assert run(code, typed="ab") == "b"


def test_the_worker_has_loaded_every_page_when_it_serves() -> None:
    code = f"import sys; from {MODULE} import application; application(); print('waypost.home.views' in sys.modules)"
    assert run(code) == "True"
