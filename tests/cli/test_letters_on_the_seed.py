"""`vigil draft` over the seed on chosen days: nothing beyond the news of that day, in any language."""

import argparse
from dataclasses import replace
from datetime import date

import pytest

from app.cli import letters
from app.cli.errors import CommandFault
from app.db import Database
from app.intake.loading import load_seed
from app.settings import PROJECT_ROOT, Settings
from tests import clock

TO = "embassy-of-kazakhstan-london"
NOW = {
    "en": ("She is held in the women's prison colony in Atyrau", "at least 325 days as of 24 April 2013"),
    "de": ("Sie befindet sich in der Frauenstrafkolonie",
           "325 Tage in Haft verbracht (Stand: 24. April 2013)"),
    "ru": ("содержится в женской исправительной колонии",
           "не менее 325 дней (последние сведения: 24 апреля 2013 года)"),
}  # fmt: skip
THEN = {
    "en": "was held in the women's prison colony in Atyrau when last heard of, 24 April 2013: at least 325 days by",
    "de": "Nach der letzten Nachricht (24. April 2013) war sie in der Frauenstrafkolonie in Atyrau in Haft: bis dahin"
          " mindestens 325 Tage",
    "ru": "По последним сведениям (24 апреля 2013 года), она содержалась в женской исправительной колонии в Атырау;"
          " к тому времени — не менее 325 дней",
}  # fmt: skip
STRIKE = {
    date(2013, 4, 24): ("has been on hunger strike since 22 April 2013",
                        "seit dem 22. April 2013 im Hungerstreik", "с 22 апреля 2013 года держит голодовку"),
    date(2013, 4, 30): ("day 3 when last heard of, 24 April 2013", "(24. April 2013) war es der 3. Tag",
                        "(24 апреля 2013 года), шёл 3-й день"),
}  # fmt: skip
PRESENT = (
    "is held",
    "are held",
    "is in detention",
    "are in detention",
    "befindet sich",
    "содержится",
    "находится под",
)
NOT_FOR = {
    date(2013, 4, 30): ("K-003", "K-012", "K-013", "K-014", "K-016", "K-028"),
    date(2026, 11, 30): ("K-002", "K-003", "K-011", "K-012", "K-013", "K-014", "K-015", "K-028", "K-034"),
}


@pytest.fixture
def drafted(settings: Settings, database: Database, capsys: pytest.CaptureFixture[str]):
    """What the command prints on a day."""
    load_seed(database, PROJECT_ROOT / "seed", at=clock.now())
    parser = argparse.ArgumentParser()
    letters.add_commands(parser.add_subparsers())

    def run(day: date, case: str, kind: str, language: str = "en") -> str:
        given = parser.parse_args(["draft", case, "--kind", kind, "--to", TO, "--language", language])
        given.run(replace(settings, today=day), given)
        return " ".join(capsys.readouterr().out.split())

    return run


def test_a_letter_tells_what_was_known_by_its_day(drafted) -> None:
    for number, language in enumerate(NOW):
        for day in (date(2013, 4, 24), date(2013, 4, 30)):
            page = drafted(day, "K-001", "release", language)
            assert all(words in page for words in NOW[language]), page
            assert STRIKE[day][number] in drafted(day, "K-001", "medical-care", language)
        for day in (date(2013, 11, 30), date(2026, 11, 30)):
            page = drafted(day, "K-001", "release", language)
            assert THEN[language] in page, page
            assert not [words for words in PRESENT if words in page]
    early = drafted(date(2012, 6, 10), "K-001", "fair-trial")
    assert "was sentenced to seven years in prison" in early
    assert "Atyrau" not in early
    later = drafted(date(2013, 4, 30), "K-002", "release")
    assert "She was held when last heard of, 8 August 2011: at least 69 days by then." in later
    assert "Vadim Kuramshin was held when last heard of, between September 2011 and July 2012." in drafted(
        date(2013, 4, 30), "K-006", "release"
    )


def test_no_plea_for_release_is_made_for_whoever_is_at_large(drafted) -> None:
    for day, cases in NOT_FOR.items():
        for case in cases:
            with pytest.raises(CommandFault, match=r"This kind of letter|Nobody's name is recorded"):
                drafted(day, case, "release")


def test_a_letter_to_a_prisoner_of_whom_nothing_was_heard_for_long_is_not_to_be_sent(drafted) -> None:
    for kind in ("to-prisoner", "birthday"):
        assert "Look again before this is sent" not in drafted(date(2013, 4, 30), "K-001", kind)
        page = drafted(date(2013, 11, 30), "K-001", kind)
        assert page.startswith("NOT TO BE SENT")
        assert "24 April 2013, 220 days ago. Look again before this is sent" in page
