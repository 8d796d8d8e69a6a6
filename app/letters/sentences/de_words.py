"""German words for penalties, and for what follows or takes their place."""

TERMS = {
    "prison": "%(length)s Haft",
    "suspended": "%(length)s Haft auf Bewährung",
    "conditional": "%(length)s Haft auf Bewährung",
    "probation": "%(length)s Bewährungsaufsicht",
    "community-service": "%(length)s gemeinnütziger Arbeit",
    "administrative-detention": "%(length)s Administrativhaft",
    "restriction-of-liberty": "%(length)s Freiheitsbeschränkung",
    "forced-labour": "%(length)s Zwangsarbeit",
    "compulsory-treatment": "%(length)s Zwangsbehandlung",
    "exile": "%(length)s Verbannung",
    "ban": "%(length)s Berufs- oder Tätigkeitsverbot",
    "travel-ban": "%(length)s Ausreiseverbot",
    "supervision": "%(length)s Aufsicht nach der Entlassung",
}
BARE = {
    "prison": "einer Freiheitsstrafe", "suspended": "einer Bewährungsstrafe", "conditional": "einer Bewährungsstrafe",
    "probation": "Bewährungsaufsicht", "community-service": "gemeinnütziger Arbeit",
    "administrative-detention": "Administrativhaft", "life": "lebenslanger Haft",
    "life-without-parole": "lebenslanger Haft ohne vorzeitige Entlassung", "death": "der Todesstrafe",
    "restriction-of-liberty": "Freiheitsbeschränkung", "forced-labour": "Zwangsarbeit",
    "compulsory-treatment": "Zwangsbehandlung", "exile": "Verbannung", "corporal": "einer Körperstrafe",
    "ban": "einem Berufs- oder Tätigkeitsverbot", "travel-ban": "einem Ausreiseverbot",
    "confiscation": "der Einziehung von Eigentum", "loss-of-citizenship": "dem Entzug der Staatsangehörigkeit",
    "loss-of-rank": "dem Entzug des Ranges", "supervision": "Aufsicht nach der Entlassung",
}  # fmt: skip
UNDER = {
    "bail": "gegen Kaution frei", "undertaking": "verpflichtet, den Ort nicht zu verlassen",
    "supervision": "unter Aufsicht gestellt", "probation": "an Bewährungsauflagen gebunden",
    "travel-ban": "mit einem Ausreiseverbot belegt", "curfew": "mit einer Ausgangssperre belegt",
}  # fmt: skip
FREED = {
    "pardon": "aufgrund einer Begnadigung", "exchange": "bei einem Gefangenenaustausch", "bail": "gegen Kaution",
    "expulsion": "und des Landes verwiesen", "hospital": "aus der Haft in ein Krankenhaus",
}  # fmt: skip
