"""Settings: environment variables, read once; a secret may also come from a file named in ..._FILE."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from ipaddress import ip_network
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from app.characters import whole_number

PROJECT_ROOT = Path(__file__).resolve().parent.parent
SECRETS = (
    "VIGIL_SECRET_KEY",
    "VIGIL_VAULT_KEY",
    "VIGIL_BACKUP_PASSPHRASE",
    "VIGIL_DATABASE_URL",
    "VIGIL_SMTP_URL",
)


class BadSetting(ValueError):
    """A variable that cannot be used; the message names it and says what it should look like."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that is decided outside the program. README, "Settings", says what each one does."""

    data_dir: Path
    database_url: str
    host: str
    port: int
    base_url: str
    secret_key: str
    environment: str
    smtp_url: str | None
    mail_from: str
    timezone: str
    exit_url: str
    today: date | None
    trusted_proxies: tuple[str, ...]
    vault_key: str | None
    backup_passphrase: str | None
    chat_loopback: bool = False
    backup_dir: str = ""  # empty: in the data directory
    backup_hour: int = 2
    backups_kept: int = 14
    metrics: str = "off"
    log: str = "text"  # app/log.py begins before the settings are read, and looks itself

    @property
    def backups(self) -> Path:
        """Where the nightly backups lie."""
        return Path(self.backup_dir) if self.backup_dir else self.data_dir / "backups"

    @property
    def is_production(self) -> bool:
        """Whether the strict rules for the open network hold."""
        return self.environment == "production"

    @property
    def is_https(self) -> bool:
        """Whether the public address is https, so that cookies and headers may insist on it."""
        return self.base_url.startswith("https://")


def read_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Read and check every variable; raise BadSetting with the variable's name at the first fault."""
    env = _with_secret_files(dict(os.environ if environ is None else environ))
    data_dir = Path(env.get("VIGIL_DATA_DIR") or "data").resolve()
    host, port = env.get("VIGIL_HOST") or "127.0.0.1", _port(env.get("VIGIL_PORT") or "8000")
    environment = _one_of("VIGIL_ENV", env.get("VIGIL_ENV") or "development", ("development", "production"))
    return Settings(
        data_dir=data_dir,
        database_url=_database_url(env.get("VIGIL_DATABASE_URL"), data_dir),
        host=host,
        port=port,
        base_url=_base_url(env.get("VIGIL_BASE_URL") or f"http://{host}:{port}"),
        secret_key=_secret_key(env.get("VIGIL_SECRET_KEY"), data_dir, environment),
        environment=environment,
        smtp_url=_smtp_url(env.get("VIGIL_SMTP_URL")),
        mail_from=_mail_from(env.get("VIGIL_MAIL_FROM") or "Weekly summary <vigil@localhost>"),
        timezone=_zone(env.get("VIGIL_TIMEZONE") or "UTC"),
        exit_url=_web_address("VIGIL_EXIT_URL", env.get("VIGIL_EXIT_URL") or "https://www.wikipedia.org/"),
        today=_day(env.get("VIGIL_TODAY")),
        trusted_proxies=_trusted(env.get("VIGIL_TRUSTED_PROXIES") or ""),
        vault_key=env.get("VIGIL_VAULT_KEY") or None,
        backup_passphrase=env.get("VIGIL_BACKUP_PASSPHRASE") or None,
        chat_loopback=_chat_loopback(env.get("VIGIL_CHAT_LOOPBACK") or "no", environment),
        backup_dir=env.get("VIGIL_BACKUP_DIR") or "",
        backup_hour=_between("VIGIL_BACKUP_HOUR", env.get("VIGIL_BACKUP_HOUR") or "2", 0, 23),
        backups_kept=_between("VIGIL_BACKUP_KEEP", env.get("VIGIL_BACKUP_KEEP") or "14", 1, 1000),
        metrics=_metrics(env.get("VIGIL_METRICS") or "off"),
        log=_one_of("VIGIL_LOG", env.get("VIGIL_LOG") or "text", ("text", "json")),
    )


def _with_secret_files(env: dict[str, str]) -> dict[str, str]:
    for name in SECRETS:
        path = env.get(f"{name}_FILE")
        if path and not env.get(name):
            try:
                env[name] = Path(path).read_text(encoding="utf-8").strip()
            except OSError as error:
                raise BadSetting(f"{name}_FILE names a file that cannot be read: {error.strerror}") from error
    return env


def _database_url(given: str | None, data_dir: Path) -> str:
    if not given:
        return f"sqlite:///{data_dir / 'vigil.db'}"
    for short in ("postgresql://", "postgres://"):
        if given.startswith(short):
            return "postgresql+psycopg://" + given.removeprefix(short)
    if given.startswith(("sqlite:///", "postgresql+psycopg://")):
        return given
    raise BadSetting("VIGIL_DATABASE_URL must begin with sqlite:/// or postgresql://")


def _port(text: str) -> int:
    number = whole_number(text)
    if number and number < 65536:
        return number
    raise BadSetting("VIGIL_PORT must be a number from 1 to 65535")


def _one_of(name: str, value: str, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise BadSetting(f"{name} must be one of: {', '.join(allowed)}")
    return value


def _between(name: str, text: str, least: int, most: int) -> int:
    number = whole_number(text)
    if number is None or not least <= number <= most:
        raise BadSetting(f"{name} must be a number from {least} to {most}")
    return number


def _metrics(text: str) -> str:
    if text not in ("off", "loopback") and len(text) < 24:
        raise BadSetting("VIGIL_METRICS must be off, loopback, or a token of 24 random characters or more")
    return text


def _trusted(text: str) -> tuple[str, ...]:
    """Addresses and networks; a name would have to be asked for anew at every request, so none is believed."""
    found = tuple(text.replace(",", " ").split())
    for one in found:
        try:
            ip_network(one, strict=False)
        except ValueError as error:
            if one != "*":
                raise BadSetting(
                    "VIGIL_TRUSTED_PROXIES takes addresses and networks such as 172.30.47.0/24, no names"
                ) from error
    return found


def _chat_loopback(text: str, environment: str) -> bool:
    allowed = _one_of("VIGIL_CHAT_LOOPBACK", text, ("yes", "no")) == "yes"
    if allowed and environment == "production":
        raise BadSetting(
            "VIGIL_CHAT_LOOPBACK is for development: in production chats are never on this machine"
        )
    return allowed


def _web_address(name: str, text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise BadSetting(f"{name} must be an address such as https://vigil.example.org")
    return text


def _base_url(text: str) -> str:
    """As browsers write an origin: small letters, no path, for links and forms are those of a whole host."""
    parts = urlsplit(_web_address("VIGIL_BASE_URL", text))
    if parts.path.strip("/") or "@" in parts.netloc or not parts.netloc.isascii() or " " in text:
        raise BadSetting(
            "VIGIL_BASE_URL must be a host of its own without a path, such as https://vigil.example.org"
        )
    standard = ":443" if parts.scheme == "https" else ":80"
    return f"{parts.scheme}://{parts.netloc.lower().removesuffix(standard)}"


def _secret_key(given: str | None, data_dir: Path, environment: str) -> str:
    if given:
        if len(given) < 32 or len(set(given)) < 8:
            raise BadSetting("VIGIL_SECRET_KEY must have at least 32 characters, chosen at random")
        return given
    if environment == "production":
        raise BadSetting("VIGIL_SECRET_KEY must be set in production (32 random characters or more)")
    path = data_dir / "secret-key"
    if not path.exists():
        data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48), encoding="ascii")
    return path.read_text(encoding="ascii").strip()


def _smtp_url(text: str | None) -> str | None:
    if not text:
        return None
    parts = urlsplit(text)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise BadSetting("VIGIL_SMTP_URL must look like smtp://user:password@host:587")
    return text


def _mail_from(text: str) -> str:
    if "@" not in text or any(ord(c) < 32 for c in text):
        raise BadSetting("VIGIL_MAIL_FROM must be one address, such as Weekly summary <post@example.org>")
    return text


def _zone(name: str) -> str:
    if name != "UTC" and name not in available_timezones():
        raise BadSetting("VIGIL_TIMEZONE must be a zone such as Europe/London")
    return ZoneInfo(name).key


def _day(text: str | None) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadSetting("VIGIL_TODAY must be a day such as 2013-04-30") from error
