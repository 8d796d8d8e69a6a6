"""Many letters in one process: what each costs, and how much memory the run takes.

Run as a program: `writing.py DATABASE_FILE DATA_DIR COUNT FILE`. Every letter is drafted from the database, as a page
does it; its text and its PDF are made; at last all of them become one PDF in FILE. Figures go out as JSON.
"""

import json
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from itertools import cycle, islice, product
from pathlib import Path
from typing import TypeVar

from sqlmodel import Session

from app.cases.models import Case
from app.letters.letter_kinds import shipped_words
from app.letters.liquid_text import parsed
from app.letters.new_draft import Choice, Drafted, drafted
from app.letters.queries.briefing_facts import case_by_reference
from app.letters.queries.offices import office_by_key
from app.letters.sheets.pdf import pdf, pdf_of_many
from app.letters.sheets.plain_text import plain_text
from app.letters.sheets.sheet import Sheet
from app.main import open_database
from app.settings import read_settings

TODAY = date(2013, 4, 30)
KINDS = ("medical-care", "fair-trial", "release", "visits", "union-solidarity")
LANGUAGES = ("en", "ru", "de")
OFFICES = tuple(f"embassy-of-kazakhstan-{city}" for city in ("london", "brussels", "berlin", "warsaw"))
T = TypeVar("T")


class Clock:
    """Seconds of processor time spent, by what they were spent on: a busy machine does not count."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}

    def run(self, what: str, work: Callable[[], T]) -> T:
        """Do it and note how long it took."""
        began = time.process_time()
        made = work()
        self.spent[what] = self.spent.get(what, 0.0) + time.process_time() - began
        return made


def main() -> None:
    """Write the letters and print what they cost."""
    path, data_dir, count, out = sys.argv[1], sys.argv[2], int(sys.argv[3]), Path(sys.argv[4])
    database = open_database(
        read_settings({"VIGIL_DATABASE_URL": f"sqlite:///{path}", "VIGIL_DATA_DIR": data_dir})
    )
    clock = Clock()
    with database.reading() as session, out.open("wb") as file:
        sheets = (_written(session, case, choice, clock) for case, choice in _wanted(session, count))
        clock.run("all", lambda: file.writelines(pdf_of_many(sheets, "Letters")))
    database.close()
    clock.spent["one PDF of all"] = clock.spent.pop("all") - sum(clock.spent.values())
    for words in islice(cycle(_templates()), count):
        clock.run("floor: Liquid alone", words)
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    peak = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))
    print(
        json.dumps(
            {"ms": {what: s * 1000 / count for what, s in clock.spent.items()}, "peak_mb": peak / 1024}
        )
    )


def _wanted(session: Session, count: int) -> Iterator[tuple[Case, Choice]]:
    """Letters about the two cases that may be named, in turn to every office, of every kind, in every language."""
    cases = [found for ref in ("K-001", "K-002") if (found := case_by_reference(session, ref))]
    offices = [office for key in OFFICES if (office := office_by_key(session, key))]
    every = product(cases, KINDS, LANGUAGES, offices, range(3))
    for case, kind, language, office, variant in islice(cycle(every), count):
        yield case, Choice(kind, office, language, variant)


def _written(session: Session, case: Case, choice: Choice, clock: Clock) -> Sheet:
    made: Drafted = clock.run("draft", lambda: drafted(session, case, choice, TODAY, TODAY))
    sheet = Sheet.of_draft(made)
    clock.run("text", lambda: plain_text(sheet))
    clock.run("PDF", lambda: pdf(sheet))
    return sheet


def _templates() -> list[Callable[[], str]]:
    """The template engine alone: the same texts, already read, filled with sentences already made."""
    words = (
        "held", "arrest", "role", "charge", "sentence", "appeal", "hearing", "days", "health", "care", "ill_treatment",
        "threat", "contact", "release", "name", "office", "salutation", "closing",
    )  # fmt: skip
    given = dict.fromkeys(words, "She is held in the women's prison colony in Atyrau.")
    they = dict.fromkeys(
        ("subject", "object", "possessive", "dative", "instrumental", "is", "was", "has", "ending", "dear"),
        "she",
    )
    found = [parsed(shipped_words(kind, language) or "") for kind in KINDS for language in LANGUAGES]
    return [partial(one.render, **given, they=they, own_line="", variant=0) for one in found]


if __name__ == "__main__":
    main()
