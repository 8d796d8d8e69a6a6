"""What the world sees of people: a list and a page each, from approved snapshots alone."""

from typing import Any

from starlette.responses import Response

from app.campaigning.action_words import kind_in_words, public_counts, when
from app.campaigning.public_gate import Gone, as_anybody, not_sent
from app.campaigning.public_gate import as_of as action_day
from app.campaigning.queries.action_page import Counted
from app.campaigning.queries.public_actions import open_actions
from app.characters import whole_number
from app.consent.queries.consents import AsOf
from app.files.storage import Shelf
from app.publishing.page_words import page_of, row_of
from app.publishing.queries.photographs import small_picture
from app.publishing.queries.public_pages import approved_content, listed, visible_page
from app.publishing.queries.totals import counted_for
from app.publishing.visible_page import Shown
from app.publishing.what_to_do import Offer, ways
from app.refusal import NotFound
from app.text import _
from app.web.door import Doors
from app.web.pages import page
from app.web.visit import Visit

doors = Doors()
# Nothing on it can run, and it is no page of its own; search engines keep pictures long after they are gone here.
AS_PICTURE = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Content-Disposition": 'attachment; filename="photo.jpg"',
    "X-Robots-Tag": "noindex, noimageindex, noarchive",
}


def day_of(visit: Visit) -> AsOf:
    """The day of asking, and the pinned one."""
    return AsOf(visit.today(), visit.settings.today)


def seen_or_gone(visit: Visit, slug: str) -> Shown:
    """What may be seen at this address; NotFound if it never was public, Gone if it no longer is."""
    known, seen = visible_page(visit.session, slug, day_of(visit))
    if known is None:
        raise NotFound
    if seen is None:
        raise Gone(_("It was public once. Whoever it is about, or the campaign, has ended that."))
    return seen


@doors.get("/p", who=as_anybody, kept=True)
def people(visit: Visit) -> Response:
    """Everybody who may be seen."""
    return page(visit, "publishing/people.html", **listing(visit))


def listing(visit: Visit) -> dict[str, Any]:
    """One page of everybody who may be seen, with the addresses of the pages beside it."""
    wanted = {name: _number(visit, name) for name in ("after", "before")}
    found = listed(visit.session, day_of(visit), **wanted)
    return {
        "rows": [row_of(seen) for seen in found.rows],
        "previous": f"{visit.path}?before={found.before}" if found.before is not None else None,
        "next": f"{visit.path}?after={found.after}" if found.after is not None else None,
    }


def _number(visit: Visit, name: str) -> int | None:
    return whole_number(visit.request.query_params.get(name))


@doors.get("/p/{slug}", who=as_anybody, kept=True)
def person(visit: Visit, slug: str) -> Response:
    """One person's page."""
    seen = seen_or_gone(visit, slug)
    return page(
        visit,
        "publishing/person.html",
        person=page_of(seen),
        slug=slug,
        address=f"{visit.settings.base_url}/p/{slug}",
        ways=ways(_offers(visit, seen)),
        counts=_counts(visit, seen),
    )


@doors.get("/p/{slug}/photo", who=as_anybody, kept=True)
def photograph(visit: Visit, slug: str) -> Response:
    """The small picture of a page's photograph, for that page; it goes with the page and with its consent."""
    seen = seen_or_gone(visit, slug)
    if seen.photo is None:
        earlier = approved_content(visit.session, seen.page.case_id, seen.page.approved_at)
        if any(one.content.get("photo") for one in earlier):
            raise Gone(_("It was public once. Whoever it is about, or the campaign, has ended that."))
        raise NotFound
    stored = small_picture(visit.session, seen.photo["file"])
    try:
        content = Shelf(visit.settings.data_dir).read(stored or "")
    except (FileNotFoundError, ValueError) as error:
        raise NotFound from error
    return Response(content, media_type="image/jpeg", headers=AS_PICTURE)


def _offers(visit: Visit, seen: Shown) -> list[Offer]:
    found = []
    for one in open_actions(visit.session, action_day(visit), seen.page.case_id):
        about = any(case.reference == seen.page.reference for case in one.behind)
        if about and not not_sent(visit, one):
            hint = " · ".join(filter(None, (kind_in_words(one.row), when(one.row))))
            found.append(Offer(one.row.kind, one.row.title, f"/a/{one.row.reference}", hint))
    return found


def _counts(visit: Visit, seen: Shown) -> list[str]:
    totals = counted_for(visit.session, seen.page.case_id)
    return public_counts([Counted(what, "", "", "", number) for what, number in totals.items()])
