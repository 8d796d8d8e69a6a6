"""The words of pleas, of themes, and of categories of arbitrary detention."""

from app.cases.vocabulary import Options
from app.text import N_

PLEAS: Options = (
    ("release", N_("Release")),
    ("review", N_("A review of the case, or a fair trial")),
    ("inquiry", N_("An inquiry")),
    ("care", N_("Medical care")),
    ("contact", N_("Contact: visits, calls, mail")),
    ("none", N_("Nothing is asked for this person")),
)
THEMES: Options = (
    ("expression", N_("Freedom of expression")),
    ("assembly", N_("Freedom of assembly")),
    ("union", N_("Trade unions, strikes")),
    ("religion", N_("Freedom of religion or belief")),
    ("journalism", N_("Journalism")),
    ("environment", N_("Environment, land, water")),
    ("minority", N_("Rights of a minority")),
    ("other", N_("Another theme")),
)
# As the Working Group on Arbitrary Detention of the United Nations numbers them.
CATEGORIES: Options = (
    ("I", N_("I: no legal basis")),
    ("II", N_("II: for exercising a right or freedom")),
    ("III", N_("III: no fair trial")),
    ("IV", N_("IV: asylum seekers and migrants held without review")),
    ("V", N_("V: discrimination")),
)
