"""An incident in words: figures by measure, groups with their sums, members, dated facts, conflicts."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from app.cases import vocabulary as words
from app.cases.entry_words import value_in_words
from app.cases.forms.incidents import IncidentFilters
from app.cases.incident_words import INCIDENT_KINDS, MEASURES, figure_in_words, measure_in_words
from app.cases.models import ConflictChoice, Figure, Incident
from app.cases.queries.incidents import IncidentRow, Inside, MemberRow
from app.cases.rules.conflicts import disagreements
from app.cases.rules.group_sums import in_tree
from app.dates import in_words, short_words
from app.db import fuzzy_of
from app.directory.models import Place
from app.sources.citation_rows import Cited
from app.text import _
from app.web.viewer import Right
from app.web.visit import Visit


def lines_of(rows: Sequence[IncidentRow], filters: IncidentFilters, *, more: bool) -> dict[str, Any]:
    """The list in words, its chips and the address of the next page."""
    chips = []
    if filters.q:
        chips.append((_("Words: %(text)s") % {"text": filters.q}, _address(kind=filters.kind)))
    if filters.kind:
        chips.append((words.word(INCIDENT_KINDS, filters.kind), _address(q=filters.q)))
    return {
        "rows": [
            (row, words.word(INCIDENT_KINDS, row.kind), short_words(row.on) if row.on else "") for row in rows
        ],
        "chips": chips,
        "first": _address(q=filters.q, kind=filters.kind) if filters.after else None,
        "following": _address(q=filters.q, kind=filters.kind, after=rows[-1].id) if more else None,
    }


def _address(**fields: Any) -> str:
    given = {name: value for name, value in fields.items() if value}
    return "/incidents" + (f"?{urlencode(given)}" if given else "")


def incident_view(visit: Visit, incident: Incident, found: Inside) -> dict[str, Any]:
    """Everything the page of an incident prints."""
    whole = visit.session.get(Incident, incident.part_of_id) if incident.part_of_id else None
    place = visit.session.get(Place, incident.place_id) if incident.place_id else None
    href = f"/incidents/{incident.reference}"
    named = [_member(row, found, visit.today()) for row in found.members if row.href]
    unnamed = [_member(row, found, visit.today()) for row in found.members if not row.href]
    return {
        "incident": incident,
        "href": href,
        "kind": words.word(INCIDENT_KINDS, incident.kind),
        "when": _span(incident),
        "place": place.name if place else "",
        "whole": whole if whole and whole.campaign_id in visit.me.campaigns else None,
        "cites": found.cites.of("incident", incident.id),
        "measures": list(figures_by_measure(found)),
        "groups": list(group_lines(found)),
        "named": named,
        "unnamed": unnamed,
        "facts": [_fact(row, found) for row in found.facts],
        "conflicts": list(conflicts_of(incident, found)),
        "may_work": visit.me.may(Right.WORK, incident.campaign_id),
    }


def _span(incident: Incident) -> str:
    on, until = fuzzy_of(incident, "on"), fuzzy_of(incident, "until")
    if on and until:
        return _("from %(on)s to %(until)s") % {"on": in_words(on), "until": in_words(until)}
    return in_words(on) if on else ""


def figures_by_measure(found: Inside) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Every claim side by side; no claim is the number."""
    order = words.slugs(MEASURES)
    measures = sorted({f.measure for f in found.figures}, key=lambda m: order.index(m) if m in order else 99)
    for measure in measures:
        claims = [f for f in found.figures if f.measure == measure]
        yield measure_in_words(measure), [_claim(figure, found) for figure in claims]


def _claim(figure: Figure, found: Inside) -> dict[str, Any]:
    as_of = fuzzy_of(figure, "as_of")
    return {
        "id": figure.id,
        "words": figure_in_words(figure.qualifier, figure.value_min, figure.value_max, figure.words),
        "claimant": figure.claimant or "",
        "as_of": in_words(as_of) if as_of else "",
        "note": figure.note or "",
        "citations": found.cites.of("figure", figure.id),
    }


def group_lines(found: Inside) -> Iterator[dict[str, Any]]:
    """Groups with their depth, their sum in words, and the cases in them."""
    rows = {group.id: group for group in found.groups}
    for placed in in_tree(found.groups):
        group = rows[placed.group.id]
        yield {
            "id": group.id,
            "depth": min(placed.depth, 3),
            "label": group.label,
            "count": group.count,
            "outcome": group.outcome or "",
            "note": group.note or "",
            "sum": placed.sum_in_words,
            "adds_up": placed.adds_up,
            "cases": found.in_groups.get(group.id or 0, []),
            "citations": found.cites.of("group", group.id),
        }


def _member(row: MemberRow, found: Inside, today: date) -> dict[str, Any]:
    member = row.member
    counted = member.count is not None
    return {
        "id": member.id,
        "name": row.name,
        "href": row.href,
        "reference": row.reference or "",
        "standing": row.stood.on(today) if row.stood else "",
        "part": member.part or "",
        "count": figure_in_words(member.count_qualifier, member.count, None) if counted else "",
        "note": member.note or "",
        "citations": found.cites.of("member", member.id),
    }


def _fact(row: Any, found: Inside) -> dict[str, Any]:
    on = fuzzy_of(row, "on")
    return {
        "id": row.id,
        "date": in_words(on) if on else _("no date known"),
        "summary": row.summary,
        "note": row.note or "",
        "citations": found.cites.of("fact", row.id),
    }


def conflicts_of(incident: Incident, found: Inside) -> Iterator[dict[str, Any]]:
    """Where sources differ about the incident or one of its facts."""
    base = f"/incidents/{incident.reference}"
    yield from _conflicts(
        found.cites.of("incident", incident.id), incident.title, f"{base}/conflicts", found.choices
    )
    for fact in found.facts:
        choices = [choice for choice in found.choices if choice.fact_id == fact.id]
        about = fact.summary.rstrip(".")
        yield from _conflicts(
            found.cites.of("fact", fact.id), about, f"{base}/facts/{fact.id}/conflicts", choices
        )


def _conflicts(
    cites: Sequence[Cited], about: str, base: str, choices: Sequence[ConflictChoice]
) -> Iterator[dict[str, Any]]:
    for one in disagreements(cites):
        choice = next((c for c in choices if c.field == one.field), None)
        chosen = choice.citation_id if choice else None
        yield {
            "about": about if one.field == "value" else f"{about}, {field_in_words(one.field)}",
            "reason": choice.reason if choice else "",
            "by": "",
            "href": f"{base}/{one.field}",
            "claims": [
                {
                    "value": value_in_words(value),
                    "chosen": any(getattr(c, "id", None) == chosen for c in says),
                    "citations": says,
                }
                for value, says in one.values
            ],
        }


def field_in_words(field: str) -> str:
    """A field's name in a heading."""
    return {"on": _("date"), "until": _("end"), "value": _("what is so")}.get(field, field.replace("_", " "))
