"""From `./dev run` on an empty data folder to the first page: seconds that pass, seconds of work, and memory."""

import os
import re
import resource
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

ROOT = Path(__file__).resolve().parents[2]
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
LINK = re.compile(r'<a\b[^>]*\bhref="(/[^"#?]*)')
#: So many pages are asked for before the memory is read.
PAGES = 200


@dataclass(frozen=True)
class Start:
    """`seconds` passed until the first page stood, `work_seconds` is what all processes together computed."""

    seconds: float
    work_seconds: float
    web_mib: float


def measured_start(data: Path) -> Start:
    """Start, sign in as the program lead, open pages, stop. The demo stays in `data`."""
    port, before = free_port(), resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.monotonic()
    command = [sys.executable, str(ROOT / "dev"), "run", "--port", str(port), "--data", str(data)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            address, email, password = announced(process)
            browser = build_opener(HTTPCookieProcessor(CookieJar()))
            page(browser, address)
            seconds = time.monotonic() - began
            sign_in(browser, address, email, password)
            open_pages(browser, address)
            web_mib = memory_mib("granian")
        finally:
            process.send_signal(signal.SIGTERM)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    work = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Start(seconds, work, web_mib)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def announced(process: "subprocess.Popen[str]") -> tuple[str, str, str]:
    """The address, and how the program lead signs in: the first two lines that `./dev run` prints."""
    if process.stdout is None:
        raise RuntimeError("Nothing can be read from ./dev run.")
    _, address = process.stdout.readline().split()
    _, _, email, password = process.stdout.readline().split()
    return address, email, password


def page(browser: OpenerDirector, address: str, **posted: str) -> str:
    data = urlencode(posted).encode() if posted else None
    with browser.open(address, data, timeout=60) as response:
        text: str = response.read().decode(errors="replace")
    return text


def sign_in(browser: OpenerDirector, address: str, email: str, password: str) -> None:
    form = f"{address}/account/login/"
    token = TOKEN.search(page(browser, form))
    if token is None:
        raise RuntimeError("The page to sign in holds no form.")
    page(browser, form, csrfmiddlewaretoken=token[1], login=email, password=password)


def open_pages(browser: OpenerDirector, address: str) -> None:
    """Follow links from the first page; files are opened too."""
    ahead, seen = ["/"], {"/account/logout/"}
    while ahead and len(seen) < PAGES:
        path = ahead.pop(0)
        if path not in seen:
            seen.add(path)
            ahead += LINK.findall(page(browser, address + path))


def memory_mib(program: str) -> float:
    """The memory of the processes of `program` that we started, shared pages counted once."""
    ours = processes_below(str(os.getpid()), program)
    rollups = [(process / "smaps_rollup").read_text() for process in ours]
    return sum(int(line.split()[1]) for text in rollups for line in text.splitlines() if line.startswith("Pss:")) / 1024


def processes_below(pid: str, program: str) -> Iterator[Path]:
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            if program.encode() in Path(f"/proc/{child}/cmdline").read_bytes():
                yield Path(f"/proc/{child}")
            yield from processes_below(child, program)


def main(data: Path) -> None:
    start = measured_start(data)
    sys.stdout.write(
        f"first page after {start.seconds:.1f} s; {start.work_seconds:.1f} s of work on all cores, the demo's pages "
        f"included\nweb server after {PAGES} pages: {start.web_mib:.0f} MiB\n"
    )
