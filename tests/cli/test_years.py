"""Two invented years: campaigns, courses and court files, to the numbers told, on whichever day they are made."""

import datetime as dt
from collections import Counter
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.db.models import Sum
from django.utils import timezone

from tabara import codelists
from tabara.access.models import Member
from tabara.interfaces.cli import seeding
from tabara.interfaces.cli.seeding.scenario import load_scenario
from tabara.partnership import queries as partnership
from tabara.partnership.enums import Audience, RecommendationState
from tabara.prevention import queries as prevention
from tabara.prevention.models import Attendance, Awareness, Certificate, ContextFile, Trainee
from tabara.prosecution.enums import Stage
from tabara.prosecution.models import CompensationPayment, Correction, CourtFile, FileTie, Handing, Hearing
from tests.factories import PASSWORD

BI = Path(settings.PACKS) / "bi"


@pytest.fixture
def years(db):
    before = codelists.pack()
    codelists.use(codelists.load_pack(BI))
    with time_machine.travel(dt.datetime.fromisoformat("2026-12-06T00:05+02:00")):
        yield seeding.run("stories", password=PASSWORD, now=timezone.now()).years
    codelists.use(before)


@pytest.mark.django_db(databases="__all__")
def test_the_years_hold_what_they_tell_and_leave_something_due(years):
    reached = Awareness.objects.aggregate(all=Sum("reached"), heard=Sum("heard"))
    assert reached["all"] == sum(one["reached"] for one in years["campaign"])
    assert reached["heard"] == sum(row[2] for one in years["campaign"] for row in one.get("broadcasts", ()))
    held = [held for one in years["course"] for held in one["held"]]
    assert Attendance.objects.aggregate(all=Sum("attended"))["all"] == sum(
        sum(one["attended"].values()) for one in held
    )
    listed = sum(last - first + 1 for one in held for _profile, first, last in one.get("listed", ()))
    assert Trainee.objects.count() == listed
    trainer, today = Member.objects.get(username="trainer"), timezone.localdate()
    shares = {
        one.register.profile: (one.persons, one.register.number) for one in prevention.shares(by=trainer, on=today)
    }
    assert (shares["magistrate"], shares["border_officer"]) == ((37, 54), (20, 48))
    assert {one.course.title for one in prevention.due(by=trainer, on=today)} == {"Reconnaître et orienter (démo)"}
    files = ContextFile.objects.all()
    assert files.count() == sum(len(one["days"]) for one in years["context"])
    assert {(one.state, one.is_invented, "nvented" in one.source) for one in files} == {("imported", True, True)}


@pytest.mark.django_db(databases="__all__")
def test_the_court_files_stand_at_every_stage_and_one_is_tied_to_a_case_that_it_does_not_know(years):
    stages = Counter(CourtFile.objects.values_list("stage", flat=True))
    assert set(stages) == {str(one) for one in Stage}
    assert sum(stages.values()) == len(years["court_file"]) + 1
    paid = CompensationPayment.objects.aggregate(all=Sum("amount"))["all"]
    ordered = sum(step["amount"] for one in years["court_file"] for step in one["step"] if step["what"] == "order")
    assert 0 < paid < ordered
    today = timezone.localdate()
    planned = set(Hearing.objects.filter(state="planned").values_list("held_on", flat=True))
    assert (min(planned) < today, max(planned) > today) == (True, True)
    assert [tie.case.person_id is not None for tie in FileTie._base_manager.select_related("case")] == [True]


@pytest.mark.django_db(databases="__all__")
def test_some_met_the_rule_and_files_went_from_agency_to_agency(years):
    assert 0 < Certificate.objects.count() < Trainee.objects.count()
    states = Counter(Handing.objects.values_list("state", flat=True))
    assert (states["accepted"], states["declined"], states["asked"]) == (3, 1, 2)
    moved = Handing.objects.filter(state="accepted").select_related("file")
    assert [one.file.agency_id == one.to_id for one in moved] == [True, True, True]
    assert Correction.objects.get().before == {"prison_months": 200}


def test_the_published_scenario_tells_of_no_years():
    assert load_scenario(BI, "reports").years == {}


@pytest.mark.django_db(databases="__all__")
def test_what_others_recommend_stands_in_every_state_and_one_is_late(years):
    by, today = Member.objects.get(username="secretariat"), timezone.localdate()
    rows = partnership.recommendations(by=by)
    assert len(rows) == len(years["recommendation"])
    assert {one.state for one in rows} == {str(one) for one in RecommendationState}
    assert partnership.recommendations(by=by, late_on=today) != []
    tied = [one for one in rows if one.ties.exclude(decision=None).exists()]
    assert len(tied) == sum("decided" in one for one in years["recommendation"])


@pytest.mark.django_db(databases="__all__")
def test_there_are_documents_for_every_audience_and_one_that_was_withdrawn(years):
    by = Member.objects.get(username="secretariat")
    held = partnership.documents(by=by)
    assert {one.audience for one in held} == {str(one) for one in Audience}
    assert [one.withdrawn_for for one in partnership.documents(by=by, withdrawn=True)] == ["Un numéro a changé (démo)."]
