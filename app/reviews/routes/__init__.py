"""The pages of reviews."""

from app.reviews.routes import acts, by_hand, handing, listing

PAGES = (listing, acts, handing, by_hand)
