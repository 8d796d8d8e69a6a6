"""Which groups of facts free words seem to touch, whoever wrote them. Pure."""

import re

from app.consent.models import FieldGroup

RELATIVES = re.compile(
    r"\b(?:famil|relative|friend|daughter|son\b|sons\b|child|mother|father|parent|wife|husband|brother|sister|aunt|uncle"
    r"|niece|nephew|cousin|widow|grand(?:mother|father|parent|son|daughter|child)"
    r"|семь|родн|родств|доч|сын|дет|мать|матер|отц|отец|жен|муж|брат|сестр"
    r"|familie|verwandt|tochter|töchter|sohn|söhne|(?-i:Kind)|mutter|vater|eltern|(?-i:Frau)(?:en)?\b|mann\b"
    r"|bruder|schwester)",
    re.IGNORECASE,
)

ILLNESS = re.compile(
    r"\b(?:ill\b|illness|sick|disease|health|hospital|doctor|medic|surgery|injur|wound|hunger|diabet|cancer|hepat|liver\b"
    r"|tubercul|hiv\b|pregnan|suicid|psychiatr|болезн|болен|больн|здоров|врач|лечен|голодовк|ранен|krank|arzt|ärzt"
    r"|gesundheit|verletz|hungerstreik)",
    re.IGNORECASE,
)
CRUELTY = re.compile(
    r"\b(?:tortur|beat(?:en|ing)|ill-treat|electric shock|rape|suffocat|пытк|избит|избив|folter|misshand|geschlagen)",
    re.IGNORECASE,
)
SPEAKS_OF = (
    (FieldGroup.FAMILY, RELATIVES),
    (FieldGroup.HEALTH, ILLNESS),
    (FieldGroup.ILL_TREATMENT, CRUELTY),
)


def names_relatives(words: str | None) -> bool:
    """Whether the words point at the family or at friends, who have consents of their own to give."""
    return bool(words and RELATIVES.search(words))


def speaks_of(words: str | None) -> frozenset[FieldGroup]:
    """Groups that free words seem to touch, so that they can be held to the same consents as facts of that group."""
    return frozenset(group for group, pattern in SPEAKS_OF if words and pattern.search(words))
