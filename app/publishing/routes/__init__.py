"""The pages of publishing: what the world sees, and where a campaign decides about it."""

from app.publishing.routes import corrections, decide_page, feeds, public_pages, silence_proof

PAGES = (public_pages, feeds, corrections, decide_page, silence_proof)
