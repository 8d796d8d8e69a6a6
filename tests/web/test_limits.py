"""What a form takes its column can hold, for every field of every form; and a file carries it elsewhere."""

import pkgutil
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from pydantic import BeforeValidator
from sqlmodel import SQLModel

import app
from app.accounts.models import Campaign, Volunteer
from app.campaigning.models import Action, Demand, Donation, Fund, Gathering, Petition
from app.cases.kinds import FORMS
from app.cases.models import (
    KIND_TABLES,
    Case,
    Entry,
    EntryKind,
    Incident,
    Person,
    PersonLink,
    PersonName,
    PersonRole,
    Plea,
    Theme,
)
from app.cases.models.attachments import Attachment
from app.cases.models.conflicts import ConflictChoice
from app.cases.models.incidents import Figure, IncidentFact, IncidentGroup, IncidentMember
from app.cases.models.merges import Merge
from app.consent.models import Approval, Consent, Namesake
from app.db import LINE, LONG, WORDS
from app.digest.models import Chat
from app.directory.models import Addressee, AddresseeWords, Facility, LegalPeriod
from app.intake.loading import load_file
from app.intake.models import ArticleText
from app.letters.models import KindWords, Letter, LetterBatch
from app.publishing.export import Extent
from app.publishing.models import Correction, OpenData, PublicPage
from app.reviews.models import Review
from app.sources.models import Citation, Source
from app.tables import load_tables
from app.web.forms import Form
from tests import story
from tests.publishing.exports import text_of
from tests.publishing.installations import another
from tests.story import Cast

Tables = tuple[type[SQLModel], ...]

# Which tables a form is saved into, by its module and name; a form inherits what its parents say.
SAVED: dict[str, Tables] = {
    "accounts.AddressForm": (Volunteer,), "accounts.JoinForm": (Volunteer,), "accounts.OwnForm": (Volunteer,),
    "accounts.CampaignForm": (Campaign,),
    "campaigning.OwnForm": (Action,), "campaigning.GatheringForm": (Action, Gathering),
    "campaigning.PetitionForm": (Action, Petition), "campaigning.FundForm": (Action, Fund),
    "campaigning.ReportedForm": (Action,), "campaigning.DemandForm": (Demand,), "campaigning.DonationForm": (Donation,),
    "campaigning.CloseForm": (Action,), "campaigning.UpdateForm": (Action,), "campaigning.AfterwardsForm": (Gathering,),
    "campaigning.NoticeForm": (Gathering,), "campaigning.HandedInForm": (Petition,),
    "campaigning.ReasonForm": (Action,),
    "consent.SomebodyElseForm": (Namesake,), "consent.ReadForm": (Approval,),
    "campaigning.DeclineForm": (Approval,), "campaigning.ProposeForm": (Approval,),
    "cases.FileForm": (Attachment,), "cases.CaseWords": (Case,), "cases.NewCaseForm": (Case, Person),
    "cases.CloseForm": (Case,), "cases.MergeForm": (Merge,), "cases.EntryForm": (Entry,), "cases.RemovalForm": (Entry,),
    "cases.QuickForm": (Entry, Person, Case), "cases.ChoiceForm": (ConflictChoice,),
    "cases.IncidentForm": (Incident,), "cases.FigureForm": (Figure,),
    "cases.GroupForm": (IncidentGroup,), "cases.MemberForm": (IncidentMember,), "cases.FactForm": (IncidentFact,),
    "cases.PersonForm": (Person,), "cases.NameForm": (PersonName,), "cases.RoleForm": (PersonRole,),
    "cases.LinkForm": (PersonLink,), "cases.RuleOutForm": (PersonLink,),
    "cases.PleaForm": (Plea,), "cases.ThemeForm": (Theme,),
    "consent.ConsentForm": (Consent,), "consent.StopForm": (Consent,), "consent.WithdrawalForm": (Consent,),
    "consent.LiftingForm": (Approval,), "consent.DecisionForm": (Approval,), "digest.ChatForm": (Chat,),
    "desk.OwnCampaignForm": (Campaign,), "desk.ManyForm": (Entry, Case),
    "directory.AddresseeForm": (Addressee,), "directory.WordsForm": (AddresseeWords,),
    "directory.FacilityForm": (Facility,), "directory.MailRulesForm": (Facility,),
    "letters.ChooseForm": (Letter,), "letters.EditForm": (Letter,), "letters.AnswerForm": (Letter,),
    "letters.BatchForm": (LetterBatch,), "letters.ManyForm": (LetterBatch,), "letters.CasesForm": (LetterBatch,),
    "letters.WithdrawForm": (Letter,), "letters.KindForm": (KindWords,), "letters.NewKindForm": (KindWords,),
    "publishing.AnswerForm": (Correction,),
    "publishing.CorrectionForm": (Correction,), "publishing.OpenDataForm": (OpenData,),
    "publishing.UnpublishForm": (PublicPage,), "publishing.VerdictForm": (Approval,),
    "intake.TextForm": (Source, ArticleText),
    "reviews.ByHandForm": (Review,), "reviews.DoneForm": (Review,), "reviews.SnoozeForm": (Review,),
    "reviews.PeriodForm": (LegalPeriod,), "sources.SourceForm": (Source,), "sources.CitationForm": (Citation, Source),
    **{f"cases.{form.__name__}": (Entry, *filter(None, [KIND_TABLES.get(kind)])) for kind, form in FORMS.items()},
}  # fmt: skip
COLUMNS = {
    "cases.QuickForm.whose": "name", "cases.QuickForm.concern": "title", "desk.ManyForm.concern": "title",
    "cases.CloseForm.reason": "closed_reason", "cases.RemovalForm.reason": "removed_reason",
    "consent.WithdrawalForm.reason": "withdrawn_reason", "letters.WithdrawForm.why": "withdrawn_reason",
    "publishing.UnpublishForm.reason": "ended_reason", "reviews.SnoozeForm.reason": "snooze_reason",
    "campaigning.ReasonForm.reason": "stopped_reason", "cases.MergeForm.reason": "reason",
    "sources.CitationForm.source": "title", "sources.CitationForm.source_publisher": "publisher",
    "sources.CitationForm.source_url": "url", "sources.CitationForm.cited_field": "field",
    "sources.CitationForm.cited_value": "value", "publishing.CorrectionForm.page": "path",
}  # fmt: skip
# Chosen from lists that the page checks once it knows the campaign, or held to a pattern by the form's own check.
CHECKED = {
    "letters.ChooseForm.kind", "letters.ChooseForm.language", "letters.BatchForm.kind", "letters.BatchForm.language",
    "letters.SentForm.country", "cases.SentenceForm.amount",
    "cases.SentenceForm.currency", "cases.ConditionForm.amount", "cases.ConditionForm.currency",
}  # fmt: skip
# Read and kept nowhere as typed: marks of what a page showed, references, filters, secrets, what is sealed or signed.
UNSAVED = {
    "seen", "next", "half", "code", "password", "sure", "person", "shown", "minder", "into", "who", "other", "day",
    "source", "address", "tells", "detailed", "campaigns", "cases", "kinds", "version", "about", "to", "action",
    "signature", "digest", "heading", "lead", "ask", "case", "for_days", "state", "q", "before", "after",
    "words", "back", "dates",
    "people", "incident", "dates_right",  # a pasted list is read line by line
}  # fmt: skip
NOT_SAVED = (
    "ListForm", "FilterForm", "CaseFilters", "IncidentFilters", "SourceFilters", "DirectoryFilters", "FeedForm",
    "HandOverForm", "AttachForm", "ComposeForm", "SignInForm", "SignatureForm", "TogetherForm", "NoteForm", "WordsForm",
    "TakeForm", "WhoForm", "DecisionOnProposal",
)  # fmt: skip


LENGTHS = sorted({5000, 3000, 2000, WORDS, LONG, LINE, *range(10, LONG, 10), 254}, reverse=True)


def every_form() -> list[type[Form]]:
    """Every class of a form there is."""
    load_tables()
    for module in pkgutil.walk_packages(app.__path__, "app."):
        if not module.name.endswith("__main__"):
            import_module(module.name)

    def below(one: type[Form]) -> Iterator[type[Form]]:
        for sub in one.__subclasses__():
            yield sub
            yield from below(sub)

    return sorted({one for one in below(Form) if one.__module__.startswith("app.")}, key=whole_name)


def whole_name(form: type[Form]) -> str:
    """Where it stands; no two have the same, so every process of a run sees them in one order."""
    return f"{form.__module__}.{form.__name__}"


def named(form: type[Form]) -> str:
    """Its feature and its name."""
    return f"{form.__module__.split('.')[1]}.{form.__name__}"


def most(form: type[Form], field: str) -> int:
    """How long a text this field takes; 0 where it takes no text of one's own."""
    validators = [mark for mark in form.model_fields[field].metadata if isinstance(mark, BeforeValidator)]
    if not validators and "str" not in str(form.model_fields[field].annotation):
        return 0
    length: int
    for length in LENGTHS:
        taken: Any = "a" * length
        try:
            for validator in validators:
                taken = validator.func(taken)  # type: ignore[call-arg]
        except ValueError:
            continue
        if isinstance(taken, str) and len(taken) == length:
            return length
    return 0


def holds(form: type[Form], field: str) -> int | None:
    """How long a text the column of this field holds; None where it has no column."""
    for one in form.__mro__:
        name = f"{named(one)}.{field}" if issubclass(one, Form) and one is not Form else ""
        for table in SAVED.get(name.rpartition(".")[0], ()):
            column = table.__table__.columns.get(COLUMNS.get(name, field))  # type: ignore[attr-defined]
            if column is not None:
                length: int | None = getattr(column.type, "length", None)
                return length if length is not None else 10**9
    return None


def is_checked(form: type[Form], field: str) -> bool:
    """Whether what is typed there has to be one of a few answers, whatever the type of the field says."""
    return any(f"{named(one)}.{field}" in CHECKED for one in form.__mro__ if issubclass(one, Form))


@pytest.mark.parametrize("form", every_form(), ids=whole_name)
def test_no_form_takes_what_its_column_cannot_hold(form: type[Form]) -> None:
    taken = {field: most(form, field) for field in form.model_fields if not is_checked(form, field)}
    homeless = {
        field for field, length in taken.items()
        if length and holds(form, field) is None and field not in UNSAVED and form.__name__ not in NOT_SAVED
    }  # fmt: skip
    assert homeless == set(), "say in this test where these are saved"
    too_long = {
        field: (length, holds(form, field))
        for field, length in taken.items()
        if length > (holds(form, field) or length)
    }
    assert too_long == {}


def longest(kind: EntryKind) -> dict[str, str]:
    """A form of this kind with every field that takes words as full as it may be."""
    form = FORMS[kind]
    words = {field: "й" * most(form, field) for field in form.model_fields if most(form, field)}
    exact = {
        "amount": "9" * 15 + ".9999",
        "currency": "KZT",
        "zone": "America/Argentina/ComodRivadavia",
        "time": "10:30",
    }
    return (
        words
        | {name: text for name, text in exact.items() if name in form.model_fields}
        | {"on": "13 5 2013"}
    )


def test_the_longest_entry_of_every_kind_is_saved_and_travels(
    cast: Cast, migrated_file: Path, tmp_path: Path
) -> None:
    lee = cast.client(cast.lee)
    source = {"source": "т" * LONG, "source_publisher": "п" * LINE, "claimant": "к" * LONG,
              "source_url": "https://news.example.org/".ljust(LONG, "x"), "locator": "л" * LINE}  # fmt: skip
    for kind in FORMS:
        answer = lee.post(f"/cases/K-001/add/{kind.value}", data={**longest(kind), **source})
        assert answer.status_code == 303, f"{kind}: {answer.text}"
    with cast.database.reading() as session:
        whole = text_of(session, extent=Extent.FULL)
    assert "й" * WORDS in whole
    file = tmp_path / "export.json"
    file.write_text(whole, encoding="utf-8")
    with another(migrated_file) as other:
        load_file(other, file, at=story.BEGAN)
        with other.reading() as session:
            assert text_of(session, extent=Extent.FULL) == whole


@pytest.mark.parametrize(
    ("kind", "field", "typed"),
    [("hearing", "zone", "Mars/Olympus"), ("sentence", "currency", "K" * 200), ("sentence", "amount", "9" * 200),
     ("threat", "what", "x" * (WORDS + 1)), ("sentence", "length", "9" * 60 + " years")],
)  # fmt: skip
def test_what_cannot_be_kept_is_refused_with_a_sentence(
    cast: Cast, kind: str, field: str, typed: str
) -> None:
    answer = cast.client(cast.lee).post(f"/cases/K-001/add/{kind}", data={"on": "13 5 2013", field: typed})
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text or "Error:" in answer.text
