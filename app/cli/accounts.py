"""`vigil volunteer`: making and changing accounts from the keyboard."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING

from pydantic import ValidationError
from sqlmodel import Session

from app.accounts.account_mails import tell
from app.accounts.changes import NewVolunteer, add_volunteer, join, make_admin, new_campaign
from app.accounts.forms import CampaignForm
from app.accounts.identity import BadAddress, BadName
from app.accounts.models import Campaign
from app.accounts.passwords import fault_of, hash_password
from app.accounts.queries import campaign_by_slug, campaigns, volunteer_by_email
from app.accounts.rights import Role
from app.accounts.two_factor import remove
from app.cli.errors import CommandFault
from app.clock import utc_now
from app.db import number_of
from app.main import open_database
from app.settings import Settings
from app.text import _

if TYPE_CHECKING:
    from app.cli.errors import Commands

ADMIN = "admin"  # no role of a campaign: they look after the installation


def add_commands(commands: "Commands") -> None:
    """`vigil volunteer add` and `vigil volunteer reset-second-factor`."""
    group = commands.add_parser("volunteer")
    verbs = group.add_subparsers(required=True, metavar="VERB")
    add = verbs.add_parser("add", help="make or change an account")
    add.add_argument("email")
    add.add_argument("--name", required=True)
    add.add_argument("--role", required=True, choices=(*Role, ADMIN))
    add.add_argument("--campaign", help="slug of the campaign; an admin coordinates all there are")
    add.add_argument("--campaign-name", help="with --role admin: make that campaign first, under this name")
    add.add_argument("--campaign-zone", default="UTC", help="its time zone, such as Asia/Aqtau")
    add.add_argument(
        "--passphrase-stdin", action="store_true", help="read the passphrase from standard input"
    )
    add.add_argument(  # its name until 2026, for scripts
        "--password-stdin", action="store_true", dest="passphrase_stdin", help=argparse.SUPPRESS
    )
    add.set_defaults(run=volunteer_add)
    reset = verbs.add_parser(
        "reset-second-factor", help="let somebody sign in with the passphrase alone again"
    )
    reset.add_argument("email")
    reset.set_defaults(run=reset_second_factor)


def volunteer_add(settings: Settings, given: argparse.Namespace) -> None:
    """Make or change an account."""
    password = sys.stdin.readline().rstrip("\n") if given.passphrase_stdin else None
    if password is not None and (fault := fault_of(password)):
        raise CommandFault(fault)
    hashed = hash_password(password) if password else None
    with (
        closing(open_database(settings)) as database,
        database.writing(actor="vigil", at=utc_now()) as session,
    ):
        try:
            volunteer = add_volunteer(
                session, NewVolunteer(given.email, given.name, hashed, settings.timezone)
            )
        except (BadAddress, BadName) as bad:
            raise CommandFault(bad.sentence) from bad
        if given.role == ADMIN:
            if given.campaign_name and campaign_by_slug(session, given.campaign or "") is None:
                new_campaign(session, _campaign(given), number_of(volunteer))
            make_admin(session, volunteer)
        else:
            join(session, volunteer, _known_campaign(session, given.campaign), given.role)
        mine, has_passphrase = campaigns(session), volunteer.password_hash is not None
    print(_("%(email)s is now %(role)s.") % {"email": given.email, "role": given.role})
    if given.role == ADMIN:
        print(
            _("Campaigns to coordinate: %(names)s.") % {"names": ", ".join(one.slug for one in mine) or "-"}
        )
    for sentence in _next_steps(settings, has_passphrase=has_passphrase, has_campaign=bool(mine)):
        print(sentence)


def _next_steps(settings: Settings, *, has_passphrase: bool, has_campaign: bool) -> Iterator[str]:
    if not has_passphrase:
        yield _("They have no passphrase yet: run this again with --passphrase-stdin.")
    else:
        yield _("Next: sign in at %(address)s.") % {"address": f"{settings.base_url}/sign-in"}
        if settings.is_production:
            yield _("Whoever coordinates or administers sets up a second step of signing in there first.")
    if not has_campaign:
        yield _(
            "There is no campaign yet: make one under Admin, or here with --campaign and --campaign-name."
        )


def _known_campaign(session: Session, slug: str | None) -> Campaign:
    campaign = campaign_by_slug(session, slug or "")
    if campaign is None:
        known = ", ".join(one.slug for one in campaigns(session)) or _("none yet")
        raise CommandFault(_("name a campaign with --campaign; there are: %(known)s") % {"known": known})
    return campaign


def _campaign(given: argparse.Namespace) -> Campaign:
    """By the rules of the page that makes one."""
    typed = {"name": given.campaign_name, "slug": given.campaign or "", "zone": given.campaign_zone}
    try:
        form = CampaignForm.model_validate(typed)
    except ValidationError as fault:
        said = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in fault.errors())
        raise CommandFault(_("that campaign cannot be made: %(why)s") % {"why": said}) from fault
    return Campaign(slug=form.slug, name=form.name, zone=form.zone)


def reset_second_factor(settings: Settings, given: argparse.Namespace) -> None:
    """For an admin who is alone and has lost authenticator and recovery codes; they are told by mail."""
    with (
        closing(open_database(settings)) as database,
        database.writing(actor="vigil", at=utc_now()) as session,
    ):
        volunteer = volunteer_by_email(session, given.email)
        if volunteer is None:
            raise CommandFault(_("nobody has that address"))
        if not remove(session, number_of(volunteer), None):
            raise CommandFault(_("there is no second step to remove"))
        tell(session, settings, volunteer, "reset")
    print(_("%(email)s signs in with the passphrase alone now.") % {"email": volunteer.email})
