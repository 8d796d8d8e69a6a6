"""The pages of the digest."""

from app.digest.routes import chats, confirm_address, following, mail_log, preferences, preferences_link

PAGES = (preferences, following, confirm_address, preferences_link, mail_log, chats)
