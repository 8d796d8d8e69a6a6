"""What the police or a town hall want to be told before a gathering, country by country; pure.

Each rule names its law, so that whoever organises can look it up: laws change and cities add their own.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from app.campaigning.timezones import country_in_words
from app.text import N_, _, day_in_words, ngettext


@dataclass(frozen=True, slots=True)
class Notice:
    """How many days before, to whom, by which law. `clear` days leave out the day itself and that of telling."""

    days: int
    to: str
    law: str
    says: str
    clear: bool = False
    earliest: int | None = None

    def by(self, day: date) -> date:
        """The last day on which to give notice of a gathering on this day."""
        return day - timedelta(days=self.days + self.clear)

    def arithmetic(self, day: date) -> str:
        """How that day was found."""
        length = ngettext("%(n)s day", "%(n)s days", self.days) % {"n": self.days}
        told = {"length": length, "day": day_in_words(day), "law": self.law}
        if self.clear:
            return _("%(length)s between notice and %(day)s (%(law)s)") % told
        return _("%(length)s before %(day)s (%(law)s)") % told


NOTICES: dict[str, Notice] = {
    "AT": Notice(
        2, N_("The assembly authority, in Vienna the police directorate"), "Versammlungsgesetz, § 2",
        N_("48 hours before it begins, in writing, with purpose, place and time."),
    ),
    "CZ": Notice(
        5, N_("The municipality"), "Act 84/1990, § 5", N_("At least five days before; the organiser is named.")
    ),
    "DE": Notice(
        2, N_("The assembly authority, often the police"), "Versammlungsgesetz, § 14",
        N_("48 hours before it is announced in public, so before the call and not before the day. Some states differ."),
    ),
    "ES": Notice(
        10, N_("The delegation of the government"), "Ley Orgánica 9/1983, art. 8",
        N_("Ten to thirty days before; 24 hours in urgent cases, with the reason."), earliest=30,
    ),
    "FR": Notice(
        3, N_("The prefecture, or the town hall where the state police is absent"),
        "Code de la sécurité intérieure, L211-2",
        N_("Three to fifteen clear days before, signed by an organiser."), clear=True, earliest=15,
    ),
    "GB": Notice(
        6, N_("The police of the district"), "Public Order Act 1986, s. 11",
        N_("Six clear days before a march. A picket that stands still needs no notice in England and Wales."),
        clear=True,
    ),
    "IT": Notice(3, N_("The questore"), "TULPS, art. 18", N_("At least three days before.")),
    "KZ": Notice(
        7, N_("The local executive body (akimat)"), "Law 333-VI of 25 May 2020, art. 10",
        N_("Five working days before a picket or rally, ten before a march, in the places set aside. Weigh the risk."),
    ),
    "PL": Notice(
        6, N_("The municipality"), "Prawo o zgromadzeniach, art. 7",
        N_("Thirty to six days before; a simplified notice is taken up to two days before."), earliest=30,
    ),
    "RU": Notice(
        10, N_("The city or regional administration"), "Federal Law 54-FZ, art. 7",
        N_("Fifteen to ten days before; a picket of a group three days before, of one person none. Weigh the risk."),
        earliest=15,
    ),
    "TR": Notice(
        2, N_("The governor"), "Law 2911, art. 10", N_("48 hours before, signed by the organising board.")
    ),
}  # fmt: skip

CHECKLIST: tuple[str, ...] = (
    N_("Purpose in one line, and the one who speaks to the police"),
    N_("Place agreed: pavement kept free, step-free way, toilets"),
    N_("Notice given, and the answer in writing in somebody's pocket"),
    N_("Two stewards who know the law and stay until the end"),
    N_("A lawyer's number, written on an arm and not kept in a phone"),
    N_("Who hands the letter over, and to which office by name"),
    N_("No photograph of a face without a yes; families abroad can be traced"),
    N_("Press told the day before; somebody counts how many come"),
)


def notice_in(country: str | None) -> Notice | None:
    """The rule of a country, where we know one."""
    return NOTICES.get(country or "")


def not_known(country: str | None) -> str:
    """What stands where no rule is known."""
    if country is None:
        return _("Say the country, then what is known of its rule stands here.")
    told = {"country": country_in_words(country)}
    return _("No rule for %(country)s is kept here. Ask the town hall or the police of the place.") % told
