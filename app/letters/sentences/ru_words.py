"""Russian words for penalties, and for what follows or takes their place."""

TERMS = {
    "prison": "лишению свободы сроком на %(length)s",
    "suspended": "лишению свободы условно сроком на %(length)s",
    "conditional": "лишению свободы условно сроком на %(length)s",
    "probation": "пробационному контролю сроком на %(length)s",
    "community-service": "общественным работам сроком на %(length)s",
    "administrative-detention": "административному аресту сроком на %(length)s",
    "restriction-of-liberty": "ограничению свободы сроком на %(length)s",
    "forced-labour": "принудительным работам сроком на %(length)s",
    "compulsory-treatment": "принудительному лечению сроком на %(length)s",
    "exile": "ссылке сроком на %(length)s",
    "ban": "запрету на профессию или деятельность сроком на %(length)s",
    "travel-ban": "запрету на выезд сроком на %(length)s",
    "supervision": "надзору после освобождения сроком на %(length)s",
}
BARE = {
    "prison": "лишению свободы", "suspended": "лишению свободы условно", "conditional": "лишению свободы условно",
    "probation": "пробационному контролю", "community-service": "общественным работам",
    "administrative-detention": "административному аресту", "life": "пожизненному лишению свободы",
    "life-without-parole": "пожизненному лишению свободы без права на условно-досрочное освобождение",
    "death": "смертной казни", "restriction-of-liberty": "ограничению свободы",
    "forced-labour": "принудительным работам", "compulsory-treatment": "принудительному лечению", "exile": "ссылке",
    "corporal": "телесному наказанию", "ban": "запрету на профессию или деятельность",
    "travel-ban": "запрету на выезд", "confiscation": "конфискации имущества",
    "loss-of-citizenship": "лишению гражданства", "loss-of-rank": "лишению звания",
    "supervision": "надзору после освобождения",
}  # fmt: skip
UNDER = {
    "bail": "залог", "undertaking": "подписка о невыезде", "supervision": "надзор",
    "probation": "обязанности пробационного контроля", "travel-ban": "запрет на выезд", "curfew": "комендантский час",
}  # fmt: skip
FREED = {
    "pardon": "в порядке помилования", "exchange": "в рамках обмена заключёнными", "bail": "под залог",
    "expulsion": "с высылкой из страны", "hospital": "из заключения с переводом в больницу",
}  # fmt: skip
