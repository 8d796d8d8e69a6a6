"""The pages of the digest."""

from app.digest.routes import chats, confirming, following, link, post, wishes

PAGES = (wishes, following, confirming, link, post, chats)
