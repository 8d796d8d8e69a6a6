"""Everything that is checked of a letter: its words, the rules of the prison it goes to, letters sent there before."""

from collections.abc import Sequence

from app.letters.checks import Check, check_letter
from app.letters.prison_checks import check_alike, check_prison
from app.letters.queries.letters import sent_before
from app.letters.sheets.sheet import Sheet
from app.web.visit import Visit


def findings(visit: Visit, sheet: Sheet, most_words: int, but: int | None = None) -> Sequence[Check]:
    """Every finding, those that block first; `but` is the letter itself."""
    found = check_letter(sheet.subject, sheet.body, sheet.own_line, most_words, sheet.language)
    office = sheet.office
    if office.prison is not None:
        found += check_prison(office.prison, [sheet.subject, *sheet.body.split("\n\n")], sheet.language)
    sent = sent_before(visit.session, visit.me, (office.addressee_id, office.facility_id), but)
    return [*found, *check_alike(sheet.body, sent)]
