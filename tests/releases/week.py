"""What two volunteers do in the week that is kept of a release: one of everything, through the pages."""

import re
from html import unescape
from typing import Any

from starlette.testclient import TestClient

from app.accounts.models import Volunteer
from app.digest.commands import deliver_once, queue_due_now
from app.settings import PROJECT_ROOT
from tests.campaigning import acting
from tests.files.corpus import JPEG, image
from tests.files.sending import send
from tests.publishing import published
from tests.story import Cast
from tests.ticked import ticked
from tests.trust.signing_in import enrol

SOURCE = {
    "source": "A letter of her daughter", "source_publisher": "Campaign Kazakhstan",
    "source_published": "20 11 2026", "source_url": "https://news.example.org/letter", "locator": "she is in pain",
    "claimant": "Her daughter", "as_of": "19 11 2026",
}  # fmt: skip
ENTRIES: dict[str, dict[str, str]] = {
    "custody": {"on": "1 2026", "form": "prison", "until": "", "ordered_until": "31 12 2026", "by_whom": "The police",
                "reason": "A strike", "court": "City court", "lawyer": "no", "length_min": "10 days",
                "length_max": "15 days"},
    "charge": {"on": "2 2026", "normalised": "mass-disorder", "wording": "Inciting hatred", "article": "Article 164",
               "maximum": "12 years"},
    "hearing": {"on": "1 12 2026", "stage": "trial", "time": "10:30", "zone": "Asia/Aqtau", "court": "City court",
                "judge": "Judge A", "openness": "open", "until": "3 12 2026", "result": ""},
    "sentence": {"on": "3 2026", "form": "prison", "length": "5 years", "court": "City court", "judge": "Judge A",
                 "starts": "1 2026", "credited_days": "30", "credit_note": "Held before", "regime": "general",
                 "statutory_maximum": "12 years", "amount": "150000", "currency": "KZT"},
    "appeal": {"on": "4 2026", "level": "appeal", "court": "Region court", "deadline": "30 11 2026",
               "lodged": "10 4 2026", "judge": "Judge B", "grounds": "No evidence.", "present": "yes"},
    "health-alert": {"on": "10 11 2026", "severity": "serious", "condition": "Liver disease", "care_refused": "yes",
                     "care_asked": "A doctor", "care_asked_on": "11 11 2026", "refused_by": "The prison",
                     "next_look": "25 11 2026"},
    "ill-treatment": {"on": "5 2026", "method": "Beaten", "alleged_actor": "Guards", "during": "interrogation",
                      "raised_in_court": "yes", "investigated": "no"},
    "threat": {"on": "6 2026", "what": "More charges", "by_whom": "An officer", "target": "Her daughter",
               "threatened_charge": "Article 274", "maximum": "7 years"},
    "release": {"on": "21 11 2026", "form": "parole", "conditions": "Reports to the police every week"},
    "death": {"on": "7 2026", "cause_reported": "Heart", "cause_recorded": "Not said", "in_custody": "yes",
              "circumstances": "A friend of hers in the same cell."},
    "contact": {"on": "20 11 2026", "form": "visit", "who": "Her daughter", "refused": "yes",
                "result": "Turned away at the gate", "refused_by": "The prison"},
    "note": {"on": "20 11 2026"},
}  # fmt: skip
AROUND = {"summary": "In few words.", "place_text": "Atyrau", "on_note": "As told", "note": "For the team"}


def live_through(cast: Cast) -> None:
    """Everything, in an order that lets each thing rest on the one before."""
    ana, lee = cast.client(cast.ana), cast.client(cast.lee)
    _case_work(cast, ana, lee)
    _directory(ana, lee)
    _letters(ana, lee)
    _actions(cast, ana, lee)
    _public(cast, ana)
    _reviews(cast, ana, lee)
    _administration(cast, ana, lee)


def post(client: TestClient, path: str, **data: Any) -> str:
    """Send a form that has to be taken; where it leads."""
    answer = client.post(path, data=data)
    if answer.status_code != 303:
        raise RuntimeError(f"{path}: {answer.status_code} {unescape(answer.text)}")
    return str(answer.headers["location"])


def _case_work(cast: Cast, ana: TestClient, lee: TestClient) -> None:
    case = post(
        lee, "/cases/new", name="Aigul Example", person="new", shown="Aigul Example", title="A striker in prison",
        summary="Held since January.", open_question="Where is she held?", visibility="team", minder=[str(cast.lee.id)],
        campaign=str(cast.campaign.id),
    )  # fmt: skip
    for where in (case, "/cases/K-001"):
        for kind, fields in ENTRIES.items():
            if where == case or kind in ("health-alert", "contact"):
                post(lee, f"{where}/add/{kind}", **AROUND, **fields, **SOURCE)
    number = "1"
    post(lee, f"/people/{number}/add/names", text="Rosa T.", **SOURCE)
    post(lee, f"/people/{number}/add/roles", role="activist", since="2010", **{"from": "2010"})
    post(ana, f"{case}/minders", volunteer=str(cast.ana.id))
    post(lee, f"{case}/consent", groups=["name", "case", "health"], uses=["letter", "public"], given_by="Her daughter",
         given_how="By telephone", given_on="20 11 2026", until="20 11 2027", note="For a year")  # fmt: skip
    published.allow(cast, use="letter")
    assert (
        send(lee, "/cases/K-001", "a.jpg", JPEG, caption="On a square", credit="A friend").status_code == 303
    )
    assert send(lee, "/sources/1", "c.jpg", JPEG, caption="The page", credit="A friend").status_code == 303
    assert send(lee, case, "b.png", image("PNG"), caption="A poster", credit="A friend").status_code == 303
    post(ana, "/cases/K-001/vault", kind="family", words="Her aunt can be reached in the evening")

    post(ana, "/cases/K-001/vault/readers", volunteer=str(cast.lee.id))
    post(ana, f"{case}/members", volunteer=str(cast.lee.id))
    _corrections(cast, ana, lee)
    _two_people(cast, ana, lee, case)


def _corrections(cast: Cast, ana: TestClient, lee: TestClient) -> None:
    entry = _last(cast, "entry")
    post(lee, f"/cases/K-001/entries/{entry}/edit", **AROUND, **ENTRIES["contact"] | {"who": "Her son"},
         version=_version(cast, entry))  # fmt: skip
    post(lee, f"/cases/K-001/history/{_last(cast, 'change')}/undo")
    post(lee, f"/cases/K-001/entries/{entry}/remove", reason="Entered twice", version=_version(cast, entry))
    post(lee, f"/cases/K-001/consent/{_last(cast, 'consent')}/withdraw", reason="She asks for it")
    post(ana, "/cases/K-042/close", reason="Nothing more to do", version="1")
    post(ana, "/cases/K-044/merge", into="K-043", reason="One case twice", sure="yes")


def _two_people(cast: Cast, ana: TestClient, lee: TestClient, case: str) -> None:
    post(lee, f"{case}/consent/stop", given_by="Her daughter", given_how="By letter")
    post(lee, f"{case}/consent/lift", why="She agrees again")
    person = _last(cast, "person")
    post(ana, f"/people/{person}/merge", into="K-002", reason="Same voice", sure="yes")
    post(ana, f"/people/{person}/unmerge")
    post(ana, f"/people/{person}/merge", into="K-002", reason="Same voice after all", sure="yes")
    post(ana, "/people/40/erase", ground="family")
    post(lee, "/people/40/erase/decide", decision="refused")


def _directory(ana: TestClient, lee: TestClient) -> None:
    office = post(
        lee, "/directory/addressees/new", office="Embassy of Example", name_line="Dr A", address="1 Street",
        email="office@example.org", city="London", country="GB", address_local="1 Street", language="en",
        languages="en, ru", salutation="Dear Sir", closing="Yours", embassy_of="KZ", accredited_for="IE, IS", note="x",
    )  # fmt: skip
    post(lee, f"{office}/words", language="ru", office="Embassy", salutation="Dear Sir", closing="Yours")
    post(lee, f"{office}/checked", version="1")
    post(lee, f"{office}/bounced", version="2")
    prison = post(lee, "/directory/facilities/new", name="Colony", kind="prison", address="1 Road", name_local="Colony",
                  address_local="1 Road", also="Colony 1", note="x")  # fmt: skip
    post(ana, f"{prison}/rules", languages="ru, kk", page_limit="3", forbidden="stamps", forbidden_words="strike",
         who_may_write="Everybody", mail_rules="No parcels", version="1")  # fmt: skip
    post(lee, f"{prison}/checked", version="2")
    post(lee, f"{prison}/bounced", version="3")


def _version(cast: Cast, entry: int) -> Any:
    return published.stored(cast, f"SELECT version FROM entry WHERE id = {entry}")[0][0]


def _last(cast: Cast, table: str) -> Any:
    return published.stored(cast, f"SELECT max(id) FROM {table}")[0][0]


def _letters(ana: TestClient, lee: TestClient) -> None:
    office = "embassy-of-kazakhstan-london"
    letter = post(
        lee, "/cases/K-001/letters/new", kind="medical-care", to=office, own_line="Please answer soon."
    )
    post(lee, f"{letter}/submit")
    post(ana, f"{letter}/decide", **ticked(ana, letter))
    post(lee, f"{letter}/send", channel="post", country="GB", month="2026-11")
    post(
        lee,
        f"{letter}/answer",
        answer="They will look at it.",
        answered_on="22 11 2026",
        look_again="1 12 2026",
    )
    other = post(lee, "/cases/K-001/letters/new", kind="release", to=office)
    post(lee, f"{other}/withdraw", why="Too early")
    post(lee, "/letters/many", kind="medical-care", language="en", cases=["K-001", "K-002"], to=office)


def _actions(cast: Cast, ana: TestClient, lee: TestClient) -> None:
    call = acting.live(cast)
    picket = acting.live(
        cast, "gathering", zone="Europe/London", country="GB", ends_on="17 12 2012", reach="The lift", bring="Candles",
    )  # fmt: skip
    petition = acting.live(
        cast, "petition", wording="Release them", hand_in="1 12 2026", hand_to="The embassy"
    )
    fund = acting.live(cast, "fund", holder="The campaign", purpose="Parcels", how="By transfer")
    for kind in ("statement", "visit", "press"):
        acting.made(lee, kind)
    post(
        lee,
        f"/actions/{fund}/gifts",
        amount="1500.50",
        currency="EUR",
        donor="Mineworkers",
        on="11 2026",
        note="x",
    )
    post(lee, f"/actions/{petition}/counts", channel="paper", what="signatures", number="12", country="DE",
         month="11 2026")  # fmt: skip
    post(lee, "/demands/new", by="The strikers", by_kind="strikers", text="Let her go", on="11 2026", cases="K-001",
         **SOURCE)  # fmt: skip
    post(
        lee,
        f"/actions/{picket}/afterwards",
        came="40",
        handed_to="The consul",
        captions="At the door",
        went="Well",
    )
    post(lee, f"/actions/{picket}/notice", notice_given_on="1 11 2026", notice_to="The police")
    post(lee, f"/actions/{petition}/handed-in", handed_in_on="20 11 2026", hand_to="The embassy")
    post(lee, f"/actions/{petition}/close", outcome="no-change", report="They took it at the gate.")
    post(lee, f"/actions/{fund}/propose", until="1 1 2100", reason="More time")
    post(lee, f"/actions/{call}/update", what_changed="A new office", untrue="yes")
    post(lee, f"/actions/{acting.live(cast)}/pause", reason="The family asks")
    post(lee, f"/actions/{acting.live(cast, languages='English')}/stop", reason="Not true any more")


def _public(cast: Cast, ana: TestClient) -> None:
    known = published.public(cast)
    post(
        cast.client(),
        "/correct",
        page=published.slug(cast),
        words="Her name is spelt otherwise",
        reply_to="a friend",
    )
    number = published.stored(cast, "SELECT max(id) FROM correction")[0][0]
    post(ana, f"/corrections/{number}", decision="refused", answer="It stands so in her passport")
    post(ana, "/cases/K-001/public/end", reason="The family asks")
    published.propose(cast, known["arrest"], known["sentence"])
    published.approve(cast)


def _reviews(cast: Cast, ana: TestClient, lee: TestClient) -> None:
    post(
        lee,
        "/cases/K-001/reviews/new",
        title="Ask the lawyer",
        due="25 11 2026",
        reason="He visits on Friday",
    )
    own = published.stored(cast, "SELECT max(id) FROM review")[0][0]
    post(lee, f"/reviews/{own}/done", found="He has seen her.")
    post(lee, "/cases/K-001/reviews/new", title="Ask the family", due="22 11 2026", reason="They wrote")
    other = own + 1
    post(lee, f"/reviews/{other}/snooze", for_days="3", reason="They are away")
    post(lee, f"/reviews/{other}/hand-over", to=str(cast.ana.id))
    post(ana, f"/reviews/{other}/accept")
    third = published.stored(
        cast, "SELECT id FROM review WHERE holder_id IS NULL AND done_on IS NULL AND case_id = 1"
    )
    post(lee, f"/reviews/{third[0][0]}/hand-over", to=str(cast.ana.id))
    post(ana, "/periods/house/silence/detained", value="P20D", counting="calendar", rolls="yes", source="Our rule",
         note="x", article="1", url="https://law.example.org", since="1 1 2026", until="1 1 2099")  # fmt: skip


def _administration(cast: Cast, ana: TestClient, lee: TestClient) -> None:
    post(ana, "/admin/campaigns/zhanaozen/chats", label="Our room", tells=["urgent", "outcomes"],
         address="https://chat.example.org/hooks/an-invented-room")  # fmt: skip
    post(lee, "/calendar/feeds", scope="mine", says_what="yes")
    post(lee, "/digest/settings", frequency="weekly", day="1", hour="7", zone="Europe/London", scope="chosen",
         campaigns=["zhanaozen"], cases=["K-001"], kinds=["release"])  # fmt: skip
    post(lee, "/cases/K-002/follow", follow="yes")
    post(ana, "/admin/campaigns/zhanaozen/mail/names", decision="allow")
    post(lee, "/calendar/feeds", scope="case", case="K-001")
    post(lee, f"/calendar/feeds/{_last(cast, 'calendar_feed')}/revoke")
    _third(cast, ana)
    kind_words = (PROJECT_ROOT / "seed" / "letter-kinds" / "medical-care.en.liquid").read_text(
        encoding="utf-8"
    )
    post(lee, "/letters/kinds/1/medical-care/en", title="Care", words=kind_words, language="en")
    post(ana, "/letters/kinds/1/bar", worst="b")
    post(lee, "/digest/confirm")
    cast.client().post(
        "/sign-in", data={"email": "lee@example.org", "password": "a wrong phrase of somebody"}
    )
    queue_due_now(cast.database, cast.settings)
    deliver_once(cast.database, cast.settings)
    cast.client().post("/forgotten", data={"email": "lee@example.org"})


def _third(cast: Cast, ana: TestClient) -> None:
    """Somebody who was invited, came, took a second step for signing in, and is gone again."""
    shown = ana.post(
        "/admin/campaigns/zhanaozen/invite", data={"email": "rea@example.org", "role": "reader"}
    ).text
    link = re.search(r"/invitations/[\w-]+", shown)
    assert link is not None
    rea = cast.client()
    post(rea, link[0], name="Rea", new_password="another invented phrase of three")
    with cast.database.reading() as session:
        enrol(cast, session.get_one(Volunteer, _last(cast, "volunteer")))
    post(ana, f"/admin/volunteers/{_last(cast, 'volunteer')}/disable")
