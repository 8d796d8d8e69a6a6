"""The pages of accounts: signing in, one's own settings, the team, and what admins see."""

from app.accounts.routes import (
    access_log,
    forgotten,
    invitations,
    second_factor,
    settings,
    sign_in,
    team,
    unfinished,
    volunteers,
)

PAGES = (
    sign_in,
    invitations,
    forgotten,
    settings,
    second_factor,
    team,
    volunteers,
    access_log,
    unfinished,
)
