"""What has to be filled in says so beforehand, on every form there is; nothing else says anything."""

import re

import pytest

from app.db import Database
from app.settings import Settings
from tests.trust.world import world
from tests.web.forms_found import every_form

# One of two is asked for, and the page says which: an answer to either will do.
EITHER = {"value_min": "words", "who": "description", "cases": "incidents"}
LEFT_ALONE = ("/leave", "/sign-in", "/settings/sign-out")


@pytest.mark.either
def test_what_has_to_be_filled_in_says_so_beforehand(settings: Settings, database: Database) -> None:
    everyone = world(settings, database)
    forms = []
    for client in (everyone.cast.client(everyone.cast.ana), everyone.cast.client()):
        forms += [(client, form) for form in every_form(everyone, client)]
    surprises = set()
    asked = 0
    for client, form in forms:
        if form.action.startswith(LEFT_ALONE) or not form.ids:
            continue
        answer = client.post(form.action, data=form.unanswered())
        if answer.status_code != 422:
            continue
        asked += 1
        faulty = {form.ids.get(f"f-{one}", one) for one in re.findall(r'<a href="#f-([\w-]+)">', answer.text)}
        shown = {name for name in faulty if name in form.ids.values()}
        shown -= {one for one, other in EITHER.items() if other in form.ids.values()}
        if shown - form.needed:
            surprises.add(f"{form.page} -> {form.action}: {sorted(shown - form.needed)} not foretold")
        if form.needed - faulty:
            surprises.add(f"{form.page} -> {form.action}: {sorted(form.needed - faulty)} may stay empty")
    assert not surprises, "\n".join(sorted(surprises))
    assert asked > 30
