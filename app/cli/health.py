"""`vigil health`: asked every half minute by whoever watches the process, so it loads next to nothing."""

import argparse
import json
import sys
from http.client import HTTPConnection, HTTPException
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from app.cli.errors import CommandFault
from app.settings import Settings
from app.text import _

if TYPE_CHECKING:
    from app.cli.errors import Commands


def add_commands(commands: "Commands") -> None:
    """One verb."""
    asks = commands.add_parser("health")
    asks.add_argument(
        "--strict", action="store_true", help="also fail while something is late, fails or is full"
    )
    asks.set_defaults(run=health)


def health(settings: Settings, given: argparse.Namespace) -> None:
    """Exit 0 when the server answers and is ready; with --strict, also only when nothing is late, failing or full."""
    connection = HTTPConnection("127.0.0.1", settings.port, timeout=20)
    asked = "?strict" if given.strict else ""
    try:
        connection.request("GET", f"/health{asked}", headers={"Host": urlsplit(settings.base_url).netloc})
        answer = connection.getresponse()
        words = answer.read().decode("utf-8", "replace")
    except (OSError, HTTPException) as error:
        sentence = _("nobody answers on port %(port)s: is `vigil serve` running?")
        raise CommandFault(sentence % {"port": settings.port}) from error
    finally:
        connection.close()
    print(words)
    is_ours = answer.headers.get("content-type", "") == "application/json"
    for wrong in json.loads(words).get("wrong", ()) if is_ours else ():
        print(f"vigil: {wrong}", file=sys.stderr)
    if answer.status != 200:
        sys.exit(1)
