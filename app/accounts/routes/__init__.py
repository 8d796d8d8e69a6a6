"""The pages of accounts: signing in, one's own settings, the team."""

from app.accounts.routes import settings, sign_in, team

PAGES = (sign_in, settings, team)
