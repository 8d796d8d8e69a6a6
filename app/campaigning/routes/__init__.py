"""The pages of actions, split by what one does there; fixed addresses come before those with a reference in them."""

from app.campaigning.routes import (
    counting,
    demands,
    doubting,
    linking,
    lists,
    making,
    one,
    outcomes,
    public,
    steps,
)

PAGES = (lists, demands, outcomes, making, counting, linking, doubting, one, steps, public)
