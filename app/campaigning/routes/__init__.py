"""The pages of actions, split by what one does there; fixed addresses come before those with a reference in them."""

from app.campaigning.routes import (
    action_list,
    action_page,
    counts,
    demands,
    edit_action,
    lifecycle,
    links,
    namesakes,
    outcomes,
    public_actions,
)

PAGES = (
    action_list,
    demands,
    outcomes,
    edit_action,
    counts,
    links,
    namesakes,
    action_page,
    lifecycle,
    public_actions,
)
