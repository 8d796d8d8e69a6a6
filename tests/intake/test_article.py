"""What an article proposes: invented press texts in three languages, read against people who are known."""

import pytest

from app.cases.kinds import EntryKind
from app.dates import read_date
from app.intake.article import KnownPerson, Proposal, Reading, proposals

ROZA = KnownPerson(1, ("Roza Tuletaeva", "Роза Төлетаева"), ("K-001",))
KOZLOV = KnownPerson(2, ("Vladimir Kozlov",), ("K-002",))
BAZARBAI = KnownPerson(3, ("Bazarbai Kenzhebaev",), ("K-003",))
ASEM = KnownPerson(4, ("Asem Kenzhebaeva",), ("K-004",))
PRESIDENT = KnownPerson(5, ("Vladimir Putin",))
PEOPLE = (ROZA, KOZLOV, BAZARBAI, ASEM, PRESIDENT)


def read(text: str, *, published: str | None = "14 March 2013", places: tuple[str, ...] = ()) -> Reading:
    return proposals(text, PEOPLE, read_date(published) if published else None, places)


def only(text: str, **more) -> Proposal:
    (found,) = read(text, **more).proposals
    return found


@pytest.mark.parametrize(
    ("text", "kind", "answers"),
    [
        ("Roza Tuletaeva was sentenced to five years in prison.", "sentence", {"form": "prison", "length": "P5Y"}),
        ("Tuletaeva, Roza was sentenced to 10 days in jail.", "sentence", {"form": "administrative-detention"}),
        ("Kozlov was arrested at his flat.", "custody", {"form": "arrest"}),
        ("V. Kozlov was released from prison.", "release", {}),
        ("A court rejected the appeal of Vladimir Kozlov.", "appeal", {"outcome": "rejected"}),
        ("Vladimir Kozlov is on hunger strike.", "health-alert", {"severity": "hunger-strike"}),
        ("Police beat Vladimir Kozlov.", "ill-treatment", {}),
        ("Асем Кенжебаева задержана полицией.", "custody", {"form": "arrest"}),
        ("Суд приговорил Розу Тулетаеву к пяти годам лишения свободы.", "sentence", {"length": "P5Y"}),
        ("Владимира Козлова перевели в колонию.", "custody", {"form": "prison"}),
        ("Владимир Козлов объявил голодовку.", "health-alert", {"severity": "hunger-strike"}),
        ("Wladimir Koslow wurde zu sieben Jahren Haft verurteilt.", "sentence", {"length": "P7Y"}),
        ("Rosa Tuletajewa wurde freigelassen.", "release", {}),
        ("Der Aktivist Koslow liegt nach Angaben der Familie im Krankenhaus.", "health-alert", {"severity": "serious"}),
    ],
)  # fmt: skip
def test_a_sentence_with_somebody_known_proposes_what_it_says(text: str, kind: str, answers) -> None:
    found = only(text)
    assert found.kind == kind
    assert answers.items() <= found.answers.items()
    assert not found.is_guess
    assert found.locator == " ".join(text.split()[:6])


def test_the_words_it_rests_on_are_marked() -> None:
    found = only("On 12 March Roza Tuletaeva was sentenced to five years in prison by the Aktau city court.")
    assert [found.sentence[begins:ends] for begins, ends in found.spans] == [
        "12 March", "Roza Tuletaeva", "sentenced to", "five years in prison", "Aktau city court",
    ]  # fmt: skip
    assert found.answers["court"] == "Aktau city court"


@pytest.mark.parametrize(
    ("told", "edtf", "as_told"),
    [
        ("on 12 March 2013", "2013-03-12", "12 March 2013"),
        ("on 12 March", "2013-03-12?", "12 March [2013?]"),
        ("in December", "2012-12?", "December [2012?]"),
        ("in 2012", "2012", "2012"),
        ("in May 2012", "2012-05", "May 2012"),
        ("on Monday", "2013-03-11?", "Monday [2013-03-11?]"),
        ("on 18 or 19 December 2011", "[2011-12-18,2011-12-19]", "18 or 19 December 2011"),
    ],
)
def test_a_date_is_no_finer_than_its_words_and_says_what_it_took_from_elsewhere(told, edtf, as_told) -> None:
    found = only(f"Vladimir Kozlov was arrested {told}.")
    assert found.on is not None
    assert (found.on.edtf, found.date_as_told) == (edtf, as_told)


def test_without_a_year_anywhere_the_date_stays_open() -> None:
    found = only("Vladimir Kozlov was arrested on 12 March.", published=None)
    assert found.on is None
    assert found.date_as_told == "12 March"


def test_the_year_comes_from_the_line_over_the_text() -> None:
    found = only("News\n\n24 April 2011\n\nVladimir Kozlov was arrested on 3 April.", published=None)
    assert found.date_as_told == "3 April [2011?]"


def test_a_sentence_that_goes_on_about_somebody_is_a_guess() -> None:
    text = "Roza Tuletaeva is well known in Aktau. She was arrested at home.\n\nShe was released on 12 March."
    assert [(one.cases, one.is_guess) for one in read(text).proposals] == [(("K-001",), True)] * 2
    apart = "Roza Tuletaeva is well known in Aktau.\n\nNobody knows why she was arrested."
    assert read(apart).proposals == []


def test_of_two_people_each_has_what_is_said_of_them() -> None:
    text = "Roza Tuletaeva was sentenced to six years and Vladimir Kozlov received a one year suspended sentence."
    found = {one.cases[0]: one.answers for one in read(text).proposals}
    assert (found["K-001"]["form"], found["K-001"]["length"]) == ("prison", "P6Y")
    assert (found["K-002"]["form"], found["K-002"]["length"]) == ("suspended", "P1Y")


def test_of_several_in_one_list_it_is_said_of_all() -> None:
    found = read("Vladimir Kozlov, Roza Tuletaeva and Asem Kenzhebaeva have been arrested.").proposals
    assert {one.cases for one in found} == {("K-001",), ("K-002",), ("K-004",)}


def test_an_ambiguous_name_is_never_chosen_beforehand() -> None:
    found = only("Кенжебаева задержали во вторник.")
    assert (found.cases, found.is_open) == (("K-003", "K-004"), True)
    whole = "Vladimir Putin and Vladimir Kozlov met in 1999. Vladimir was arrested."
    assert [one.is_open for one in read(whole).proposals] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "Ivan Petrov was sentenced to five years in prison.",
        "Vladimir Putin was arrested in a dream.",
        "Petr Kozlov was arrested at his flat.",
        "Vladimir Ivanov was released.",
        "The campaign demands that Roza Tuletaeva be set free.",
        "Tuletaeva's daughter was arrested at home.",
        "Суд приговорил Ивана Петрова к пяти годам колонии.",
        "Мы требуем, чтобы Владимира Козлова освободили.",
        "Die Kampagne fordert, dass Wladimir Koslow freigelassen wird.",
        "Hans Müller wurde zu sieben Jahren Haft verurteilt.",
        "Roza Tuletaeva likes tea.",
    ],
)  # fmt: skip
def test_nothing_is_proposed_of_others_or_of_what_has_not_happened(text: str) -> None:
    assert read(text).proposals == []


def test_names_not_known_here_are_told_apart_from_those_known() -> None:
    text = "Ivan Petrov and Roza Tuletaeva were tried in Aktau. Ivan Petrov was released."
    assert read(text).unknown == {"Ivan Petrov": 2}


def test_the_place_of_the_directory_is_filled_in() -> None:
    text = "Roza Tuletaeva was moved to the colony in Atyrau."
    assert only(text, places=("Atyrau",)).answers["place_text"] == "Atyrau"


def test_articles_of_law_and_what_somebody_is_charged_with() -> None:
    found = only("Vladimir Kozlov has been charged with “inciting social discord” under article 164.")
    assert (found.kind, found.answers["article"]) == (EntryKind.CHARGE, "article 164")
    assert found.answers["wording"] == "inciting social discord"


def test_the_same_text_proposes_the_same_every_time() -> None:
    text = "Roza Tuletaeva was arrested.\n\nVladimir Kozlov was released. Kenzhebaeva died."
    assert read(text) == read(text)
    assert len({one.key for one in read(text).proposals}) == 3
