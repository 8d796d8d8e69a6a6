"""The words of dates in English, German, Russian and, for months, Kazakh, each with its plain English word.

An empty plain word is left out: "in the year 2012" is 2012.
"""

MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
WEEKDAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SEASON_NAMES = ("spring", "summer", "autumn", "winter")

_MONTHS = """
    january jan januar jänner январь января январе янв қаңтар қаңтарда
    february feb februar февраль февраля феврале фев февр ақпан ақпанда
    march mar märz maerz mär mrz март марта марте мар наурыз наурызда
    april apr апрель апреля апреле апр сәуір сәуірде
    may mai май мая мае мамыр мамырда
    june jun juni июнь июня июне июн маусым маусымда
    july jul juli июль июля июле июл шілде шілдеде
    august aug август августа августе авг тамыз тамызда
    september sep sept сентябрь сентября сентябре сен сент қыркүйек қыркүйекте
    october oct oktober okt октябрь октября октябре окт қазан қазанда
    november nov ноябрь ноября ноябре ноя нояб қараша қарашада
    december dec dezember dez декабрь декабря декабре дек желтоқсан желтоқсанда
"""
_WEEKDAYS = """
    monday mon montag mo понедельник пн
    tuesday tue tues dienstag di вторник вт
    wednesday wed mittwoch mi среда среду ср
    thursday thu thur thurs donnerstag do четверг чт
    friday fri freitag fr пятница пятницу пт
    saturday sat samstag sonnabend sa суббота субботу сб
    sunday sun sonntag so воскресенье вс
"""
_SEASONS = """
    spring frühling frühjahr весна весной весны
    summer sommer лето летом лета
    autumn fall herbst осень осенью осени
    winter зима зимой зимы
"""
_OTHERS = """
    about around approximately approx circa c ca roughly near etwa ungefähr um gegen около примерно
    perhaps possibly probably maybe presumably vielleicht vermutlich wahrscheinlich возможно вероятно
    early beginning start anfang начало начале
    mid middle mitte середина середине
    late end ende конец конце
    before vor до
    after nach после
    since seit
    from von с со
    to bis по
    until till
    by к ко
    between zwischen между
    or oder или
    and und и
    today heute сегодня
    yesterday gestern вчера
"""
_LEFT_OUT = (
    "of the in on at during year am im in dem den der des jahr в во году год года г жылы жылғы "
    "onwards onward sometime"
)


def _plain_words() -> dict[str, str]:
    lines = (
        line.split()
        for table in (_MONTHS, _WEEKDAYS, _SEASONS, _OTHERS)
        for line in table.strip().splitlines()
    )
    known = {word: words[0] for words in lines for word in words}
    return known | dict.fromkeys(_LEFT_OUT.split(), "")


PLAIN = _plain_words()
