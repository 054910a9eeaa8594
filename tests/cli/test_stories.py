"""The stories of the demonstration: played by the operations that people use, true on whichever day it is started."""

import datetime as dt
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.utils import timezone

from tabara import codelists
from tabara.access.models import Member
from tabara.interfaces.cli import seeding
from tabara.interfaces.cli.seeding.stories import Step, StoryError, play, read
from tabara.interfaces.web.casefile.tasks import KINDS
from tabara.protection.cases.models import Task
from tabara.protection.cases.operations import listing, tasks
from tests.factories import PASSWORD

DAYS = ("2026-12-06T00:05+02:00", "2027-02-28T23:55+02:00", "2027-03-31T09:59+02:00", "2028-02-29T12:00+02:00")
CARRIES = ("caseworker", "supervisor", "focal_point", "coordinator")  # roles for whom something falls due
ONE = """
[[step]]
by = "caseworker"
act = "cases.close"
"""


@pytest.fixture(params=["bi", "demo"])
def pack(request):
    before = codelists.pack()
    codelists.use(codelists.load_pack(settings.PACKS / request.param))
    yield codelists.pack()
    codelists.use(before)


def homes() -> dict[str, str]:
    """Return the first page of every account that can sign in."""
    found = {}
    for member in Member.objects.exclude(username="system"):
        client = Client()
        client.force_login(member)
        page = client.get("/")
        assert page.status_code == 200, member
        found[member.username] = page.content.decode()
    return found


@pytest.mark.django_db(databases="__all__")
@pytest.mark.parametrize("day", DAYS)
def test_the_stories_play_on_any_day_and_leave_every_account_something_to_do(pack, day):
    with time_machine.travel(dt.datetime.fromisoformat(day)):
        told = seeding.run("stories", password=PASSWORD, now=timezone.now())
        assert (tasks.drift(), listing.drift()) == (0, 0)
        kinds = set(Task._base_manager.values_list("kind", flat=True))
        assert (kinds - set(KINDS), len(told.stories) > 30) == (set(), True)
        idle = [
            name
            for name, page in homes().items()
            for roles in [Member.objects.get(username=name).roles]
            if 'class="tile tile--due"' not in page and set(roles) & set(CARRIES)
        ]
        assert idle == []


@pytest.mark.django_db(databases="__all__")
@pytest.mark.parametrize("pack", ["bi"], indirect=True)
def test_something_is_due_this_week_and_something_late_whenever_it_is_started(pack):
    seeding.run("stories", password=PASSWORD, now=timezone.now())
    today = timezone.localdate()
    rows = Task._base_manager.values_list("kind", "due_on")
    week = {kind for kind, due in rows if today <= due < today + dt.timedelta(days=7)}
    assert week >= {"service.planned", "business.instalment", "visit", "conference.decision", "return.depart"}
    assert {kind for kind, due in rows if due < today} >= {"plan.action", "assessment.next", "enrolment.term"}


@pytest.mark.django_db(databases="__all__")
def test_a_refused_step_is_named_with_the_day_the_member_and_the_reason():
    seeding.run("stories", password=PASSWORD, now=timezone.now())
    members = {one.username: one for one in Member.objects.all()}
    strange = Step("a tale", 3, "assistance.open_store", "house", {"name": "Store"}, day=-2)
    with pytest.raises(
        StoryError, match=r"In the story “a tale”, step 3 \(assistance\.open_store\), day -2, by house: "
    ):
        play([strange], members=members, now=timezone.now(), place_version="2024")


@pytest.mark.django_db(databases="__all__")
@pytest.mark.parametrize(
    ("act", "told", "said"),
    [
        ("cases.nothing", {}, "there is no operation “cases.nothing”"),
        ("cases.close", {"case": "nobody"}, "nobody"),
        ("cases.close", {"why": "x"}, "“why” is not asked for; there are: case, on, reason"),
    ],
)
def test_a_step_that_speaks_of_what_is_not_there_is_refused(act, told, said):
    seeding.run("stories", password=PASSWORD, now=timezone.now())
    members = {one.username: one for one in Member.objects.all()}
    with pytest.raises(StoryError, match=said):
        play([Step("x", 1, act, "caseworker", told)], members=members, now=timezone.now(), place_version="2024")


def test_what_is_usual_for_an_act_is_filled_in_and_told_over(tmp_path: Path):
    (tmp_path / "usual.toml").write_text('["cases.close"]\nreason = "other"\nmore = { a = 1, b = 2 }\n')
    (tmp_path / "one.toml").write_text(ONE + "day = -3\nmore = { b = 3 }\n")
    (step,) = read(tmp_path)
    assert (step.story, step.number, step.day) == ("one", 1, -3)
    assert step.told == {"reason": "other", "more": {"a": 1, "b": 3}}


@pytest.mark.parametrize(
    ("text", "said"), [('[[step]]\nact = "x"\n', "step 1 does not say “by”"), (None, "There is no story")]
)
def test_a_story_that_cannot_be_read_says_why(tmp_path: Path, text, said):
    if text:
        (tmp_path / "one.toml").write_text(text)
    with pytest.raises(StoryError, match=said):
        read(tmp_path)
