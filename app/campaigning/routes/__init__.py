"""The pages of actions, split by what one does there; fixed addresses come before those with a reference in them."""

from app.campaigning.routes import counting, demands, linking, lists, making, one, outcomes, public, steps

PAGES = (lists, demands, outcomes, making, counting, linking, one, steps, public)
