"""Where things stand on a sheet, so that a window envelope shows the address and nothing of the letter; pure.

Millimetres from the left and upper edge. `window` is all that a window may show however the sheet slides inside its
envelope; the address stands in what it always shows, and the letter begins below.

DIN 5008:2020 forms A and B with envelopes of DIN 680. United Kingdom: DL of BS 4264, its window 35 mm high and 18 mm
above the lower edge, the sheet folded in three. United States: number 10, its window 1 1/8 inches high and half an
inch above the lower edge, Letter paper folded in three.
"""

from dataclasses import dataclass

from app.text import N_, marked


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of sheet and envelope."""

    slug: str
    title: str  # a msgid
    paper: tuple[float, float]
    window: tuple[float, float]
    address: tuple[float, float]  # from and to
    left: float
    sender: float  # where the block of the sender begins, right of the window
    begins: float  # where the subject stands
    folds: tuple[float, ...]
    punch: float | None = None


A4, US_LETTER = (210.0, 297.0), (215.9, 279.4)
FORMATS = {
    form.slug: form
    for form in (
        Format(
            "din-b", N_("DIN 5008, form B (A4)"), A4, (45, 90), (62.7, 90), 25, 50, 98.5, (105, 210), 148.5
        ),
        Format(
            "din-a", N_("DIN 5008, form A (A4)"), A4, (27, 72), (44.7, 72), 25, 32, 80.5, (87, 192), 148.5
        ),
        Format("dl", N_("British DL (A4)"), A4, (46, 92), (58, 81), 25, 22, 102, (99, 198)),
        Format(
            "us", N_("United States, number 10 (Letter)"), US_LETTER, (52, 92.1), (64, 80.5), 25.4, 25.4, 98,
            (93.1, 186.3),
        ),
    )
}  # fmt: skip
USUAL = FORMATS["din-b"]
_BY_COUNTRY = {"GB": "dl", "IE": "dl", "US": "us", "CA": "us"}


def format_for(country: str | None) -> Format:
    """The sheet that fits the envelopes sold where the writer lives; the one of DIN 5008, form B, elsewhere."""
    return FORMATS[_BY_COUNTRY.get(country or "", USUAL.slug)]


def format_choices() -> list[tuple[str, str]]:
    """What a form offers."""
    return [(form.slug, marked(form.title)) for form in FORMATS.values()]
