"""The free words of a public page for a second person to read, in the order in which they stand there. Pure."""

from collections.abc import Iterator

from app.cases.models import Case
from app.consent.queries.spellings import Near
from app.consent.word_gate import Speech, Spoken
from app.publishing.page_content import Content
from app.publishing.page_free_words import FACT_LINE, HEAD, PHOTO, said_on
from app.text import N_, _, marked

LABELS = {
    "heading": N_("Heading"),
    "lead": N_("Lead"),
    "ask": N_("What you ask for"),
    "campaign": N_("Campaign"),
    PHOTO: N_("Photograph"),
}
BODY, PLACE = "body", "place"


def speech_of(case: Case, content: Content) -> Speech:
    """All that the world would read, about the person of the case."""
    return Speech(list(_spoken(content)), Near(frozenset({case.person_id}), frozenset({case.campaign_id})))


def _spoken(content: Content) -> Iterator[Spoken]:
    """Texts of one place together; what is said there twice, such as the title of a source, once."""
    titles = {str(fact["id"]): fact["title"] for fact in content["facts"]}
    together: dict[str, list[str]] = {}
    for said in said_on(content):
        texts = together.setdefault(_label(said.where, titles), [])
        if said.text and not any(said.text in text for text in texts):
            texts.append(said.text)
    yield from (Spoken(label, "; ".join(texts)) for label, texts in together.items())


def _label(where: str, titles: dict[str, str]) -> str:
    if where in {*HEAD, PHOTO}:
        return marked(LABELS[where])
    fact, part, *_source = where.split()
    told = {"fact": titles[fact]}
    if part in {FACT_LINE, PLACE}:
        return _("Fact: %(fact)s") % told
    return _("Note: %(fact)s") % told if part == BODY else _("Sources: %(fact)s") % told
