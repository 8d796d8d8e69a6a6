"""The compose file starts what production needs, and every setting is spelt as the program spells it."""

import re
from importlib.metadata import version
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Any

import pytest
import yaml

from app import settings

ROOT = Path(__file__).resolve().parent.parent
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = ("migrate", "web", "worker")
SET_BY_THE_IMAGE = {"VIGIL_ENV", "VIGIL_HOST", "VIGIL_PORT", "VIGIL_DATA_DIR"}
FOR_DEMONSTRATIONS = {"VIGIL_TODAY"}


def _read_by_the_program() -> set[str]:
    return set(re.findall(r"\"(VIGIL_[A-Z_]+)\"", Path(settings.__file__).read_text(encoding="utf-8")))


def _set_in_compose() -> set[str]:
    names = {name for service in OURS for name in SERVICES[service]["environment"]}
    return {name.removesuffix("_FILE") for name in names}


def test_starts_web_worker_and_database_and_the_mail_catcher_only_on_request() -> None:
    assert set(SERVICES) == {"migrate", "web", "worker", "proxy", "db", "mail"}
    assert {name for name, service in SERVICES.items() if "profiles" in service} == {"mail"}
    assert {name: SERVICES[name]["command"] for name in OURS} == {
        "migrate": ["vigil", "migrate"],
        "web": ["vigil", "serve"],
        "worker": ["vigil", "worker"],
    }


def test_one_image_serves_all_of_ours() -> None:
    assert {SERVICES[name]["image"] for name in OURS} == {f"vigil:{version('vigil')}"}


def test_nothing_serves_before_the_schema_is_ready() -> None:
    assert SERVICES["migrate"]["depends_on"] == {"db": {"condition": "service_healthy"}}
    for name in ("web", "worker"):
        assert SERVICES[name]["depends_on"] == {"migrate": {"condition": "service_completed_successfully"}}


def test_what_must_survive_lies_in_named_volumes() -> None:
    assert set(COMPOSE["volumes"]) == {"data", "backups", "database", "certificates", "proxy"}
    assert SERVICES["db"]["volumes"] == ["database:/var/lib/postgresql/data"]
    for name in OURS:
        assert SERVICES[name]["volumes"] == ["data:/var/lib/vigil", "backups:/var/lib/vigil-backups"]


@pytest.mark.parametrize("name", SERVICES)
def test_every_service_is_pinned_and_confined(name: str) -> None:
    service = SERVICES[name]

    assert re.search(r":v?[0-9]+\.[0-9]+\.?[0-9]*", service["image"])
    assert re.fullmatch(r"[0-9]+[mg]", service["mem_limit"])
    assert service["read_only"] is True
    assert "no-new-privileges:true" in service["security_opt"]


def test_the_world_reaches_the_proxy_alone_and_only_the_proxy_is_believed() -> None:
    ports = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}
    (network,) = COMPOSE["networks"]["outside"]["ipam"]["config"]
    address = SERVICES["proxy"]["networks"]["outside"]["ipv4_address"]

    assert ports == {"proxy": ["80:80", "443:443"], "mail": ["127.0.0.1:8025:8025"]}
    assert ip_address(address) in ip_network(network["subnet"])
    assert SERVICES["web"]["environment"]["VIGIL_TRUSTED_PROXIES"].endswith(f":-{address}}}")
    assert "dynamic a web 8000" in (ROOT / "Caddyfile").read_text(encoding="utf-8")


def test_the_log_of_the_proxy_tells_of_no_request() -> None:
    proxy = (ROOT / "Caddyfile").read_text(encoding="utf-8")

    assert re.search(r"log default \{\s+format filter \{\s+wrap json\s+fields \{\s+request delete", proxy)
    assert not re.search(r"^\tlog\b(?! default)", proxy, re.MULTILINE)
    assert COMPOSE["networks"]["inside"] == {"internal": True}
    assert SERVICES["db"]["networks"] == ["inside"]


def test_every_secret_is_a_file() -> None:
    for service in OURS:
        environment = SERVICES[service]["environment"]
        assert not set(settings.SECRETS) & set(environment)
        assert {f"{name}_FILE" for name in settings.SECRETS} <= set(environment)
        given = {Path(environment[f"{name}_FILE"]).name for name in settings.SECRETS}
        assert given == set(SERVICES[service]["secrets"])
        assert given <= set(COMPOSE["secrets"])


def test_compose_sets_every_setting_there_is_and_no_other() -> None:
    expected = _read_by_the_program() - SET_BY_THE_IMAGE - FOR_DEMONSTRATIONS

    assert _set_in_compose() == expected


def test_the_image_sets_only_settings_there_are() -> None:
    image = (ROOT / "Dockerfile").read_text(encoding="utf-8")

    assert set(re.findall(r"VIGIL_[A-Z_]+(?==)", image)) == SET_BY_THE_IMAGE
    assert _read_by_the_program() >= SET_BY_THE_IMAGE


def test_readme_explains_every_setting_and_no_other() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    assert set(re.findall(r"^\| `(VIGIL_[A-Z_]+)` \|", readme, re.MULTILINE)) == _read_by_the_program()
