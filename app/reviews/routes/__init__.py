"""The pages of reviews."""

from app.reviews.routes import by_hand, calendar_feeds, hand_over, periods, review_list, review_page

PAGES = (review_list, review_page, hand_over, by_hand, periods, calendar_feeds)
