"""The periods that rules count with: shown to everybody who works here, edited by coordinators."""

from typing import Any

from starlette.responses import Response

from app.directory.models import LegalPeriod
from app.directory.periods import HOUSE_DAYS, NOT_SET
from app.directory.queries import all_periods, house_period, period_by_id
from app.refusal import Conflict, NotFound
from app.reviews.forms import PeriodForm
from app.reviews.period_values import value_in_words
from app.reviews.vocabulary import period_in_words
from app.text import _, day_in_words, marked, ngettext
from app.web.door import Doors, RowId
from app.web.forms import FormState, Rejected, blank, read_form
from app.web.pages import page, see_other
from app.web.policy import manager, signed_in
from app.web.viewer import Right
from app.web.visit import Visit

doors = Doors()


@doors.get("/periods", who=signed_in)
def periods_page(visit: Visit) -> Response:
    """What the laws of each country say, and what this house sets."""
    rows = all_periods(visit.session)
    own = {(row.rule, row.label): row for row in rows if not row.country}
    return page(
        visit,
        "reviews/periods.html",
        laws=[_law(row) for row in rows if row.country],
        house=[
            _house(rule, label, days, own.get((rule, label)))
            for rule, labels in HOUSE_DAYS.items()
            for label, days in labels.items()
        ],
        may_edit=visit.me.may_somewhere(Right.MANAGE),
    )


def _law(row: LegalPeriod) -> dict[str, Any]:
    ends = [day_in_words(day) if day else "" for day in (row.since, row.until)]
    return {
        "country": row.country,
        "rule": period_in_words(row.rule),
        "label": row.label,
        "value": value_in_words(row.value) or marked(NOT_SET),
        "is_set": row.value is not None,
        "source": ", ".join(part for part in (row.source, row.article) if part),
        "url": row.url or "",
        "force": " – ".join(ends) if any(ends) else "",
        "note": row.note or "",
        "href": f"/periods/{row.id}",
    }


def _house(rule: str, label: str, days: int, row: LegalPeriod | None) -> dict[str, Any]:
    said = (
        value_in_words(row.value)
        if row and row.value
        else ngettext("%(n)s day", "%(n)s days", days) % {"n": days}
    )
    return {
        "rule": period_in_words(rule),
        "label": label.replace("-", " "),
        "value": said,
        "href": f"/periods/house/{rule}/{label or 'all'}",
    }


@doors.get("/periods/{period_id}", who=manager)
def period_page(visit: Visit, period_id: RowId) -> Response:
    """One law's period."""
    row = period_by_id(visit.session, period_id)
    return _screen(visit, row, _shown(row), f"/periods/{period_id}")


@doors.post("/periods/{period_id}", who=manager)
def save_period(visit: Visit, period_id: RowId) -> Response:
    """Keep what somebody checked. All dates that count with it are reckoned anew by the job."""
    row = period_by_id(visit.session, period_id)
    form = read_form(PeriodForm, visit.submitted)
    if isinstance(form, Rejected):
        return _screen(visit, row, form, f"/periods/{period_id}")
    if form.version != row.version:
        raise Conflict(
            _("Somebody else changed this since you opened it. Nothing was saved; look at it again.")
        )
    _write(row, form)
    return see_other(
        "/periods", _("Saved. The dates that count with it follow at once; many within minutes.")
    )


@doors.get("/periods/house/{rule}/{label}", who=manager)
def house_page(visit: Visit, rule: str, label: str) -> Response:
    """One period of this house."""
    row = _house_row(visit, rule, label)
    return _screen(visit, row, _shown(row), f"/periods/house/{rule}/{label}")


@doors.post("/periods/house/{rule}/{label}", who=manager)
def save_house(visit: Visit, rule: str, label: str) -> Response:
    """Keep it; empty means as shipped."""
    row = _house_row(visit, rule, label)
    form = read_form(PeriodForm, visit.submitted)
    if isinstance(form, Rejected):
        return _screen(visit, row, form, f"/periods/house/{rule}/{label}")
    row.value = form.value
    visit.session.add(row)
    return see_other(
        "/periods", _("Saved. The dates that count with it follow at once; many within minutes.")
    )


def _house_row(visit: Visit, rule: str, label: str) -> LegalPeriod:
    name = "" if label == "all" else label
    if name not in HOUSE_DAYS.get(rule, {}):
        raise NotFound
    found = house_period(visit.session, rule, name)
    return found or LegalPeriod(key=f"house-{rule}-{label}", rule=rule, label=name)


def _write(row: LegalPeriod, form: PeriodForm) -> None:
    row.value, row.counting, row.rolls = form.value, form.counting or "calendar", form.rolls == "yes"
    row.since, row.until, row.source = form.since, form.until, form.source
    row.article, row.url, row.note = form.article, form.url, form.note


def _shown(row: LegalPeriod) -> FormState:
    return blank(
        value=value_in_words(row.value) or None,
        counting=row.counting,
        rolls="yes" if row.rolls else None,
        since=day_in_words(row.since) if row.since else None,
        until=day_in_words(row.until) if row.until else None,
        source=row.source,
        article=row.article,
        url=row.url,
        note=row.note,
        version=str(row.version or ""),
    )


def _screen(visit: Visit, row: LegalPeriod, form: FormState, action: str) -> Response:
    return page(
        visit,
        "reviews/period.html",
        status=422 if form.is_refused else 200,
        form=form,
        action=action,
        country=row.country,
        heading=f"{period_in_words(row.rule)}: {row.label.replace('-', ' ') or _('always')}",
    )
