"""The pages of accounts: signing in, one's own settings, the team, and what admins see."""

from app.accounts.routes import (
    access,
    forgotten,
    invitations,
    prove,
    second_factor,
    settings,
    sign_in,
    team,
    volunteers,
)

PAGES = (sign_in, invitations, forgotten, prove, settings, second_factor, team, volunteers, access)
