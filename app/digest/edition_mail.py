"""An edition as a mail: text and HTML twins that say and link the same. Pure."""

import textwrap

from css_inline import CSSInliner

from app.digest.edition import SUBJECT, Edition
from app.mail.message import Post
from app.text import marked, render

COLUMNS = 72
_inliner = CSSInliner(load_remote_stylesheets=False, keep_at_rules=True, keep_style_tags=False)


def as_text(edition: Edition) -> str:
    """The text twin: at most 72 columns, addresses on lines of their own."""
    return render("mail/digest/body.txt", edition=edition, wrapped=wrapped, underlined=underlined)


def as_html(edition: Edition) -> str:
    """The HTML twin, its style sheet written into the elements, because many mail programs read it
    nowhere else.
    """
    return _inliner.inline(render("mail/digest/body.html", edition=edition, lang="en"))


def wrapped(words: str, indent: str = "", first: str | None = None) -> str:
    """Words in lines of at most 72 signs."""
    return textwrap.fill(
        words, COLUMNS, initial_indent=indent if first is None else first, subsequent_indent=indent,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip


def underlined(title: str) -> str:
    """A heading in capitals with a line below."""
    return f"{title.upper()}\n{'=' * len(title)}"


def post_of(edition: Edition, *, key: str, to: str, volunteer_id: int, list_domain: str) -> Post:
    """The mail to queue."""
    return Post(
        dedupe_key=key,
        kind="digest",
        to=to,
        subject=marked(SUBJECT),
        text=as_text(edition),
        html=as_html(edition),
        volunteer_id=volunteer_id,
        extra={
            "List-Id": f"<weekly.{list_domain}>",
            "List-Unsubscribe": f"<{edition.preferences}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Precedence": "bulk",
        },
    )
