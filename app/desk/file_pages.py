"""The addresses of files, on cases and on sources."""

from starlette.responses import Response

from app.cases.identity_bar import identity_of
from app.cases.models import Case
from app.cases.queries.attachments import files_of_case, files_of_source
from app.cases.queries.case_heads import head_of
from app.cases.queries.reading import reading_of
from app.cases.queries.timeline import timeline
from app.cases.queries.visible import case_for, workable_case
from app.consent.models import FieldGroup
from app.consent.queries.consents import consents_of
from app.consent.refuse_stopped import why_stopped
from app.consent.rules import USES, may_leave
from app.db import number_of
from app.desk import file_screens, file_words
from app.desk.file_screens import Owner
from app.desk.queries.sources import source_for
from app.desk.source_pages import is_known
from app.refusal import NotFound
from app.sources.models import Source
from app.text import marked
from app.web.door import Doors, RowId
from app.web.policy import signed_in, worker
from app.web.viewer import Right
from app.web.visit import Visit

doors = Doors()
ON_CASE, ON_SOURCE = "/cases/{ref}/files", "/sources/{source_id}/files"


@doors.get(ON_CASE, who=signed_in)
def case_files(visit: Visit, ref: str) -> Response:
    """The files of a case."""
    case = case_for(visit.session, visit.me, ref)
    return file_screens.files_page(visit, _of_case(visit, case))


@doors.upload(ON_CASE, who=signed_in)
def add_case_file(visit: Visit, ref: str) -> Response:
    """One more."""
    return file_screens.take_in(visit, _of_case(visit, workable_case(visit.session, visit.me, ref)))


@doors.get(ON_CASE + "/{file_id}", who=signed_in)
def case_file(visit: Visit, ref: str, file_id: RowId) -> Response:
    """Its bytes."""
    return file_screens.hand_out(visit, _files_alone(visit, ref), file_id)


@doors.get(ON_CASE + "/{file_id}/small", who=signed_in)
def case_picture(visit: Visit, ref: str, file_id: RowId) -> Response:
    """Its small picture."""
    return file_screens.hand_out_small(visit, _files_alone(visit, ref), file_id)


@doors.get(ON_CASE + "/{file_id}/edit", who=signed_in)
def edit_case_file(visit: Visit, ref: str, file_id: RowId) -> Response:
    """Its words as they stand."""
    return file_words.edit_page(visit, _of_case(visit, workable_case(visit.session, visit.me, ref)), file_id)


@doors.post(ON_CASE + "/{file_id}/edit", who=signed_in)
def save_case_file(visit: Visit, ref: str, file_id: RowId) -> Response:
    """Other words."""
    return file_words.save(visit, _of_case(visit, workable_case(visit.session, visit.me, ref)), file_id)


@doors.get(ON_CASE + "/{file_id}/delete", who=signed_in)
def ask_about_case_file(visit: Visit, ref: str, file_id: RowId) -> Response:
    """What would go."""
    return file_screens.ask_to_delete(
        visit, _of_case(visit, workable_case(visit.session, visit.me, ref)), file_id
    )


@doors.post(ON_CASE + "/{file_id}/delete", who=signed_in)
def delete_case_file(visit: Visit, ref: str, file_id: RowId) -> Response:
    """Gone."""
    return file_screens.delete(visit, _of_case(visit, workable_case(visit.session, visit.me, ref)), file_id)


def _files_alone(visit: Visit, ref: str) -> Owner:
    case = case_for(visit.session, visit.me, ref)
    found = files_of_case(visit.session, number_of(case))
    return Owner("case_id", number_of(case), f"/cases/{ref}", "", False, found, case.campaign_id)


def _of_case(visit: Visit, case: Case) -> Owner:
    session, number = visit.session, number_of(case)
    head = head_of(session, case)
    today, known_by = visit.today(head.zone), visit.settings.today
    consents = consents_of(session, case.person_id, known_by)
    answers = [
        (marked(label), may_leave(consents, FieldGroup.PHOTO, use, today)) for use, label in USES.items()
    ]
    return Owner(
        "case_id", number, f"/cases/{case.reference}", head.name, visit.me.may(Right.WORK, case.campaign_id),
        files_of_case(session, number), case.campaign_id,
        identity=identity_of(head, reading_of(session, timeline(session, number, known_by), today)),
        leaving=tuple((label, answer.yes, answer.reason) for label, answer in answers),
        no_photographs=why_stopped(session, [case.person_id]),
    )  # fmt: skip


@doors.get(ON_SOURCE, who=signed_in)
def source_files(visit: Visit, source_id: RowId) -> Response:
    """The files of a source."""
    return file_screens.files_page(visit, _of_source(visit, source_id))


@doors.upload(ON_SOURCE, who=worker)
def add_source_file(visit: Visit, source_id: RowId) -> Response:
    """One more."""
    return file_screens.take_in(visit, _of_source(visit, source_id))


@doors.get(ON_SOURCE + "/{file_id}", who=signed_in)
def source_file(visit: Visit, source_id: RowId, file_id: RowId) -> Response:
    """Its bytes."""
    return file_screens.hand_out(visit, _of_source(visit, source_id), file_id)


@doors.get(ON_SOURCE + "/{file_id}/small", who=signed_in)
def source_picture(visit: Visit, source_id: RowId, file_id: RowId) -> Response:
    """Its small picture."""
    return file_screens.hand_out_small(visit, _of_source(visit, source_id), file_id)


@doors.get(ON_SOURCE + "/{file_id}/edit", who=worker)
def edit_source_file(visit: Visit, source_id: RowId, file_id: RowId) -> Response:
    """Its words as they stand."""
    return file_words.edit_page(visit, _of_source(visit, source_id), file_id)


@doors.post(ON_SOURCE + "/{file_id}/edit", who=worker)
def save_source_file(visit: Visit, source_id: RowId, file_id: RowId) -> Response:
    """Other words."""
    return file_words.save(visit, _of_source(visit, source_id), file_id)


@doors.get(ON_SOURCE + "/{file_id}/delete", who=worker)
def ask_about_source_file(visit: Visit, source_id: RowId, file_id: RowId) -> Response:
    """What would go."""
    return file_screens.ask_to_delete(visit, _of_source(visit, source_id), file_id)


@doors.post(ON_SOURCE + "/{file_id}/delete", who=worker)
def delete_source_file(visit: Visit, source_id: RowId, file_id: RowId) -> Response:
    """Gone."""
    return file_screens.delete(visit, _of_source(visit, source_id), file_id)


def _of_source(visit: Visit, source_id: int) -> Owner:
    source: Source = source_for(visit.session, visit.me, source_id)
    if not is_known(source, visit.settings.today):
        raise NotFound
    found = files_of_source(visit.session, source_id)
    may_add = visit.me.may_somewhere(Right.WORK)
    return Owner("source_id", source_id, f"/sources/{source_id}", source.title, may_add, found)
