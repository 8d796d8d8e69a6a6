"""Tables of actions, split by noun."""

from app.campaigning.models.action_kinds import Fund, Gathering, Petition
from app.campaigning.models.actions import GATED, Action, ActionLink, ActionShown
from app.campaigning.models.counts import CountingPace, Donation, Tally
from app.campaigning.models.demands import Demand, DemandLink

__all__ = [
    "GATED",
    "Action",
    "ActionLink",
    "ActionShown",
    "CountingPace",
    "Demand",
    "DemandLink",
    "Donation",
    "Fund",
    "Gathering",
    "Petition",
    "Tally",
]
