"""What was told in an alert that led nowhere goes on its day; of one that led to a case, with the case."""

import datetime as dt

import pytest
from django.utils import timezone

from tabara.access.errors import NotAllowed, Refused
from tabara.protection.cases.operations import close_case
from tabara.protection.community.models import Alert, FocalPoint
from tabara.protection.community.operations import close_alert, end_point, open_alert, open_point
from tabara.protection.intake import operations as intake
from tabara.protection.intake import queries as whole
from tabara.protection.intake import retention
from tabara.sealing.models import DataKey
from tests.factories import NOW, TODAY, make_member, register
from tests.protection.community.hill import DAY, alerted, named, weighed, worker

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def system():
    return make_member("data_team", username="system")


def at(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(3), timezone.get_default_timezone())


def sealed(alert):
    row = Alert._base_manager.get(pk=alert.pk)
    return row.told is not None, DataKey.objects.filter(subject=alert.pk).exists(), row.erased_on


def led_nowhere(by):
    return close_alert(by=by, at=NOW, alert=weighed(by, alerted(by)), reason="not_protection")


def test_an_alert_that_led_nowhere_is_read_for_ninety_days_and_not_a_day_longer(system):
    by = worker()
    alert = led_nowhere(by)
    intake.keep_terms(by=system, at=at(TODAY + 89 * DAY))
    assert sealed(alert) == (True, True, None)
    assert intake.keep_terms(by=system, at=at(TODAY + 90 * DAY)) == {"alert": 1}
    assert sealed(alert) == (False, False, TODAY + 90 * DAY)
    assert intake.keep_terms(by=system, at=at(TODAY + 91 * DAY)) == {}
    alert.refresh_from_db()
    with pytest.raises(Refused, match="has been erased"):
        open_alert(by=by, at=NOW, alert=alert, reason="contact")
    with pytest.raises(Refused, match="Write a new one"):
        weighed(by, alert)


def test_an_alert_that_waits_is_never_erased(system):
    by = worker()
    for alert in (alerted(by), weighed(by, alerted(by))):
        intake.keep_terms(by=system, at=at(TODAY + 900 * DAY))
        assert sealed(alert)[0]


def test_an_alert_that_led_to_a_case_goes_with_what_was_told_in_it(system):
    by = worker("supervisor")
    alert = weighed(by, alerted(by))
    case = register(by, alert=alert, birth_year=1990)
    close_case(by=by, at=NOW, case=case, on=TODAY, reason="goals_met")
    intake.keep_terms(by=system, at=at(TODAY + 200 * DAY))
    assert sealed(alert)[0]
    late = TODAY + 6 * 366 * DAY
    for _night in range(2):
        intake.keep_terms(by=system, at=at(late))
    assert sealed(alert) == (False, False, late)


def test_a_former_focal_point_is_forgotten_after_two_years(system):
    by, point = worker("supervisor"), named()
    end_point(by=by, at=NOW, point=point, on=TODAY)
    intake.keep_terms(by=system, at=at(dt.date(2028, 3, 1)))
    assert FocalPoint.objects.get().sealed is not None
    assert intake.keep_terms(by=system, at=at(dt.date(2028, 3, 2))) == {"focal_point": 1}
    point.refresh_from_db()
    assert (point.sealed, point.erased_on, point.place) == (None, dt.date(2028, 3, 2), "ZZA10101")
    with pytest.raises(Refused, match="has been erased"):
        open_point(by=by, at=NOW, point=point, reason="contact")


def test_nobody_but_the_schedule_drops_them_and_the_schedule_not_too_early(system):
    alert = led_nowhere(worker())
    with pytest.raises(NotAllowed):
        intake.drop_old_alert(by=make_member("data_team"), at=at(TODAY + 90 * DAY), alert=alert.pk)
    with pytest.raises(Refused, match="has not passed"):
        intake.drop_old_alert(by=system, at=at(TODAY + DAY), alert=alert.pk)
    with pytest.raises(Refused, match="has not passed"):
        intake.drop_old_point(by=system, at=at(TODAY), point=named().pk)


def test_the_schedule_says_what_is_due():
    led_nowhere(worker())
    day = TODAY + 90 * DAY
    due = {term.kind: many for term, many, _late, _held in retention.overview(at=at(day), on=day)}
    assert due["alert"] == 1


def test_their_keys_are_not_taken_for_loose_ends():
    named()
    alerted()
    assert set(whole.loose_ends().values()) == {0}


def test_a_backup_that_brings_them_back_loses_them_again(system):
    from tabara.protection.intake.operations.again import erase_again

    by = worker()
    alert = led_nowhere(by)
    before = Alert._base_manager.filter(pk=alert.pk).values("told", "erased_on").get()
    intake.keep_terms(by=system, at=at(TODAY + 90 * DAY))
    Alert._base_manager.filter(pk=alert.pk).update(**before)
    erase_again(at=at(TODAY + 95 * DAY))
    assert sealed(alert) == (False, False, TODAY + 95 * DAY)
