"""What a deployment must say, and the one sentence that it reads where something is wrong or missing (OP4)."""

import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from waypost.config.environment import EMBEDDED_PUBLIC_URL, file_store, read_environment

ROOT = Path(__file__).resolve().parents[2]
DEPLOYMENT = {
    "WAYPOST_PUBLIC_URL": "https://waypost.example.org",
    "WAYPOST_DATABASE_URL": "postgres://waypost:secret@database.example.org/waypost",
    "WAYPOST_SECRET_KEY": "a long text that nobody else knows, 44 signs",
    "WAYPOST_FILES_URL": "s3://evidence",
    "WAYPOST_EMAIL_URL": "smtp+tls://name:secret@mail.example.org:587",
}


def test_without_any_variable_everything_lies_in_one_folder(tmp_path: Path) -> None:
    environment = read_environment({"WAYPOST_DATA_DIR": str(tmp_path)})
    assert not environment.is_deployment
    assert environment.public_url == EMBEDDED_PUBLIC_URL
    assert environment.site_url == "http://127.0.0.1:8000"
    assert environment.database["NAME"] == str(tmp_path / "waypost.sqlite3")
    assert environment.files_url == f"file://{tmp_path / 'files'}"
    assert environment.email["EMAIL_FILE_PATH"] == str(tmp_path / "mail")


@pytest.mark.parametrize("name", ["a b", "a+b", "a%20b", "a#b", "a?b", "Schülerdaten"])
def test_a_data_folder_may_have_any_name(tmp_path: Path, name: str) -> None:
    environment = read_environment({"WAYPOST_DATA_DIR": str(tmp_path / name)})
    assert environment.database["NAME"] == str(tmp_path / name / "waypost.sqlite3")
    assert environment.email["EMAIL_FILE_PATH"] == str(tmp_path / name / "mail")
    assert file_store(environment.files_url)["OPTIONS"] == {"location": str(tmp_path / name / "files")}


def test_the_secret_key_is_made_where_a_volume_knows_no_hard_links_and_leaves_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Path) -> None:
        raise PermissionError("no hard links here")

    monkeypatch.setattr("os.link", refuse)
    assert len(read_environment({"WAYPOST_DATA_DIR": str(tmp_path)}).secret_key) >= 32
    assert [file.name for file in tmp_path.iterdir()] == ["secret_key"]


def test_a_process_that_begins_at_the_same_moment_waits_for_the_secret_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "secret_key"
    path.touch()
    monkeypatch.setattr("time.sleep", lambda _: path.write_text("the key that the first one made"))
    assert read_environment({"WAYPOST_DATA_DIR": str(tmp_path)}).secret_key == "the key that the first one made"


def test_an_empty_secret_key_is_answered_by_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "secret_key").touch()
    monkeypatch.setattr("time.sleep", lambda _: None)
    with pytest.raises(ImproperlyConfigured, match="secret_key is empty"):
        read_environment({"WAYPOST_DATA_DIR": str(tmp_path)})


def test_the_secret_key_of_the_embedded_default_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    first, second = (read_environment({"WAYPOST_DATA_DIR": str(tmp_path)}) for _ in range(2))
    assert first.secret_key == second.secret_key
    assert len(first.secret_key) >= 32
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_on_ones_own_computer_links_lead_where_it_was_started_and_issuers_keep_their_name() -> None:
    environment = read_environment({"WAYPOST_LOCAL_URL": "http://127.0.0.1:8123/"})
    assert (environment.site_url, environment.public_url) == ("http://127.0.0.1:8123", EMBEDDED_PUBLIC_URL)


@pytest.mark.parametrize("value", ["http://localhost:8123", "http://127.0.0.1", "http://[::1]:8000"])
def test_any_name_of_this_computer_to_which_the_site_answers_may_be_given(value: str) -> None:
    assert read_environment({"WAYPOST_LOCAL_URL": value}).site_url == value


@pytest.mark.parametrize(
    "value",
    ["https://waypost.example.org", "127.0.0.1:8000", "http://a@b", "http://a/b", "http://waypost.test:8000", ""],
)
def test_an_address_that_is_none_of_this_computer_is_answered_by_a_sentence(value: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"^WAYPOST_LOCAL_URL is not the address"):
        read_environment({"WAYPOST_LOCAL_URL": value})


def test_a_deployment_is_what_its_variables_say() -> None:
    environment = read_environment({**DEPLOYMENT, "WAYPOST_LOCAL_URL": "http://127.0.0.1:8123"})
    assert environment.is_deployment
    assert environment.public_url == environment.site_url == "https://waypost.example.org"
    assert environment.database["ENGINE"] == "django.db.backends.postgresql"
    assert environment.database["HOST"] == "database.example.org"
    assert environment.email["EMAIL_HOST"] == "mail.example.org"
    assert environment.email["EMAIL_USE_TLS"] is True
    assert environment.files_url == "s3://evidence"


@pytest.mark.parametrize("name", sorted(DEPLOYMENT.keys() - {"WAYPOST_PUBLIC_URL"}))
def test_a_deployment_does_not_start_without(name: str) -> None:
    variables = {other: value for other, value in DEPLOYMENT.items() if other != name}
    with pytest.raises(ImproperlyConfigured, match=f"^{name} is missing"):
        read_environment(variables)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("WAYPOST_PUBLIC_URL", "http://waypost.example.org"),
        ("WAYPOST_PUBLIC_URL", "https://waypost.example.org/district"),
        ("WAYPOST_PUBLIC_URL", "waypost.example.org"),
        ("WAYPOST_PUBLIC_URL", ""),
        ("WAYPOST_PUBLIC_URL", "https://waypost.example.org:many"),
        ("WAYPOST_PUBLIC_URL", "https://name:secret@waypost.example.org"),
        ("WAYPOST_DATABASE_URL", "mysql://waypost@database.example.org/waypost"),
        ("WAYPOST_DATABASE_URL", ""),
        ("WAYPOST_SECRET_KEY", "short"),
        ("WAYPOST_FILES_URL", "/srv/files"),
        ("WAYPOST_FILES_URL", "ftp://files.example.org"),
        ("WAYPOST_FILES_URL", "s3://"),
        ("WAYPOST_FILES_URL", "file://"),
        ("WAYPOST_FILES_URL", "file://srv/files"),
        ("WAYPOST_EMAIL_URL", "mail.example.org"),
        ("WAYPOST_EMAIL_URL", "smtp://"),
        ("WAYPOST_EMAIL_URL", "smtp+tls://mail.example.org:mail"),
        ("WAYPOST_DATABASE_URL", "postgres://"),
        ("WAYPOST_DATABASE_URL", "postgres://waypost@database.example.org:many/waypost"),
    ],
)
def test_a_wrong_value_is_answered_by_a_sentence_that_names_the_variable(name: str, value: str) -> None:
    with pytest.raises(ImproperlyConfigured) as refusal:
        read_environment({**DEPLOYMENT, name: value})
    sentence = str(refusal.value)
    assert sentence.startswith(f"{name} ")
    assert sentence.endswith(".")
    assert "secret" not in sentence.replace("WAYPOST_SECRET_KEY", "")


def test_a_start_with_a_wrong_value_ends_with_the_sentence_alone() -> None:
    environment = {**DEPLOYMENT, "WAYPOST_FILES_URL": "/srv/files", "PYTHONPATH": "src", "PATH": ""}
    done = subprocess.run(
        [sys.executable, "-m", "waypost", "check"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "WAYPOST_FILES_URL does not name a store: write s3://bucket, or file:/// and the path of a folder."
    ]
