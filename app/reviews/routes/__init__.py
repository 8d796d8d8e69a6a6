"""The pages of reviews."""

from app.reviews.routes import (
    absences,
    by_hand,
    calendar_feeds,
    hand_over,
    periods,
    review_list,
    review_page,
    several_dates,
)

PAGES = (review_list, review_page, hand_over, several_dates, absences, by_hand, periods, calendar_feeds)
