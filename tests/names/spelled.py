"""Names as the documents of the strike spell them: who is one person, and who is not."""

SPELLED_ALIKE = [
    ["Zhenisbek Temirov", "Schenisbek Temirov", "Жеңісбек Темиров"],
    ["Natalia Sokolova", "Natalya Sokolova", "Наталья Соколова"],
    ["Zhaksylyk Turbaev", "Zhaksylyk Turbayev", "Жақсылық Тұрбаев", "Jaqsylyq Turbayev"],
    ["Zhansaule Karabalaeva", "Zhansaula Karabakaeva"],
    ["Kuanysh Sisenbaev", "Kuanysh Sisinbaev"],
    ["Dmitry Tikhonov", "Dmitri Tikhonov"],
    ["Alexander Bozhenko", "Aleksandr Bozhenko", "Sasha Bozhenko", "Саша Боженко"],
    [
        "Roza Tuletaeva",
        "Роза Тулетаева",
        "Роза Төлетаева",
        "Roza Tuletayeva",
        "Roza Töletaeva",
        "Rosa Tuletajewa",
    ],
    ["Vladimir Kozlov", "Владимир Козлов", "Wladimir Koslow"],
    ["Kairat Edilov", "Қайрат Еділов", "Kairat Yedilov"],
    ["Esenbek Ukteshbayev", "Yesenbek Ukteshbaev", "Есенбек Уктешбаев"],
    ["Kozlov", "Козлов"],
    ["Тулетаева", "Төлетаева", "Tuletaeva", "Tuletayeva", "Töletaeva"],
    ["Karabalaeva", "Karabakaeva"],
    ["Жаңаөзен", "Zhanaozen", "Janaözen", "Zhana Ozen", "Жанаозен"],
    ["Mangistau", "Mangystau", "Маңғыстау"],
    ["Shetpe", "Schetpe", "Шетпе"],
]

STRANGERS = [
    ("Bazarbai Kenzhebaev", "Sabit Kenzhebaev"),
    ("Natalia Sokolova", "Natalia Azhigalieva"),
    ("Arman Ozhaubayev", "Arman Schuchaev"),
    ("Asem Kenzhebaeva", "Bazarbai Kenzhebaev"),
    ("Asem Kenzhebaeva", "Bazarbai Kenzhebaeva"),
    ("Kudaibergen Karabalaeva", "Zhansaule Karabalaeva"),
    ("Serik Sapargali", "Berik Sapargali"),
    ("Nurlan Temirov", "Nurzhan Temirov"),
    ("Zhanibek Temirov", "Zhenisbek Temirov"),
    ("Dina Kozlova", "Dana Kozlova"),
    ("Vadim Kozlov", "Vladimir Kozlov"),
    ("Aliya", "Aizhan"),
]
