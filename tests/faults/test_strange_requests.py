"""Every operation the program describes, asked with whatever its description allows: no unexpected error."""

from typing import Any

import pytest
import schemathesis
from fastapi.openapi.utils import get_openapi
from hypothesis import HealthCheck, given
from hypothesis import settings as trying
from schemathesis.core.result import Ok

from app.db import Database
from app.settings import Settings
from tests.trust.test_fuzz import NEVER
from tests.trust.world import world
from tests.web.test_door import routes

# GET and HEAD are one operation under two methods, and the description says so by a warning.
pytestmark = [pytest.mark.faults, pytest.mark.filterwarnings("ignore:Duplicate Operation ID")]


def test_no_operation_fails_unexpectedly(settings: Settings, database: Database) -> None:
    everyone = world(settings, database)
    client = everyone.cast.client(everyone.cast.ana)
    described = get_openapi(title="Vigil", version="0", routes=list(routes(everyone.cast.app)))
    failed: set[str] = set()
    asked = 0
    for found in schemathesis.openapi.from_dict(described).get_all_operations():
        assert isinstance(found, Ok)
        operation = found.ok()
        if operation.path.startswith(NEVER):
            continue

        @trying(max_examples=20, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
        @given(operation.as_strategy())
        def ask(case: schemathesis.Case[Any]) -> None:
            sent = case.as_transport_kwargs(base_url=everyone.cast.settings.base_url)
            answer = client.request(sent["method"], sent["url"], params=sent.get("params"))
            if answer.status_code >= 500:
                failed.add(f"{case.method} {case.path}")

        ask()
        asked += 1
    assert asked > 150
    assert failed == set()
