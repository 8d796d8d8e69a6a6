"""The pages of publishing: what the world sees, and where a campaign decides about it."""

from app.publishing.routes import corrections, feeds, members, public, stopping

PAGES = (public, feeds, corrections, members, stopping)
