"""Telling how far an activity is: who may, what is refused, and what stands afterwards through every version."""

import datetime as dt
from decimal import Decimal

import pytest

from tabara.access.errors import NotAllowed, Refused
from tabara.partnership import operations
from tabara.partnership.enums import Progress
from tabara.partnership.models import PlanReport
from tabara.partnership.operations.plan import Told
from tabara.partnership.queries import plan as queries
from tests.factories import NOW, TODAY, make_agency, make_member
from tests.partnership.commission import called, decided, groups, presence
from tests.partnership.plans import FIRST, SECOND, activity, loaded, owner

pytestmark = pytest.mark.django_db(databases="__all__")
LATER = NOW + dt.timedelta(days=1)


@pytest.fixture
def keeper():
    member = make_member("secretariat")
    owner(member)
    return member


def told(by, one, *, on=TODAY, at=LATER, **facts):
    return operations.plan.report_progress(
        by=by, at=at, activity=one, on=on, told=Told(**{"progress": "under_way", **facts})
    )


def standing(by, code="2.1.1"):
    return queries.activity(by=by, number=activity(code).pk)


def test_what_is_told_stands_with_its_evidence(keeper):
    loaded(keeper)
    assert standing(keeper).progress is Progress.PLANNED
    shown = {"evidence": "Report of 1 March", "source": "Red Lamp"}
    told(keeper, activity(), spent=Decimal(300), funded=Decimal(900), actual=Decimal(3), actual_year=2026, **shown)
    now = standing(keeper)
    assert (now.progress, now.spent, now.funded, now.told(2026).actual) == (Progress.UNDER_WAY, 300, 900, 3)
    assert (now.told(2026).evidence, now.told(2025)) == ("Report of 1 March", None)
    told(keeper, activity(), progress="done", at=LATER + dt.timedelta(hours=1))
    now = standing(keeper)
    assert (now.progress, now.spent, now.settled_on) == (Progress.DONE, 300, TODAY)


def test_what_was_told_stays_with_the_activity_through_versions(keeper):
    loaded(keeper)
    told(keeper, activity(), progress="done", spent=Decimal(7))
    loaded(keeper, FIRST, {**SECOND, "Activity": "Visit all shelters"}, at=LATER + dt.timedelta(days=1))
    now = standing(keeper)
    assert (now.activity.title, now.progress, now.spent) == ("Visit all shelters", Progress.DONE, 7)
    loaded(keeper, FIRST, at=LATER + dt.timedelta(days=2))
    back = {**SECOND, "Progress": "Under way", "Funded": 20}
    loaded(keeper, FIRST, back, at=LATER + dt.timedelta(days=3))
    now = standing(keeper)
    assert (now.progress, now.spent, now.funded) == (Progress.UNDER_WAY, 7, 20)  # what the workbook says holds anew


def test_what_a_workbook_tells_is_a_report_of_its_day(keeper):
    loaded(keeper, {**SECOND, "Spent": 40, "Actual": 2, "Evidence": "https://example.org/r"})
    report = PlanReport.objects.get()
    assert (report.told_on, report.spent, report.actual, report.actual_year) == (TODAY, 40, 2, TODAY.year)
    assert (report.evidence, report.source) == ("https://example.org/r", "Red Lamp")


REFUSED = {
    "the future": ({"on": TODAY + dt.timedelta(days=3)}, "on", "is after today"),
    "long ago": ({"on": TODAY - dt.timedelta(days=4000)}, "on", "is before ten years ago"),
    "progress": ({"progress": "almost"}, "progress", "is not in the list"),
    "negative": ({"spent": Decimal(-1)}, "spent", "Write an amount from 0 on."),
    "no year": ({"actual": Decimal(1)}, "actual_year", "Say in which year"),
    "later year": ({"actual": Decimal(1), "actual_year": 2027}, "actual_year", "Say in which year"),
    "no evidence": ({"actual": Decimal(1), "actual_year": 2026, "source": "x"}, "evidence", "Say where this can be"),
    "nobody says so": ({"actual": Decimal(1), "actual_year": 2026, "evidence": "x"}, "source", "Say who says so."),
    "too long": ({"words": "x" * 501}, "words", "Write at most 500 letters."),
}


@pytest.mark.parametrize("said", REFUSED.values(), ids=REFUSED)
def test_a_report_that_cannot_be_is_refused(keeper, said):
    facts, field, words = said
    loaded(keeper)
    with pytest.raises(Refused) as refused:
        told(keeper, activity(), **facts)
    assert (refused.value.field, words in str(refused.value)) == (field, True), refused.value
    assert not PlanReport.objects.exists()


def test_what_the_catalogue_computes_nobody_tells(keeper):
    loaded(keeper)
    with pytest.raises(Refused, match="computed from the catalogue"):
        told(keeper, activity("1.1.1"), actual=Decimal(1), actual_year=2026, evidence="x", source="x")


def test_money_without_a_currency_is_refused(keeper):
    loaded(keeper, {**SECOND, "Budget": None, "Currency": ""})
    with pytest.raises(Refused, match="no currency for this activity"):
        told(keeper, activity(), spent=Decimal(1))


def test_nothing_measured_is_not_reached(keeper):
    loaded(keeper, {**SECOND, "Other measure": "", "Target 2025": None, "Target 2026": None})
    with pytest.raises(Refused, match="names nothing to measure"):
        told(keeper, activity(), actual=Decimal(1), actual_year=2026, evidence="x", source="x")


def test_the_organisation_that_does_it_reports_and_another_does_not(keeper):
    sun = make_agency("sun", name="Sun House")
    loaded(keeper, FIRST, {**SECOND, "Responsible organisation": "Sun House"})
    told(make_member("coordinator", agency=sun), activity())
    for by in (make_member("coordinator"), make_member("caseworker", agency=sun)):
        with pytest.raises(NotAllowed):
            told(by, activity())
    assert PlanReport.objects.count() == 1


def test_an_earlier_version_is_not_reported_on_and_a_reported_one_is_not_undone(keeper):
    loaded(keeper)
    old = activity()
    second = loaded(keeper, {**FIRST, "Budget": 2}, SECOND, at=LATER)
    with pytest.raises(Refused, match="an earlier version of the plan"):
        told(keeper, old)
    told(keeper, activity(), at=LATER + dt.timedelta(hours=1))
    with pytest.raises(Refused, match="Somebody has reported on this version since"):
        operations.plan.undo_plan(by=keeper, at=LATER, version=second)


def test_a_decision_serves_an_activity_through_versions(keeper):
    loaded(keeper)
    meeting = called(keeper)
    presence(keeper, meeting, groups(keeper, 2), ("present", "present"))
    decision = decided(keeper, meeting)
    operations.plan.tie_decision(by=keeper, at=NOW, decision=decision, activity=activity())
    loaded(keeper, {**FIRST, "Budget": 3}, SECOND, at=LATER)
    assert queries.decisions_of(by=keeper, activity=activity()) == [decision]
    operations.plan.tie_decision(by=keeper, at=NOW, decision=decision, activity=None)
    assert queries.decisions_of(by=keeper, activity=activity()) == []
