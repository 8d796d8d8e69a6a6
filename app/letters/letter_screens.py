"""The screens of a letter: choosing, a draft not kept yet, a kept letter, the sheet to print."""

from datetime import date
from typing import Any

from starlette.responses import Response

from app.accounts.queries import campaigns
from app.campaigning.timezones import country_of
from app.cases.identity_bar import Identity, identity_of
from app.cases.models import Case
from app.cases.queries.case_heads import head_of
from app.cases.queries.reading import reading_of
from app.cases.queries.timeline import timeline
from app.clock import Zone, recorded_day
from app.consent.models import Use
from app.consent.queries.approvals import open_approval_of_letter, others_who_may_decide
from app.consent.queries.consents import AsOf
from app.consent.second_reader import ReadThrough, read_through
from app.consent.word_gate import asked
from app.db import number_of
from app.directory.rules import mail_rules_in_words
from app.letters import lifecycle
from app.letters.checking import findings
from app.letters.may_send import OUT, at_the_door
from app.letters.models import Letter
from app.letters.new_draft import Drafted, choice_of
from app.letters.obstacles import Obstacles
from app.letters.prospects import Prospect, Usual, outlook
from app.letters.queries.briefing_facts import Asked
from app.letters.queries.corrections import corrections_of, untrue_letters
from app.letters.queries.free_words import speech_of
from app.letters.queries.letter_actions import action_reference, letter_calls
from app.letters.queries.letter_kinds import kind_for, kinds_of
from app.letters.queries.letters import earlier_versions, sendings_of
from app.letters.queries.offices import Office, office_by_key, offices_to_choose
from app.letters.sentences.languages import LANGUAGES, TONGUES
from app.letters.sheets.formats import Format, format_choices, format_for
from app.letters.sheets.sheet import Sheet
from app.letters.staleness import kept
from app.text import _, day_in_words, marked
from app.web.forms import FormState
from app.web.pages import page
from app.web.viewer import Right
from app.web.visit import Visit


def identity_in(visit: Visit, case: Case) -> Identity:
    """The identity bar of the letter's case."""
    head = head_of(visit.session, case)
    facts = timeline(visit.session, number_of(case), visit.settings.today)
    return identity_of(head, reading_of(visit.session, facts, visit.today(head.zone)))


def today_in(visit: Visit, case: Case) -> date:
    """The civil day where the case is."""
    return visit.today(head_of(visit.session, case).zone)


def asked_in(visit: Visit, *uses: Use) -> Asked:
    """What letters are asked for today, each in the time zone of its campaign."""
    zones: dict[int, Zone] = {}

    def day_of(case: Case) -> date:
        if case.campaign_id not in zones:
            zones.update({number_of(one): one.days for one in campaigns(visit.session, [case.campaign_id])})
        return visit.today(zones[case.campaign_id])

    return Asked(day_of, visit.settings.today, uses or (Use.LETTER,))


def chooser(visit: Visit, case: Case, form: FormState) -> Response:
    """Which kind, to whom, in which language."""
    kinds = list(kinds_of(visit.session, case.campaign_id).values())
    offices = offices_to_choose(visit.session, number_of(case))
    facts = timeline(visit.session, number_of(case), visit.settings.today)
    usual = Usual.of(offices, facts, visit.me.zone)
    found = outlook(visit.session, case, kinds, usual, asked_in(visit))
    form.values.setdefault("kind", found.prospects[0].kind.slug)
    office = usual.office(str(form.values["kind"]))
    form.values.setdefault("to", office.key)
    return page(
        visit,
        "letters/choose.html",
        status=422 if form.is_refused else 200,
        identity=identity_in(visit, case),
        form=form,
        kinds=[(one.kind.slug, one.kind.title, _foretold(one)) for one in found.prospects],
        outlook=found,
        copies=_copies_of(visit, office),
        offices=[(one.key, one.named) for one in offices],
        languages=[("", _("As the office reads"))]
        + [(code, marked(name)) for code, name in LANGUAGES if code in TONGUES],
        action=f"/cases/{case.reference}/letters/new",
        many=f"/cases/{case.reference}/letters/many",
        calls=[
            (ref, title) for _id, ref, title in letter_calls(visit.session, visit.me, case, asked_in(visit))
        ],
    )


def _foretold(one: Prospect) -> str:
    if not one.why_not:
        return one.kind.to
    return _("Could not be sent today. %(why)s") % {"why": one.why_not}


def _copies_of(visit: Visit, office: Office) -> str:
    """Who else gets a letter to this office, in words."""
    known = office_by_key(visit.session, office.key) if office.copies_to else None
    return "; ".join(one.line for one in known.copies) if known else ""


def draft_screen(visit: Visit, case: Case, made: Drafted, chosen: dict[str, str]) -> Response:
    """A draft to read before anything is kept."""
    sheet = Sheet.of_draft(made)
    return page(
        visit,
        "letters/draft.html",
        identity=identity_in(visit, case),
        made=made,
        sheet=sheet,
        witnesses=[kept(one) for one in made.draft.sentences],
        left_out=[(one.about, one.reason) for one in made.draft.left_out],
        blocks=[*made.draft.blocks, *([made.age] if made.age else [])],
        checks=findings(visit, sheet, made.kind.words),
        mail_rules=mail_rules_of(sheet.office),
        chosen=chosen,
        may_work=visit.me.may(Right.WRITE, case.campaign_id),
        action=f"/cases/{case.reference}/letters/new",
    )


def letter_screen(visit: Visit, case: Case, letter: Letter, found: Obstacles, form: FormState) -> Response:
    """A kept letter: its words beside their sources, what stands in the way, and the next steps."""
    office = choice_of(visit.session, letter).office
    kind = kind_for(visit.session, letter.campaign_id, letter.kind)
    sheet = Sheet.of_letter(letter, office)
    state, word = lifecycle.STATES[letter.state]
    sent = sendings_of(visit.session, number_of(letter))
    before = earlier_versions(visit.session, letter)
    return page(
        visit,
        "letters/letter.html",
        status=422 if form.is_refused else 200,
        identity=identity_in(visit, case),
        letter=letter,
        office=office,
        kind=kind.title if kind else letter.kind,
        tag=(state, marked(word)),
        sheet=sheet,
        witnesses=letter.sentences,
        left_out=letter.left_out,
        found=found,
        checks=findings(visit, sheet, kind.words if kind else 300, letter.id),
        mail_rules=mail_rules_of(office),
        steps=lifecycle.allowed(letter.state) if visit.me.may(Right.WRITE, letter.campaign_id) else frozenset(),
        asking=(asking := _asking(visit, letter)),
        reading=reading_in(visit, letter) if asking and asking["may"] else None,
        sendings=[(_channel(one.channel), one.country, one.month, one.count) for one in sent],
        sent_count=sum(one.count for one in sent),
        earlier=[(day_in_words(recorded_day(at)), body) for at, body in before],
        channels=[(value, marked(label)) for value, label in lifecycle.CHANNELS],
        ways=at_the_door(visit, asked_in(visit), [(letter, case)])[0] if letter.state in OUT else None,
        action=action_reference(visit.session, visit.me, letter.action_id),
        untrue=untrue_letters(visit.session, [(letter, case)], visit.settings.today).get(number_of(letter)),
        correction=corrections_of(visit.session, [number_of(letter)]).get(number_of(letter)),
        envelopes=format_choices(),
        form=FormState({"envelope": usual_format(visit).slug} | form.values, form.errors),
        may_work=visit.me.may(Right.WORK, case.campaign_id),
    )  # fmt: skip


def usual_format(visit: Visit) -> Format:
    """The sheet for the envelopes sold where this volunteer lives."""
    return format_for(country_of(visit.me.zone))


def reading_in(visit: Visit, letter: Letter) -> ReadThrough:
    """Its sentences with what they touch, for the second person who may say yes."""
    today = visit.today(campaigns(visit.session, [letter.campaign_id])[0].days)
    verdict = asked(
        visit.session, speech_of(visit.session, letter), Use.LETTER, AsOf(today, visit.settings.today)
    )
    return read_through(verdict.seen_by(visit.session, visit.me))


def mail_rules_of(office: Office) -> list[tuple[str, str]]:
    """What the prison lets through, for whoever packs the envelope; nothing for an office."""
    return mail_rules_in_words(office.prison) if office.prison is not None else []


def _channel(slug: str) -> str:
    return next((marked(label) for value, label in lifecycle.CHANNELS if value == slug), slug)


def _asking(visit: Visit, letter: Letter) -> dict[str, Any] | None:
    """Who asked, and whether this viewer may answer: not the author, unless nobody else could."""
    approval = open_approval_of_letter(visit.session, number_of(letter))
    if approval is None or letter.state != lifecycle.AWAITING:
        return None
    own = approval.asked_by_id == visit.me.id
    others = others_who_may_decide(visit.session, letter.campaign_id, visit.me.id) if own else 1
    return {"own": own, "alone": own and not others, "may": not own or not others}
