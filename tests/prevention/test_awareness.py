"""Awareness: campaigns, sessions and whom they reached, broadcasts apart, questions, what is struck out."""

import datetime as dt
import uuid
from typing import Any

import pytest

from tabara.access.errors import NotAllowed, NotFound, Refused
from tabara.access.models import Member
from tabara.prevention import operations, queries
from tabara.prevention.models import Awareness, Campaign, Question, Reach
from tests.factories import NOW, TODAY, make_agency, make_member
from tests.prevention.house import campaign, session

pytestmark = pytest.mark.django_db(databases="__all__")
WOMEN, GIRLS, MEN = ("female", "adult"), ("female", "child"), ("male", "adult")


@pytest.fixture
def keeper() -> Member:
    return make_member("supervisor")


def test_a_session_keeps_how_people_were_counted_and_who_they_were_in_groups(keeper: Member) -> None:
    groups = ((*WOMEN, 20), (*GIRLS, 12), (*MEN, 0))
    row = session(keeper, 40, channel="market", counting="rows", groups=groups, alerts=2)
    assert (row.channel, row.counting, row.alerts) == ("market", "rows", 2)
    kept = Reach.objects.filter(session=row).order_by("age_group").values_list("sex", "age_group", "reached")
    assert list(kept) == [("female", "adult", 20), ("female", "child", 12)]


def test_listeners_are_never_added_to_people_who_were_there(keeper: Member) -> None:
    session(keeper, 40)
    session(keeper, 0, channel="radio", heard=250_000, counting="broadcaster")
    found = queries.reach(by=keeper, since=TODAY, until=TODAY + dt.timedelta(days=1))
    assert found == {"sessions": 1, "reached": 40, "heard": 250_000, "alerts": 0}


@pytest.mark.parametrize(
    ("reached", "told", "field", "sentence"),
    [
        (40, {"heard": 9}, "heard", "Listeners and views are told of a broadcast"),
        (40, {"channel": "radio", "heard": 9}, "reached", "Nobody is present at a broadcast"),
        (0, {"channel": "market"}, "reached", "a number above zero"),
        (40, {"channel": "pigeon"}, "channel", "“pigeon” is not in the list “awareness_channel”"),
        (40, {"theme": "weather"}, "theme", "is not in the list “awareness_theme”"),
        (40, {"counting": "broadcaster"}, "counting", "Only of a broadcast the broadcaster counts"),
        (40, {"groups": ((*WOMEN, 30), (*MEN, 11))}, "reached", "more people than were reached"),
        (40, {"groups": (("female", "old", 1),)}, "groups", "is not in the list “age_group”"),
        (40, {"alerts": -1}, "alerts", "a number between 0 and"),
        (40, {"point": uuid.uuid4()}, "point", "did not serve for your agency on that day"),
        (40, {"materials": ("song",)}, "materials", "is not in the list “awareness_material”"),
    ],
)
def test_a_session_that_cannot_be_is_refused(
    keeper: Member, reached: int, told: dict[str, Any], field: str, sentence: str
) -> None:
    with pytest.raises(Refused) as refusal:
        session(keeper, reached, **told)
    assert (refusal.value.field, sentence in refusal.value.message) == (field, True)
    assert (Awareness.objects.count(), Reach.objects.count()) == (0, 0)


def test_a_session_in_a_campaign_takes_its_theme_and_lies_within_its_days(keeper: Member) -> None:
    run = campaign(keeper, until=TODAY, language="rn")
    row = session(keeper, campaign=run, on=TODAY - dt.timedelta(days=1))
    assert (row.theme, row.language) == ("false_offers", "rn")
    for day in (TODAY, TODAY - dt.timedelta(days=11)):
        with pytest.raises(Refused, match="The campaign did not run on that day"):
            session(keeper, campaign=run, on=day)


@pytest.mark.parametrize(
    ("facts", "field", "sentence"),
    [
        ({"title": "  "}, "title", "Write a few words here"),
        ({"title": "x" * 121}, "title", "at most 120 letters"),
        ({"theme": "weather"}, "theme", "is not in the list"),
        ({"channels": ("radio", "pigeon")}, "channels", "“pigeon” is not in the list"),
        ({"until": TODAY - dt.timedelta(days=10)}, "until", "the day after the first one"),
    ],
)
def test_a_campaign_that_cannot_be_is_refused(keeper: Member, facts: dict[str, Any], field: str, sentence: str) -> None:
    with pytest.raises(Refused) as refusal:
        campaign(keeper, **facts)
    assert (refusal.value.field, sentence in refusal.value.message) == (field, True)
    assert not Campaign.objects.exists()


def test_a_campaign_does_not_end_before_its_last_session(keeper: Member) -> None:
    run = campaign(keeper)
    session(keeper, campaign=run)
    with pytest.raises(Refused, match="A session of this campaign was held on 2 March 2026"):
        operations.end_campaign(by=keeper, at=NOW, campaign=run, until=TODAY)
    operations.end_campaign(by=keeper, at=NOW, campaign=run, until=TODAY + dt.timedelta(days=1))
    assert Campaign.objects.get().until == TODAY + dt.timedelta(days=1)


def test_what_was_struck_out_stays_readable_and_counts_no_more(keeper: Member) -> None:
    row = session(keeper)
    operations.strike_awareness(by=keeper, at=NOW, session=row, reason="Recorded twice.")
    assert queries.reach(by=keeper, since=TODAY, until=TODAY + dt.timedelta(days=1))["reached"] == 0
    assert queries.session(by=keeper, number=row.pk).struck_for == "Recorded twice."
    for act, told in (
        (operations.strike_awareness, {"reason": "Again."}),
        (operations.add_question, {"topic": "help"}),
    ):
        with pytest.raises(Refused, match="was struck out and counts no more"):
            act(by=keeper, at=NOW, session=row, **told)


def test_what_people_asked_is_a_topic_and_a_few_words(keeper: Member) -> None:
    row = session(keeper)
    operations.add_question(by=keeper, at=NOW, session=row, topic="work_abroad", words="Who checks an agency?")
    assert [(one.topic, one.words) for one in queries.questions(by=keeper, session=row)] == [
        ("work_abroad", "Who checks an agency?")
    ]
    for told in ({"topic": "gossip"}, {"topic": "help", "words": "x" * 201}):
        with pytest.raises(Refused):
            operations.add_question(by=keeper, at=NOW, session=row, **told)
    assert Question.objects.count() == 1


def test_each_sees_as_far_as_the_role_reaches(keeper: Member) -> None:
    point = make_member("focal_point", agency=keeper.agency)
    far = make_member("supervisor", agency=make_agency("far"))
    own, agency, other = session(point, 1), session(keeper, 2), session(far, 3)
    seen = {by: {one.reached for one in queries.sessions(by=by)} for by in (point, keeper, far)}
    assert seen == {point: {1}, keeper: {1, 2}, far: {3}}
    assert {one.pk for one in queries.sessions(by=make_member("coordinator"))} == {own.pk, agency.pk, other.pk}
    for by, row in ((point, agency), (far, own)):
        with pytest.raises(NotFound):
            queries.session(by=by, number=row.pk)
        with pytest.raises(NotFound):
            operations.strike_awareness(by=by, at=NOW, session=row, reason="Not mine.")
    with pytest.raises(NotAllowed):
        queries.sessions(by=make_member("caseworker"))


def test_a_focal_point_records_in_a_campaign_of_her_agency_and_no_other(keeper: Member) -> None:
    point, run = make_member("focal_point", agency=keeper.agency), campaign(keeper)
    assert session(point, campaign=run).campaign == run
    with pytest.raises(NotFound):
        session(make_member("focal_point", agency=make_agency("far")), campaign=run)
    with pytest.raises(NotFound):
        operations.end_campaign(by=point, at=NOW, campaign=run, until=TODAY)


def test_a_list_goes_on_after_a_row_and_loses_none_of_the_same_day() -> None:
    by = make_member("coordinator")
    for nth in range(7):
        session(by, on=TODAY - dt.timedelta(days=nth // 3))
    seen, after = [], None
    while some := queries.sessions(by=by, after=after, most=2):
        seen += some
        after = some[-1].pk
    assert seen == queries.sessions(by=by)
    assert len(seen) == 7


def test_a_list_that_goes_on_after_what_the_member_does_not_see_begins_anew() -> None:
    by, other = make_member("supervisor"), make_member("supervisor", agency=make_agency("second"))
    mine, theirs = session(by), session(other)
    assert queries.sessions(by=by, after=theirs.pk) == [mine]
