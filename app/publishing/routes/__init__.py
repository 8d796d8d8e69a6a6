"""The pages of publishing: what the world sees, and where a campaign decides about it."""

from app.publishing.routes import (
    atom_feeds,
    correction_requests,
    decide_page,
    open_data,
    public_pages,
    silence_proof,
)

PAGES = (public_pages, atom_feeds, correction_requests, decide_page, silence_proof, open_data)
