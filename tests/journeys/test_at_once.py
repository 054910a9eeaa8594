"""Two people do the same at the same moment: one of them does it, the other reads a clear sentence; nothing is lost."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tabara.protection.cases.models import Case
from tabara.protection.directory.models import Stay
from tabara.protection.referral.models import Referral
from tests.factories import register
from tests.journeys.agencies import around
from tests.journeys.steps import today
from tests.journeys.walker import Walker, as_it_stands
from tests.protection.sharing.sharers import agrees, refer

WAYS = pytest.mark.parametrize(("width", "scripts"), [(360, True), (1280, True), (360, False)])
BOOKED, FULL = "The place is booked.", "No place of this kind is free here."
ACCEPTED, TOO_LATE = "The referral is accepted.", "Somebody of your agency has accepted this referral already."


def woman(by, name: str) -> Case:
    """Register a woman of 26."""
    facts = {"at": timezone.now(), "opened_on": today(), "birth_year": today().year - 26}
    return register(by, given=name, surname="Inamuco", **facts)


def press_together(button: str, *walkers: Walker) -> None:
    """Press a button in several windows, each before any of them is answered."""
    for walker in walkers:
        walker.main.locator("button").filter(has_text=button).click(no_wait_after=True)


def answer_to(walker: Walker, *sentences: str) -> str:
    """Return which of these sentences a window shows in the end."""
    body = walker.page.locator("body")
    expect(body).to_contain_text(re.compile("|".join(map(as_it_stands, sentences))))
    said = body.inner_text()
    return next(one for one in sentences if one in said)


@WAYS
def test_the_last_bed_is_given_once(walks, width, scripts):
    house = around(women=1)
    wardens = [walks(who, width=width, scripts=scripts) for who in (house.warden, house.second_warden)]
    cases = [woman(warden.member, name) for warden, name in zip(wardens, ("Kanarine", "Kanarisse"), strict=True)]
    for warden, case in zip(wardens, cases, strict=True):
        warden.opens(f"/cases/{case.pk}/shelter").follows("Find a place to sleep").reads("one place free")
        warden.follows("Book a place").says({"Which kind of place?": "Women"})
    press_together("Book the place", *wardens)
    answers = [answer_to(warden, BOOKED, FULL) for warden in wardens]
    assert (sorted(answers), Stay._base_manager.count()) == (sorted([BOOKED, FULL]), 1)

    late = answers.index(FULL)
    wardens[late].reads("There is a problem").opens(f"/cases/{cases[late].pk}/find-help?need=accommodation")
    wardens[late].reads("Left out, and why", "Quiet house")
    in_time = wardens[1 - late].opens(f"/cases/{cases[1 - late].pk}/shelter")
    in_time.reads("Quiet house").follows("Cancel the stay").presses("Give the place up")
    wardens[late].opens(f"/cases/{cases[late].pk}/find-help?need=accommodation").reads("one place free")


@WAYS
def test_what_two_people_changed_is_asked_of_a_person(walks, width, scripts):
    her = around()
    case = woman(her.worker, "Kanarine")
    one, other = (walks(who, width=width, scripts=scripts) for who in (her.worker, her.supervisor))
    for walker in (one, other):
        walker.opens(f"/cases/{case.pk}/facts")
    one.says({"Household": "Living alone"}).presses("Store the changes").is_told("The changes are stored.")
    other.says({"Household": "Extended family", "Highest level of education": "Primary education"})
    other.presses("Store the changes")
    other.reads("There is a problem", "Somebody stored “Living alone” here meanwhile. Choose what is right.")
    case.refresh_from_db()
    assert (case.household, case.education) == ("alone", "")
    expect(other.main.get_by_label("Household")).to_have_value("extended_family")
    other.presses("Store the changes").is_told("The changes are stored.")
    case.refresh_from_db()
    assert (case.household, case.education) == ("extended_family", "primary")


@WAYS
def test_a_referral_is_accepted_once(walks, width, scripts):
    her = around()
    case = woman(her.worker, "Kanarine")
    agrees(her.worker, case, her.warden.agency, ["course"])
    sent = refer(her.worker, case, her.warden.agency, ["course"])
    wardens = [walks(who, width=width, scripts=scripts) for who in (her.warden, her.second_warden)]
    for warden in wardens:
        warden.opens(f"/referrals/{sent.pk}")
    press_together("Accept the referral", *wardens)
    answers = [answer_to(warden, ACCEPTED, TOO_LATE) for warden in wardens]
    assert sorted(answers) == sorted([ACCEPTED, TOO_LATE])
    carried = Referral._base_manager.get(pk=sent.pk).answered_by
    assert carried == wardens[answers.index(ACCEPTED)].member
