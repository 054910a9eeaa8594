"""Who a focal point is, is sealed; who keeps the register, sees it as far as the role reaches."""

import pytest

from tabara.access.errors import NotAllowed, NotFound, Refused
from tabara.access.models import AuditEvent
from tabara.protection.community import queries
from tabara.protection.community.models import FocalPoint, Supervision
from tabara.protection.community.operations import (
    Known,
    attend_training,
    correct_point,
    end_point,
    open_point,
    supervise_point,
)
from tabara.sealing.models import DataKey, DomainKey
from tests.factories import NOW, TODAY, make_agency, make_member
from tests.protection.community.hill import DAY, HILL, alerted, named, other, worker

pytestmark = pytest.mark.django_db(databases="__all__")


def test_the_name_of_a_focal_point_stands_nowhere_in_the_clear():
    point = named()
    row = FocalPoint.objects.filter(pk=point.pk).values().get()
    assert "Kanaripoint" not in str(row)
    assert b"Kanaripoint" not in bytes(row["sealed"])
    key = DataKey.objects.get(subject=point.pk)
    assert (key.purpose, DomainKey.objects.get(pk=key.domain_id).agency) == ("identity", point.agency_id)


def test_the_name_is_opened_with_a_reason_which_is_remembered():
    by, point = worker("supervisor"), named()
    assert open_point(by=by, at=NOW, point=point, reason="contact") == Known("Kanaripoint", "79999999")
    act = AuditEvent.objects.get(operation="community.open_point")
    assert (act.reason, act.subject, act.outcome) == ("contact", point.pk, "done")
    with pytest.raises(Refused, match="Say why you need to read it"):
        open_point(by=by, at=NOW, point=point, reason="")


@pytest.mark.parametrize("role", ["caseworker", "focal_point", "data_protection_officer", "administrator"])
def test_who_does_not_keep_the_register_opens_no_focal_point(role):
    point = named()
    with pytest.raises(NotAllowed):
        open_point(by=worker(role), at=NOW, point=point, reason="contact")
    assert queries.points(by=worker(role), on=TODAY) == []


def test_a_supervisor_of_another_agency_finds_no_focal_point_of_ours_and_a_coordinator_does():
    point = named()
    with pytest.raises(NotFound):
        queries.point(by=other("supervisor"), number=point.pk)
    with pytest.raises(NotAllowed):
        end_point(by=other("supervisor"), at=NOW, point=point, on=TODAY)
    assert queries.points(by=other("coordinator"), on=TODAY) == [point]


def test_a_coordinator_does_not_reach_an_agency_outside_the_mechanism():
    outside = make_agency("outside", in_network=False)
    point = named(make_member("supervisor", agency=outside))
    with pytest.raises(NotFound):
        queries.point(by=other("coordinator"), number=point.pk)
    with pytest.raises(NotAllowed):
        named(other("coordinator"), agency=outside)


def test_a_supervisor_names_nobody_for_another_agency():
    with pytest.raises(NotAllowed):
        named(worker("supervisor"), agency=make_agency("second"))


@pytest.mark.parametrize(
    ("facts", "field", "sentence"),
    [
        ({"name": "  "}, "name", "Write the name"),
        ({"since": TODAY + DAY}, "since", "is after today"),
        ({"place": "ZZA999"}, "place", "Choose a place from the list"),
        ({"mandate": "king"}, "mandate", "is not in the list"),
        ({"languages": ["xx"]}, "languages", "is not in the list"),
    ],
)
def test_a_focal_point_is_refused_with_a_sentence_that_names_the_answer(facts, field, sentence):
    with pytest.raises(Refused, match=sentence) as refused:
        named(**facts)
    assert refused.value.field == field
    assert not FocalPoint.objects.exists()
    assert not DataKey.objects.exists()


def test_an_account_belongs_to_one_focal_point_at_a_time_and_to_one_of_its_own_agency():
    hers = worker("focal_point")
    first = named(member=hers)
    with pytest.raises(Refused, match="another focal point already"):
        named(member=hers)
    end_point(by=worker("supervisor"), at=NOW, point=first, on=TODAY)
    assert named(member=hers).member == hers
    with pytest.raises(Refused, match="not one of that agency"):
        named(member=other("focal_point"))
    with pytest.raises(Refused, match="cannot write alerts"):
        named(member=worker("administrator"))


def test_a_visit_sets_the_day_of_the_next_and_one_written_down_late_does_not_undo_it():
    by, point = worker("supervisor"), named()
    assert point.supervise_on == TODAY + 90 * DAY
    supervise_point(by=by, at=NOW, point=point, on=TODAY, found="works_well", next_on=TODAY + 30 * DAY)
    supervise_point(by=by, at=NOW, point=point, on=TODAY - 50 * DAY, found="needs_means")
    point.refresh_from_db()
    assert (point.supervise_on, point.active_on) == (TODAY + 30 * DAY, TODAY)
    assert [one.found for one in point.supervisions.all()] == ["works_well", "needs_means"]


def test_the_register_shows_first_whom_nobody_visited_in_time():
    by = worker("supervisor")
    late, fine = named(place="ZZA10102"), named()
    supervise_point(by=by, at=NOW, point=late, on=TODAY - 60 * DAY, found="works_well", next_on=TODAY - DAY)
    assert queries.points(by=by, on=TODAY) == [late, fine]
    assert queries.points(by=by, on=TODAY, late=True) == [late]
    late.refresh_from_db()
    assert late.is_late(TODAY)
    assert not fine.is_late(TODAY)


def test_the_register_is_asked_by_province_in_whichever_division_a_hill_was_named():
    by = worker("supervisor")
    old, new, far = named(place="ZZ101", place_version="2010"), named(), named(place="ZZB10101")
    assert set(queries.points(by=by, on=TODAY, place="ZZA")) == {old, new}
    assert queries.points(by=by, on=TODAY, place="ZZB") == [far]


@pytest.mark.parametrize(
    ("facts", "field", "sentence"),
    [
        ({"on": TODAY + DAY}, "on", "is after today"),
        ({"on": TODAY - 101 * DAY}, "on", "before the day the mandate began"),
        ({"found": "a ghost"}, "found", "is not in the list"),
        ({"next_on": TODAY}, "next_on", "has to be after this one"),
    ],
)
def test_a_visit_is_refused_with_a_sentence_that_names_the_answer(facts, field, sentence):
    by, point = worker("supervisor"), named()
    with pytest.raises(Refused, match=sentence) as refused:
        supervise_point(by=by, at=NOW, point=point, **{"on": TODAY, "found": "works_well", **facts})
    assert refused.value.field == field
    assert not Supervision.objects.exists()


def test_a_training_counts_as_something_she_did_and_not_after_her_mandate_ended():
    by, point = worker("supervisor"), named()
    attend_training(by=by, at=NOW, point=point, on=TODAY - 2 * DAY, course="referral")
    assert point.active_on == TODAY - 2 * DAY
    end_point(by=by, at=NOW, point=point, on=TODAY)
    with pytest.raises(Refused, match="the mandate had ended"):
        attend_training(by=by, at=NOW, point=point, on=TODAY, course="referral")


def test_a_mandate_ends_once_and_not_before_it_began():
    by, point = worker("supervisor"), named()
    with pytest.raises(Refused, match="before the day the mandate began"):
        end_point(by=by, at=NOW, point=point, on=TODAY - 200 * DAY)
    end_point(by=by, at=NOW, point=point, on=TODAY)
    with pytest.raises(Refused, match="has ended already"):
        end_point(by=by, at=NOW, point=point, on=TODAY)
    assert queries.points(by=by, on=TODAY) == []
    assert queries.points(by=by, on=TODAY, ended=True) == [point]


def test_a_corrected_telephone_replaces_the_old_one():
    by, point = worker("supervisor"), named()
    correct_point(by=by, at=NOW, point=point, name="Kanaripoint", phone="78888888")
    assert open_point(by=by, at=NOW, point=point, reason="contact").phone == "78888888"


def test_how_many_alerts_came_from_her_is_told_to_her_agency_alone():
    point = named()
    alerted(point=point)
    assert queries.alerts_of(by=worker("supervisor"), point=point) == 1
    assert queries.alerts_of(by=other("coordinator"), point=point) is None
    point.refresh_from_db()
    assert point.active_on == TODAY


def test_a_focal_point_can_be_named_for_a_whole_commune():
    assert named(place="ZZA1").place == "ZZA1"
    assert named(place=HILL).place == HILL
