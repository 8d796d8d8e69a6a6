"""Whatever people write is shown as they wrote it: sixty pieces of mark-up in every text, on every page."""

import pytest
from sqlalchemy import text

from app.db import Database
from app.settings import Settings
from tests.trust.test_access_matrix import addresses
from tests.trust.world import World, world

pytestmark = pytest.mark.either

PAYLOADS = tuple(
    r"""
<script>alert(1)</script>
<img src=x onerror=alert(1)>
<svg/onload=alert(1)>
"><script>alert(1)</script>
'><script>alert(1)</script>
<body onload=alert(1)>
<iframe src=javascript:alert(1)>
<a href=javascript:1>x</a>
<details open ontoggle=alert(1)>
<input autofocus onfocus=alert(1)>
<style>*{x:y}</style>
<base href=//evil>
<meta http-equiv=refresh content=0>
<link rel=stylesheet href=//evil>
<object data=//evil>
<embed src=//evil>
<form action=//evil>
<math href=javascript:1>x
<video src onerror=alert(1)>
<marquee onstart=alert(1)>
" onmouseover="alert(1)
' onmouseover='alert(1)
"autofocus onfocus=alert(1) x="
</title><script>1</script>
</textarea><script>1</script>
</style><script>1</script>
--><script>1</script>
<!--<script>1</script>
]]><script>1</script>
<![CDATA[<script>1</script>]]>
<ScRiPt>alert(1)</sCrIpT>
<script/x>alert(1)</script>
<scr<script>ipt>1</script>
&lt;script&gt;1&lt;/script&gt;
&#60;script&#62;1
<script >1</script>
<svg><script>1
<img/src=x/onerror=1>
<a onclick=1>x
<button formaction=//evil>
<isindex action=//evil>
<keygen autofocus>
<audio src onerror=1>
<select onfocus=1 autofocus>
<template><script>1
<noscript><p title='</noscript>'>
<table background=//evil>
<td background=//evil>
<div style=background:url(//evil)>
<p id=x tabindex=1 onfocus=1>
<source onerror=1>
<track onerror=1>
<applet code=x>
<frameset onload=1>
<layer src=//evil>
<xss onclick=1>
<bdo dir=rtl>
<plaintext>
<xmp><script>1</script>
{{7*7}}<b>
""".strip().splitlines()
)


# Those that would be seen to stand there as they are; the others are already written in signs that say themselves.
RAW = tuple(payload for payload in PAYLOADS if not payload.startswith("&"))


@pytest.fixture
def everyone(settings: Settings, database: Database) -> World:
    """The cast and the scopes, with a piece of mark-up in place of every secret."""
    found = world(settings, database)
    number = 0
    with database.engine.begin() as connection:
        for scope in found.scopes.values():
            for place, secret in scope.secrets.items():
                table, column = place.split(".")
                connection.execute(
                    text(f'UPDATE "{table}" SET "{column}" = :payload WHERE "{column}" = :secret'),
                    {"payload": PAYLOADS[number % len(PAYLOADS)], "secret": secret},
                )
                number += 1
    assert number >= len(PAYLOADS)
    assert len(set(PAYLOADS)) == 60
    return found


@pytest.mark.parametrize("persona", ["coordinator", "named", "nobody"])
def test_check_32_markup_in_any_text_is_shown_as_text_on_every_page(everyone: World, persona: str) -> None:
    who, _may_read = everyone.personas[persona]
    client = everyone.cast.client(who)
    shown = 0
    for one in addresses(everyone, "GET"):
        answer = client.get(one.path)
        if not answer.headers.get("content-type", "").startswith("text/html"):
            continue
        assert answer.status_code < 500, one.path
        assert [payload for payload in RAW if payload in answer.text] == [], one.path
        shown += answer.text.count("&lt;script&gt;")
    assert shown or persona == "nobody"
