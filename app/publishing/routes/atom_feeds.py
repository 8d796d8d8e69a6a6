"""Feeds of what is public, the map of the site for search engines, and what they may look at."""

from starlette.responses import Response

from app.campaigning.public_gate import as_anybody
from app.campaigning.public_gate import as_of as action_day
from app.campaigning.queries.public_actions import open_actions
from app.clock import recorded_day
from app.publishing.page_words import fact_row, row_of
from app.publishing.queries.open_data import open_tables
from app.publishing.queries.public_pages import all_visible, approved_content, latest_visible
from app.publishing.routes.public_pages import day_of, listing, seen_or_gone
from app.publishing.told_since import since_when
from app.text import render
from app.web.door import Doors
from app.web.pages import atom, latest, page
from app.web.visit import Visit

doors = Doors()
# Only what is meant for the world; everything else asks for a sign-in anyway.
FOR_ROBOTS = ("/$", "/p$", "/p/", "/a$", "/a/", "/feeds", "/static/")


@doors.get("/feeds", who=as_anybody, kept=True)
def list_of_feeds(visit: Visit) -> Response:
    """Every feed there is, to follow without an account."""
    has_tables = bool(open_tables(visit.session))
    return page(visit, "publishing/feeds.html", has_tables=has_tables, **listing(visit))


@doors.get("/feeds/people.atom", who=as_anybody, kept=True)
def people_feed(visit: Visit) -> Response:
    """Who is public, the latest approved first."""
    seen = latest_visible(visit.session, day_of(visit))
    entries = [(one.page, row_of(one), one.told["lead"]) for one in seen]
    updated = latest(one.page.approved_at for one in seen)
    return atom("publishing/people.xml", base=visit.settings.base_url, entries=entries, updated=updated)


@doors.get("/p/{slug}/feed.atom", who=as_anybody, kept=True)
def person_feed(visit: Visit, slug: str) -> Response:
    """What became known of one person, the newest first."""
    seen = seen_or_gone(visit, slug)
    history = approved_content(visit.session, seen.page.case_id, seen.page.approved_at)
    since = since_when(history, seen.facts)
    entries = sorted(
        ((fact_row(fact), since.get(fact["id"], seen.page.approved_at)) for fact in seen.facts),
        key=lambda pair: (pair[1], pair[0].id),
        reverse=True,
    )
    address, row = f"{visit.settings.base_url}/p/{slug}", row_of(seen)
    updated = seen.page.approved_at
    return atom("publishing/person.xml", address=address, row=row, entries=entries, updated=updated)


@doors.get("/sitemap.xml", who=as_anybody, kept=True)
def sitemap(visit: Visit) -> Response:
    """Every address the world may see."""
    people = [
        (f"/p/{one.page.slug}", recorded_day(one.page.approved_at))
        for one in all_visible(visit.session, day_of(visit))
    ]
    actions = [f"/a/{one.row.reference}" for one in open_actions(visit.session, action_day(visit))]
    text = render("publishing/sitemap.xml", base=visit.settings.base_url, people=people, actions=actions)
    return Response(text, media_type="application/xml; charset=utf-8")


@doors.get("/robots.txt", who=as_anybody, kept=True)
def robots(visit: Visit) -> Response:
    """What search engines may look at."""
    allowed = [f"Allow: {path}" for path in FOR_ROBOTS]
    lines = ["User-agent: *", *allowed, "Disallow: /", f"Sitemap: {visit.settings.base_url}/sitemap.xml", ""]
    return Response("\n".join(lines), media_type="text/plain")
