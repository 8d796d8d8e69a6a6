"""Tables of actions, split by noun."""

from app.campaigning.models.actions import GATED, Action, ActionLink
from app.campaigning.models.demands import Demand, DemandLink
from app.campaigning.models.donations import Donation
from app.campaigning.models.parts import Fund, Gathering, Petition
from app.campaigning.models.shown import ActionShown
from app.campaigning.models.tallies import CountingPace, Tally

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
