"""`vigil check --deploy`: every bad set-up is refused with a line that says what to do."""

import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from app.cli.deploying import every_doubt, every_fault
from app.db import Database
from app.settings import BadSetting, read_settings
from tests import clock
from tests.servers import VIGIL, environment_for, run_vigil

pytestmark = pytest.mark.either

GOOD = {
    "VIGIL_ENV": "production",
    "VIGIL_BASE_URL": "https://vigil.example.org",
    "VIGIL_SECRET_KEY": "kq7-Vb2_xZ9pLm4-Tr8_Wc1nHd6-Ys3f",
    "VIGIL_VAULT_KEY": "another-Vb2_xZ9pLm4-Tr8_Wc1nHd6",
    "VIGIL_BACKUP_PASSPHRASE": "a passphrase kept elsewhere",
    "VIGIL_SMTP_URL": "smtp://user:word@mail.example.org:587",
    "VIGIL_MAIL_FROM": "Weekly summary <post@example.org>",
    "VIGIL_TRUSTED_PROXIES": "172.30.47.0/24",
}


def check(database: Database, data: Path, **changed: str) -> list[str]:
    """Every fault with these settings; one that stops the start is the only one."""
    given = {**GOOD, "VIGIL_DATABASE_URL": database.url, "VIGIL_DATA_DIR": str(data), **changed}
    try:
        settings = read_settings({name: value for name, value in given.items() if value})
    except BadSetting as fault:
        return [str(fault)]
    found = list(every_fault(settings, database))
    if not database.is_sqlite:  # the tests' own server does not wait for the disk, and the check says so
        assert found.pop() == "PostgreSQL does not wait for the disk (full_page_writes is off)"
        assert found.pop() == "PostgreSQL does not wait for the disk (fsync is off)"
    return [*found, *every_doubt(settings, database, clock.now())]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data directory closed to others."""
    (tmp_path / "kept").mkdir(mode=0o700)
    return tmp_path / "kept"


def test_a_good_set_up_has_no_fault(database: Database, data: Path) -> None:
    assert check(database, data) == []


def test_the_command_prints_each_fault_and_ends_with_one(database: Database, data: Path) -> None:
    environment = environment_for(data, {"VIGIL_DATABASE_URL": database.url})
    done = subprocess.run(
        [VIGIL, "check", "--deploy"], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "VIGIL_ENV is not production" in done.stdout


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"VIGIL_ENV": ""}, "VIGIL_ENV"),
        ({"VIGIL_BASE_URL": "http://vigil.example.org"}, "https"),
        ({"VIGIL_BASE_URL": "https://localhost"}, "this machine only"),
        ({"VIGIL_BASE_URL": "https://example.org/vigil"}, "without a path"),
        ({"VIGIL_BASE_URL": "https://vigil example.org"}, "VIGIL_BASE_URL"),
        ({"VIGIL_SECRET_KEY": ""}, "VIGIL_SECRET_KEY"),
        ({"VIGIL_SECRET_KEY": "short"}, "VIGIL_SECRET_KEY"),
        ({"VIGIL_SECRET_KEY": "a" * 40}, "VIGIL_SECRET_KEY"),
        ({"VIGIL_VAULT_KEY": ""}, "VIGIL_VAULT_KEY"),
        ({"VIGIL_BACKUP_PASSPHRASE": ""}, "VIGIL_BACKUP_PASSPHRASE"),
        ({"VIGIL_SMTP_URL": ""}, "VIGIL_SMTP_URL"),
        ({"VIGIL_MAIL_FROM": ""}, "VIGIL_MAIL_FROM"),
        ({"VIGIL_TRUSTED_PROXIES": ""}, "VIGIL_TRUSTED_PROXIES"),
        ({"VIGIL_TRUSTED_PROXIES": "*"}, "VIGIL_TRUSTED_PROXIES"),
        ({"VIGIL_TRUSTED_PROXIES": "caddy"}, "VIGIL_TRUSTED_PROXIES"),
        ({"VIGIL_METRICS": "short"}, "VIGIL_METRICS"),
        ({"VIGIL_BACKUP_HOUR": "24"}, "VIGIL_BACKUP_HOUR"),
        ({"VIGIL_BACKUP_KEEP": "0"}, "VIGIL_BACKUP_KEEP"),
        ({"VIGIL_LOG": "xml"}, "VIGIL_LOG"),
        ({"VIGIL_TODAY": "2013-04-30"}, "VIGIL_TODAY"),
        ({"VIGIL_TIMEZONE": "Nowhere/At_all"}, "VIGIL_TIMEZONE"),
    ],
)
def test_each_bad_setting_is_refused(
    database: Database, data: Path, changed: dict[str, str], words: str
) -> None:
    assert [fault for fault in check(database, data, **changed) if words in fault] != []


@pytest.mark.parametrize("written", ["https://Vigil.Example.org/", "HTTPS://vigil.example.org:443"])
def test_the_address_is_kept_as_browsers_name_it(data: Path, written: str) -> None:
    settings = read_settings({**GOOD, "VIGIL_DATA_DIR": str(data), "VIGIL_BASE_URL": written})
    assert settings.base_url == "https://vigil.example.org"


def test_a_data_directory_open_to_others_is_refused(database: Database, data: Path) -> None:
    data.chmod(0o755)
    assert ["chmod 700" in fault for fault in check(database, data)] == [True]


def test_an_old_schema_is_refused(empty_database_url: str, data: Path) -> None:
    with closing(Database(empty_database_url)) as old:
        assert ["vigil migrate" in fault for fault in check(old, data)] == [True]


def test_production_does_not_start_without_its_secret(database: Database, data: Path) -> None:
    given = {"VIGIL_ENV": "production", "VIGIL_DATABASE_URL": database.url}
    with pytest.raises(RuntimeError, match="VIGIL_SECRET_KEY must be set"):
        run_vigil("migrate", environment=environment_for(data, given))
