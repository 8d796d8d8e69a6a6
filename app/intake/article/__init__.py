"""An article read for what it tells of people with cases: sentences, who, what happened, when. Pure."""

from app.intake.article.propose import KnownPerson, Proposal, Reading, proposals

__all__ = ["KnownPerson", "Proposal", "Reading", "proposals"]
