"""Who may see what is the same in every query as in memory, whatever the world."""

from hypothesis import HealthCheck, example, given, settings
from sqlmodel import col, select

from app.accounts.rights import Role
from app.campaigning.models import Action
from app.cases.models import Case, CaseMember
from app.cases.queries.looked_after import MINDERS
from app.cases.queries.visible import visible_cases
from app.db import Database
from app.desk.queries.visible_rows import seen_of_rows
from app.digest.all_news import World
from app.digest.pick_news import may_see, may_see_action
from app.digest.queries.all_news import case_briefs, grouped, kept_behind
from app.digest.reader import Interest, Reader
from app.reviews.models import Review
from app.reviews.queries.review_columns import visible_reviews
from app.web.viewer import Viewer
from tests.desk.visible_worlds import VOLUNTEERS, Drawn, Onlooker, put, worlds
from tests.story import BEGAN

MOST = 9
NAMED_ELSEWHERE = Drawn(  # an action for a restricted case on which somebody is named who left its campaign
    memberships={1: {1: Role.VOLUNTEER}, 2: {}}, cases={1: (2, 1, True)}, members={1: [1]}, minders={}, entries={},
    links=[], in_incidents=[], actions={1: (1, frozenset([1]))}, letters={}, reviews={}, sources={},
)  # fmt: skip
EXAMPLES = settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])


@EXAMPLES
@given(worlds())
def test_queries_show_exactly_what_the_rules_say(database: Database, drawn: Drawn) -> None:
    with database.writing(actor="the story", at=BEGAN) as session:
        put(session, drawn)
        for number in VOLUNTEERS:
            viewer, expected = drawn.viewer(number), Onlooker(drawn, number).seen()
            assert {
                name: seen_of_rows(session, viewer, name, range(1, MOST)) for name in expected
            } == expected
            cases = select(col(Case.id)).where(visible_cases(viewer))
            assert set(session.scalars(cases)) == expected["case"]
            dates = select(col(Review.id)).outerjoin(Case).where(visible_reviews(viewer))
            assert set(session.scalars(dates)) == expected["review"]
        session.rollback()


@EXAMPLES
@given(worlds())
@example(NAMED_ELSEWHERE)
def test_the_weekly_mail_knows_no_more_and_no_less_than_the_pages(database: Database, drawn: Drawn) -> None:
    with database.writing(actor="the story", at=BEGAN) as session:
        put(session, drawn)
        picture = World(
            cases=case_briefs(session),
            minders=grouped(session, MINDERS),
            members=grouped(session, select(col(CaseMember.case_id), col(CaseMember.volunteer_id))),
            action_kept=kept_behind(session),
        )
        actions = list(session.execute(select(col(Action.id), col(Action.campaign_id))))
        for number in VOLUNTEERS:
            viewer = drawn.viewer(number)
            reader = _as_reader(viewer)
            cases = {case.id for case in picture.cases.values() if may_see(picture, reader, case)}
            assert cases == seen_of_rows(session, viewer, "case", range(1, MOST))
            running = {one for one, campaign in actions if may_see_action(picture, reader, one, campaign)}
            assert running == seen_of_rows(session, viewer, "action", range(1, MOST))
        session.rollback()


def _as_reader(viewer: Viewer) -> Reader:
    return Reader(
        id=viewer.id, address=viewer.email, zone="UTC", frequency="weekly", day=1, hour=8, detailed=False, serial=0,
        confirmed=True, rights=viewer.rights, interest=Interest(),
    )  # fmt: skip
