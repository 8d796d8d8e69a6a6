"""The access log as admins and coordinators read it."""

from starlette.responses import Response

from app.accounts.queries import AccessPage, access_lines
from app.history.access import Access, What
from app.history.sentences import NOUNS
from app.text import N_, _
from app.web.door import Doors
from app.web.forms import blank
from app.web.pages import page
from app.web.policy import coordinator
from app.web.visit import Visit

doors = Doors()
PAGE = 50
WORDS = {
    What.SIGNED_IN: N_("signed in"),
    What.SIGN_IN_FAILED: N_("sign-in failed"),
    What.DENIED: N_("was refused"),
    What.VIEWED: N_("looked at"),
    What.EXPORTED: N_("exported"),
    What.PUBLISHED: N_("published"),
    What.UNPUBLISHED: N_("took from public view"),
    What.ERASED: N_("erased"),
    What.INVITED: N_("invited somebody to"),
    What.ROLE_CHANGED: N_("changed the role of"),
    What.ACCOUNT_CLOSED: N_("closed the account of"),
    What.SIGNED_OUT_BY_ADMIN: N_("signed out everywhere"),
    What.PASSWORD_CHANGED: N_("changed the passphrase of"),
    What.ADDRESS_CHANGED: N_("changed the address of"),
    What.SECOND_FACTOR_CHANGED: N_("changed the second step of"),
}


@doors.get("/admin/access", who=coordinator)
def access_page(visit: Visit) -> Response:
    """Newest first: admins see every line, coordinators those of their campaigns."""
    mine = None if visit.me.is_admin else [key for key in visit.me.roles if visit.me.coordinates(key)]
    given = visit.request.query_params
    what = given.get("what", "") if given.get("what", "") in set(What) else None
    before = given.get("before", "")
    number = int(before) if before.isascii() and before.isdigit() and len(before) < 16 else None
    rows = access_lines(visit.session, AccessPage(mine, what, number, PAGE))
    older = f"before={rows[PAGE - 1][0].id}" if len(rows) > PAGE else None
    return page(
        visit,
        "accounts/access.html",
        lines=[(line, name or _("somebody not signed in"), in_words(line)) for line, name in rows[:PAGE]],
        kinds=[(str(kind), _(words)) for kind, words in WORDS.items()],
        what=what,
        form=blank(what=what),
        older=f"/admin/access?{f'what={what}&' if what else ''}{older}" if older else None,
        newest=f"/admin/access{f'?what={what}' if what else ''}" if number else None,
    )


def in_words(line: Access) -> str:
    """What happened, such as "changed the role of volunteer 7"."""
    words = _(WORDS[What(line.what)]) if line.what in set(What) else line.what
    if line.noun is None or line.what == What.DENIED:
        return words + (f": {line.noun.replace('_', ' ')}" if line.noun else "")
    noun = _(NOUNS.get(line.noun, line.noun))
    return f"{words} {noun} {line.row_id}" if line.row_id is not None else f"{words} {noun}"
