"""The pages of reviews."""

from app.reviews.routes import (
    by_hand,
    calendar_feeds,
    hand_over,
    periods,
    review_list,
    review_page,
    several_dates,
)

PAGES = (review_list, review_page, hand_over, several_dates, by_hand, periods, calendar_feeds)
