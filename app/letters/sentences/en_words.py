"""English words for penalties, courts, care and contact."""

TERMS = {
    "prison": "%(length)s in prison",
    "suspended": "a suspended sentence of %(length)s",
    "conditional": "a conditional sentence of %(length)s",
    "probation": "%(length)s of probation",
    "community-service": "%(length)s of community service",
    "administrative-detention": "%(length)s of administrative detention",
    "restriction-of-liberty": "%(length)s of restricted liberty",
    "forced-labour": "%(length)s of forced labour",
    "compulsory-treatment": "%(length)s of compulsory treatment",
    "exile": "%(length)s of exile",
    "ban": "a ban on a profession or an act for %(length)s",
    "travel-ban": "a travel ban of %(length)s",
    "supervision": "%(length)s of supervision after release",
}
BARE = {
    "prison": "imprisonment", "suspended": "a suspended sentence", "conditional": "a conditional sentence",
    "probation": "probation", "community-service": "community service",
    "administrative-detention": "administrative detention", "life": "life in prison",
    "life-without-parole": "life in prison without parole", "death": "death",
    "restriction-of-liberty": "restriction of liberty", "forced-labour": "forced labour",
    "compulsory-treatment": "compulsory treatment", "exile": "exile", "corporal": "corporal punishment",
    "ban": "a ban on a profession or an act", "travel-ban": "a travel ban", "confiscation": "confiscation of property",
    "loss-of-citizenship": "loss of citizenship", "loss-of-rank": "loss of rank",
    "supervision": "supervision after release",
}  # fmt: skip
UNDER = {
    "bail": "free on bail", "undertaking": "bound not to leave", "supervision": "under supervision",
    "probation": "under duties of probation", "travel-ban": "under a travel ban", "curfew": "under a curfew",
}  # fmt: skip
FREED = {
    "pardon": "under a pardon", "exchange": "in an exchange of prisoners", "bail": "on bail",
    "expulsion": "and expelled from the country", "hospital": "from prison to a hospital",
}  # fmt: skip
STAGES = {
    "remand": "A hearing on detention before trial", "trial": "A hearing of the trial", "verdict": "The verdict",
    "appeal": "A hearing of the appeal", "cassation": "A cassation hearing",
}  # fmt: skip
DURING = {
    "arrest": "on arrest", "interrogation": "during interrogation", "pre-trial": "in custody before trial",
    "trial": "during the trial", "custody": "in custody", "demonstration": "at a demonstration",
}  # fmt: skip
SEVERITIES = {"critical": "critical", "serious": "serious"}
CONTACTS = {
    "visit": "a visit", "call": "a telephone call", "parcel": "a parcel", "mail": "a letter",
    "lawyer-visit": "a visit by a lawyer", "observer-visit": "a visit by an observer",
}  # fmt: skip
