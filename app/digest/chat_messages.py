"""What a chat is told, as one message: codes only, unless campaign, chat and person allow a name. Pure."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.digest.edition_words import need_words, outcome_words
from app.digest.news_items import About, Need
from app.reviews.review_words import due_in_words
from app.text import _, ngettext

MOST_LINES = 8
# What a chat would read as mark-up, a mention of everybody, or a link of its own.
SPECIAL = str.maketrans(
    dict.fromkeys("*_~`|#", "") | {"<": "‹", ">": "›", "@": "(at)", "[": "(", "]": ")", "&": "+"}
)


@dataclass(frozen=True, slots=True)
class Told:
    """One thing to tell: its key makes it once; the words, and the page behind them."""

    key: str
    words: str
    path: str


def urgent_told(need: Need) -> Told:
    """A review that cannot wait."""
    words = _("%(code)s: %(task)s, %(due)s") % {
        "code": _code(need.about),
        "task": plain(need_words(need)),
        "due": due_in_words(need.row, need.today),
    }
    return Told(f"review:{need.row.id}:{need.row.due.isoformat()}", words, need.about.path)


def outcome_told(number: int, about: About, outcome: str) -> Told:
    """What came of an action."""
    words = _("%(code)s is over: %(outcome)s") % {"code": _code(about), "outcome": outcome_words(outcome)}
    return Told(f"outcome:{number}", words, about.path)


def message(told: Sequence[Told], base_url: str) -> bytes:
    """The JSON that Mattermost, Slack and Rocket.Chat take: one text, a line per thing with its link."""
    lines = [f"{one.words}\n{base_url}{one.path}" for one in told[:MOST_LINES]]
    more = len(told) - MOST_LINES
    if more > 0:
        rest = ngettext("and %(count)s more", "and %(count)s more", more) % {"count": more}
        lines.append(f"{rest}\n{base_url}/reviews")
    return json.dumps({"text": "\n\n".join(lines)}, ensure_ascii=False).encode()


def plain(words: str) -> str:
    """Words that no chat takes for mark-up, for a link or for calling everybody."""
    return re.sub(r"\s+", " ", words.translate(SPECIAL)).strip()


def _code(about: About) -> str:
    return f"{plain(about.name)} ({about.code})" if about.name else about.code
