"""The access log as admins and coordinators read it."""

from starlette.responses import Response

from app.accounts.queries import AccessPage, access_lines, names_of
from app.characters import whole_number
from app.history.access_log import Access, What
from app.history.change_words import NOUNS
from app.text import N_, _, marked
from app.web.door import Doors
from app.web.forms import blank
from app.web.pages import page
from app.web.policy import manager
from app.web.viewer import Right
from app.web.visit import Visit

doors = Doors()
PAGE = 50
Names = dict[tuple[str | None, int | None], str]  # what a line is about, by noun and number
WORDS = {
    What.SIGNED_IN: N_("signed in"),
    What.SIGN_IN_FAILED: N_("sign-in failed"),
    What.DENIED: N_("was refused"),
    What.VIEWED: N_("looked at"),
    What.EXPORTED: N_("exported"),
    What.PUBLISHED: N_("published"),
    What.UNPUBLISHED: N_("took from public view"),
    What.ERASED: N_("erased"),
    What.INVITED: N_("invited somebody"),
    What.ROLE_CHANGED: N_("role changed"),
    What.ACCOUNT_CLOSED: N_("account closed"),
    What.SIGNED_OUT_BY_ADMIN: N_("signed out everywhere"),
    What.PASSWORD_CHANGED: N_("passphrase changed"),
    What.ADDRESS_CHANGED: N_("address changed"),
    What.SECOND_FACTOR_CHANGED: N_("second step changed"),
}


@doors.get("/admin/access", who=manager)
def access_page(visit: Visit) -> Response:
    """Newest first: admins see every line, coordinators those of their campaigns."""
    mine = None if visit.me.may_somewhere(Right.RUN) else visit.me.campaigns_with(Right.MANAGE)
    given = visit.request.query_params
    what = given.get("what", "") if given.get("what", "") in set(What) else None
    number = whole_number(given.get("before"), 15)
    rows = access_lines(visit.session, AccessPage(mine, what, number, PAGE))
    older = f"before={rows[PAGE - 1][0].id}" if len(rows) > PAGE else None
    shown = [line for line, _name in rows[:PAGE]]
    known = names_of(visit.session, {line.row_id for line in shown if line.noun == "volunteer"})
    names: Names = {("volunteer", number): name for number, name in known.items()}
    names |= visit.request.app.state.references_of(visit.session, visit.me, shown)
    return page(
        visit,
        "accounts/access.html",
        lines=[
            (line, name or _("somebody not signed in"), in_words(line, names)) for line, name in rows[:PAGE]
        ],
        kinds=[(str(kind), marked(words)) for kind, words in WORDS.items()],
        what=what,
        form=blank(what=what),
        older=f"/admin/access?{f'what={what}&' if what else ''}{older}" if older else None,
        newest=f"/admin/access{f'?what={what}' if what else ''}" if number else None,
    )


def in_words(line: Access, names: Names) -> str:
    """What happened and to what, such as "role changed: Lee"."""
    words = marked(WORDS[What(line.what)]) if line.what in set(What) else line.what
    about = _about(line, names)
    return f"{words}: {about}" if about else words


def _about(line: Access, names: Names) -> str:
    if line.noun is None or (line.noun == "volunteer" and line.row_id == line.actor_id):
        return ""
    known = names.get((line.noun, line.row_id))
    if line.noun == "volunteer" and known:
        return known
    noun = marked(NOUNS.get(line.noun, line.noun)).replace("_", " ")
    return noun if line.row_id is None else f"{noun} {known or line.row_id}"
