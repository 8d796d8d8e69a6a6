"""The pages of reviews."""

from app.reviews.routes import acts, by_hand, feeds, handing, listing, periods

PAGES = (listing, acts, handing, by_hand, periods, feeds)
