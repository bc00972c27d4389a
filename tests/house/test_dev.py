"""`./dev` as people meet it: it installs once, says in one sentence what is wrong, and keeps its processes alive."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import types
from collections.abc import Iterator
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ENDS_AT_ONCE = [sys.executable, "-c", "raise SystemExit(3)"]
STAYS = [sys.executable, "-c", "import time; time.sleep(60)"]


@pytest.fixture
def dev() -> types.ModuleType:
    """`./dev`, loaded as a module under a name that does not start it."""
    loader = SourceFileLoader("dev_under_test", str(ROOT / "dev"))
    spec = spec_from_loader(loader.name, loader)
    assert spec is not None
    module = module_from_spec(spec)
    loader.exec_module(module)
    return module


@pytest.fixture
def commands(dev: types.ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[list[str]]:
    """What `install` would have run, in a root of its own."""
    ran: list[list[str]] = []
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    monkeypatch.setattr(dev, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(dev, "PYTHON", str(tmp_path / ".venv/bin/python"))
    monkeypatch.setattr(dev, "quietly", lambda command, **_: ran.append(command))
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements/run.txt").write_text("django==5.2 --hash=sha256:00\n")
    packages = tmp_path / f".venv/lib/python{sys.version_info.major}.{sys.version_info.minor}/site-packages"
    packages.mkdir(parents=True)
    (tmp_path / ".venv/bin").mkdir()
    (tmp_path / ".venv/bin/python").touch()
    return ran


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def pins(lock: Path) -> set[str]:
    """`name==version; marker` of each package that a lock file names."""
    return {
        line.rstrip(" \\") for line in lock.read_text().splitlines() if "==" in line and not line.startswith((" ", "#"))
    }


def verbs(commands: list[list[str]]) -> list[str]:
    """`venv`, `pip` or, for a command of Django, `waypost` of each."""
    return [command[2] for command in commands]


def test_the_first_start_makes_the_folder_and_installs_from_hashes(
    dev: types.ModuleType, commands: list[list[str]]
) -> None:
    dev.install("run")
    assert verbs(commands) == ["venv", "pip", "waypost"]
    assert "--require-hashes" in commands[1]
    assert list(commands[2]) == list(dev.PREPARE_DATA)


def test_the_second_start_installs_nothing(dev: types.ModuleType, commands: list[list[str]]) -> None:
    dev.install("run")
    commands.clear()
    dev.install("run")
    assert commands == []


def test_a_changed_lock_file_is_installed_into_the_same_folder(
    dev: types.ModuleType, commands: list[list[str]], tmp_path: Path
) -> None:
    dev.install("run")
    commands.clear()
    (tmp_path / "requirements/run.txt").write_text("django==5.3 --hash=sha256:00\n")
    dev.install("run")
    assert verbs(commands) == ["pip", "waypost"]


def test_who_prepared_the_tests_starts_without_installing(dev: types.ModuleType, commands: list[list[str]]) -> None:
    (dev.ROOT / "requirements/dev.txt").write_text("pytest==9.0 --hash=sha256:00\n")
    dev.install("dev")
    commands.clear()
    dev.install("run")
    assert commands == []


def test_what_tests_need_holds_all_that_a_start_needs() -> None:
    run, every = (pins(ROOT / f"requirements/{name}.txt") for name in ("run", "dev"))
    assert run
    assert run <= every


def test_another_python_makes_the_folder_anew(dev: types.ModuleType, commands: list[list[str]], tmp_path: Path) -> None:
    dev.install("run")
    commands.clear()
    (tmp_path / ".venv/lib").rename(tmp_path / ".venv/older")
    dev.install("run")
    assert verbs(commands) == ["venv"]


def test_a_command_that_succeeds_is_silent_and_one_that_does_not_speaks(
    dev: types.ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    dev.quietly([sys.executable, "-c", "print('all is well')"], otherwise="It could not")
    with pytest.raises(dev.DevError, match="It could not; the reason stands above"):
        dev.quietly([sys.executable, "-c", "raise SystemExit('no room')"], otherwise="It could not")
    assert capsys.readouterr().err == "no room\n"


def test_a_taken_port_is_one_sentence(taken_port: int) -> None:
    done = subprocess.run([ROOT / "dev", "run", "--port", str(taken_port)], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr == f"Port {taken_port} can't be used (Address already in use): choose another with --port.\n"


def test_a_port_is_taken_from_the_first_moment_on_though_nothing_listens_yet(dev: types.ModuleType) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with dev.take_port(port):
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", port))
        with pytest.raises(dev.DevError, match=f"Port {port} can't be used .*: choose another with --port."):
            dev.take_port(port)
    dev.take_port(port).close()


def test_a_port_that_another_start_marked_is_not_opened_even_for_a_moment(
    dev: types.ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    with dev.take_port(0) as mark:
        opened: list[object] = []
        monkeypatch.setattr(socket, "create_server", opened.append)
        with pytest.raises(dev.DevError, match="can't be used"):
            dev.take_port(mark.getsockname()[1])
    assert opened == []


class Idle:
    """A process that does nothing."""

    def __init__(self, *_args: object, **_kwargs: object) -> None: ...

    def stop(self) -> None: ...


def test_a_start_prints_how_to_sign_in_and_says_what_there_is_to_know_about_the_data(
    dev: types.ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    printed = "Applied 1 migration\nnote The demo stays.\nlogin lead a@example.org secret\n"
    monkeypatch.setattr(dev, "beside", lambda *_args, **_kwargs: contextlib.nullcontext(lambda: printed))
    for name in ("quietly", "wait_until_ready", "watch"):
        monkeypatch.setattr(dev, name, lambda *_args, **_kwargs: None)
    monkeypatch.setattr(dev, "Service", Idle)
    monkeypatch.setattr(dev, "STOP_SIGNALS", ())
    dev.serve(8123, {}, prepare=[])
    assert capsys.readouterr() == (
        "ready http://127.0.0.1:8123\nlogin lead a@example.org secret\n",
        "The demo stays.\n",
    )


def test_both_processes_are_told_where_people_reach_them_unless_somebody_said_it(
    dev: types.ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    told: list[dict[str, str]] = []
    monkeypatch.delenv("WAYPOST_LOCAL_URL", raising=False)
    monkeypatch.setattr(dev, "install", lambda _name: None)
    monkeypatch.setattr(dev, "take_port", lambda _port: contextlib.nullcontext())
    monkeypatch.setattr(dev, "serve", lambda _port, env, **_: told.append(env))
    monkeypatch.setattr(dev, "STOP_SIGNALS", ())
    dev.run(*dev.arguments(["run", "--port", "8123", "--data", str(tmp_path)]))
    monkeypatch.setenv("WAYPOST_LOCAL_URL", "http://localhost:9000")
    dev.run(*dev.arguments(["run", "--port", "8123", "--data", str(tmp_path)]))
    assert [env["WAYPOST_LOCAL_URL"] for env in told] == ["http://127.0.0.1:8123", "http://localhost:9000"]


def test_a_process_that_keeps_crashing_is_started_once_per_pause_and_then_ends_the_run(
    dev: types.ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "PAUSES", (0, 0))
    service = dev.Service("worker", ENDS_AT_ONCE, {})
    for _ in dev.PAUSES:
        service.process.wait()
        service.restart()
    service.process.wait()
    with pytest.raises(dev.DevError, match="The worker stopped 3 times in a row: Waypost stops too"):
        service.restart()
    assert capsys.readouterr().err == "The worker stopped with status 3 and starts again.\n" * 2


def test_a_process_that_was_steady_before_it_crashed_starts_with_a_clean_count(
    dev: types.ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev, "PAUSES", (0,))
    monkeypatch.setattr(dev, "STEADY_AFTER", -1)
    service = dev.Service("worker", ENDS_AT_ONCE, {})
    for _ in range(3):
        service.process.wait()
        service.restart()
    service.sweep()
    assert service.crash_count == 1


def test_a_process_stops_on_request(dev: types.ModuleType) -> None:
    service = dev.Service("web server", STAYS, {})
    service.stop()
    assert service.process.returncode == -signal.SIGTERM


def test_the_web_server_waits_at_a_gate_until_the_data_are_ready(dev: types.ModuleType) -> None:
    gate, key = os.pipe()
    service = dev.Service("web server", [sys.executable, "-c", "import sys; sys.stdin.read()"], {}, stdin=gate)
    assert service.is_running()
    os.close(key)
    assert service.process.wait(60) == 0
    os.close(gate)


def test_tests_never_see_the_settings_of_a_deployment(dev: types.ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAYPOST_DATABASE_URL", "postgres://somebody@production/waypost")
    monkeypatch.setenv("WAYPOST_TEST_POSTGRES_URL", "postgres://tests@127.0.0.1/waypost")
    with dev.temporary_environment() as env:
        seen = {name for name in env if name.startswith("WAYPOST_")} - {"WAYPOST_SHARED_DATA"}
    assert seen == {"WAYPOST_DATA_DIR", "WAYPOST_TEST_POSTGRES_URL"}


def test_what_python_compiled_is_kept_though_a_shell_forbids_it(
    dev: types.ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    asked = [sys.executable, "-c", "import sys; print(sys.dont_write_bytecode)"]

    assert dev.quietly(asked, otherwise="Python said no", env=dev.environment(Path("data"))) == "False\n"


def test_a_missing_tool_is_skipped_aloud(
    dev: types.ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("CI", raising=False)
    dev.skip("Browser tests need Chromium.")
    assert capsys.readouterr().err == "Skipped. Browser tests need Chromium.\n"


def test_in_ci_a_missing_tool_ends_the_run(dev: types.ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    with pytest.raises(dev.DevError, match="Browser tests need Chromium"):
        dev.skip("Browser tests need Chromium.")


def test_arguments_after_test_go_to_pytest_and_stray_ones_elsewhere_are_refused(dev: types.ModuleType) -> None:
    options, rest = dev.arguments(["test", "--database", "postgres", "-k", "plan", "tests/plans"])
    assert (options.database, rest) == ("postgres", ["-k", "plan", "tests/plans"])
    with pytest.raises(SystemExit):
        dev.arguments(["run", "--prot", "80"])


def test_arguments_after_manage_go_to_django(dev: types.ModuleType) -> None:
    options, _ = dev.arguments(["manage", "--data", "elsewhere", "import_plan", "a.docx", "--dry-run", "--json"])
    assert options.data == Path("elsewhere")
    assert options.command == ["import_plan", "a.docx", "--dry-run", "--json"]


def test_a_port_beyond_the_last_is_one_sentence() -> None:
    done = subprocess.run([ROOT / "dev", "run", "--port", "80000"], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == ("Port 80000 can't be used (there is none beyond 65535): choose another with --port.\n")


def test_a_command_on_a_folder_without_data_finds_tables_in_it(tmp_path: Path) -> None:
    command = [str(ROOT / "dev"), "manage", "--data", str(tmp_path), "demo_logins"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "The demo is not loaded in this folder: name its folder with --data before the command.\n"
