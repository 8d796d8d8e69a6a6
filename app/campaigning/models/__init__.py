"""Tables of actions, split by noun."""

from app.campaigning.models.action_kinds import Fund, Gathering, Petition
from app.campaigning.models.actions import GATED, Action, ActionLink
from app.campaigning.models.counts import CountingPace, Tally
from app.campaigning.models.demands import Demand, DemandLink
from app.campaigning.models.donations import Donation
from app.campaigning.models.words_shown import ActionShown

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
