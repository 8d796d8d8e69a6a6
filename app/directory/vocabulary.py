"""The words of the directory: kinds of facilities, languages of letters, and what may be missing from an address."""

from app.text import N_

FACILITY_KINDS = (
    ("prison", N_("Prison")),
    ("women-prison-colony", N_("Women's prison colony")),
    ("police-detention", N_("Police detention")),
    ("remand-prison", N_("Remand prison")),
    ("court", N_("Court")),
    ("hospital", N_("Hospital")),
    ("other", N_("Another place")),
)
LETTER_LANGUAGES = (
    ("en", N_("English")),
    ("ru", N_("Russian")),
    ("kk", N_("Kazakh")),
    ("de", N_("German")),
    ("fr", N_("French")),
    ("pl", N_("Polish")),
    ("uk", N_("Ukrainian")),
)
CHECKS = (("unchecked", N_("To be checked")), ("checked", N_("Checked")))
MISSING = {
    "address": N_("postal address"),
    "email": N_("e-mail address"),
    "name": N_("name"),
    "city": N_("city"),
    "country": N_("country"),
}
WRITERS_EMBASSY = "embassy"  # in a list of copies: whichever embassy stands in the writer's country
