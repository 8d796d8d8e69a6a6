"""The pages of the digest."""

from app.digest.routes import following, link, post, wishes

PAGES = (wishes, following, link, post)
