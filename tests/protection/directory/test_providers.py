"""The directory: who keeps it, what it says openly, and what of a refuge only a reason opens."""

import pytest

from tabara.access.errors import NotAllowed, NotFound, Refused, Stale
from tabara.access.models import AuditEvent
from tabara.protection.directory import queries
from tabara.protection.directory.models import Provider
from tabara.protection.directory.models.provider import Whereabouts
from tabara.protection.directory.operations import (
    Listing,
    Terms,
    add_offer,
    add_provider,
    arrive,
    close_provider,
    confirm_provider,
    edit_offer,
    edit_provider,
    end_offer,
    open_whereabouts,
    open_whereabouts_for,
    seal_whereabouts,
)
from tests.factories import make_agency, make_member
from tests.protection.directory.invented import (
    DAY,
    HOUSE,
    PHONE,
    at_home,
    booked,
    keeper,
    listed,
    next_door,
    offer,
    offering,
    person,
    shelter,
)
from tests.protection.sharing.sharers import now, today

pytestmark = pytest.mark.django_db(databases="__all__")


def names(**asked):
    found = queries.directory(by=asked.pop("by", None) or at_home(), on=asked.pop("on", today()), **asked)
    return [one.name for one in found.rows]


def stored(provider):
    return Provider.objects.get(pk=provider.pk)


def test_a_supervisor_keeps_the_agencys_own_providers_and_nobody_elses():
    supervisor = at_home("supervisor")
    own = listed("Ours", agency=supervisor.agency, by=supervisor)
    assert stored(own).agency == supervisor.agency
    for agency in (make_agency("next-door"), None):
        with pytest.raises(NotAllowed):
            listed("Theirs", agency=agency, by=supervisor)
    with pytest.raises(NotAllowed):
        confirm_provider(by=next_door("supervisor"), at=now(), provider=own)


def test_a_coordinator_keeps_every_agencys_and_those_of_none():
    coordinator = keeper()
    for agency in (make_agency("home"), None):
        assert confirm_provider(by=coordinator, at=now(), provider=listed(agency=agency)).verified_by == coordinator


@pytest.mark.parametrize("role", ["caseworker", "focal_point", "data_team", "administrator"])
def test_others_keep_nothing(role):
    with pytest.raises(NotAllowed):
        listed(agency=make_agency("home"), by=at_home(role))


def test_whoever_reads_cases_reads_the_directory_and_nobody_else():
    listed("Clinic")
    assert names(by=make_member("focal_point")) == ["Clinic"]
    for role in ("data_team", "administrator"):
        with pytest.raises(NotAllowed):
            names(by=make_member(role))
        with pytest.raises(NotFound):
            queries.provider(by=make_member(role), number=Provider.objects.get().pk)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"kind": "casino"}, "kind"),
        ({"languages": ("klingon",)}, "languages"),
        ({"place": "ZZA9"}, "place"),
        ({"place": "ZZA101"}, "place"),  # a zone
        ({"is_confidential": True, "phone": "79 99 44 11"}, "phone"),
        ({"is_confidential": True, "whereabouts": Whereabouts("x" * 401)}, "address"),
    ],
)
def test_what_is_wrong_or_too_fine_is_refused(said, field):
    facts = {"name": "Clinic", "kind": "clinic", "place": "ZZA1", "place_version": "2024", **said}
    with pytest.raises(Refused) as refused:
        add_provider(by=keeper(), at=now(), agency=None, listing=Listing(**facts))
    assert refused.value.field == field
    assert Provider.objects.count() == 0


def test_two_who_edit_the_same_answer_are_asked_and_another_answer_merges():
    provider, by = listed(phone="1"), keeper()
    first, second = stored(provider), stored(provider)
    edit_provider(by=by, at=now(), provider=first, saw=1, changes={"phone": "2"}, before={"phone": "1"})
    with pytest.raises(Stale) as stale:
        edit_provider(by=by, at=now(), provider=second, saw=1, changes={"phone": "3"}, before={"phone": "1"})
    assert stale.value.stored == {"phone": "2"}
    edit_provider(by=by, at=now(), provider=second, saw=1, changes={"hours": "8-12"}, before={"hours": ""})
    assert (stored(provider).phone, stored(provider).hours, stored(provider).version) == ("2", "8-12", 3)


def test_what_is_no_answer_of_the_directory_cannot_be_changed_in_it():
    with pytest.raises(Refused, match="is_confidential"):
        edit_provider(by=keeper(), at=now(), provider=listed(), saw=1, changes={"is_confidential": False}, before={})


def test_what_nobody_confirmed_for_long_is_stale_until_somebody_does():
    provider = listed()
    Provider.objects.filter(pk=provider.pk).update(verified_on=today() - 181 * DAY)
    assert queries.stale(provider=stored(provider), on=today()) is True
    confirm_provider(by=keeper(), at=now(), provider=stored(provider))
    assert queries.stale(provider=stored(provider), on=today()) is False


def test_a_closed_provider_is_kept_and_no_longer_listed():
    provider = offering()
    close_provider(by=keeper(), at=now(), provider=provider, on=today())
    assert (names(), names(closed=True)) == ([], ["Clinic"])
    assert queries.matching(by=at_home(), need="medical", at=now()) == []


def test_a_shelter_where_somebody_has_a_place_is_not_closed():
    worker, house = at_home(), shelter()
    stay = booked(worker, person(worker), house, until=today() + 3 * DAY)
    with pytest.raises(Refused, match="Find another place first"):
        close_provider(by=keeper(), at=now(), provider=house, on=today())
    arrive(by=worker, at=now(), stay=stay, on=today())
    with pytest.raises(Refused, match="Find another place first"):
        close_provider(by=keeper(), at=now(), provider=house, on=today() + 9 * DAY)


def test_the_list_is_filtered_by_service_and_province_in_either_division_and_pages_by_name():
    offering("medical", "Amahoro clinic")
    offering("legal", "Imvura lawyers", place="ZZB1")
    offering("medical", "Old clinic", place="ZZ101", place_version="2010")
    assert names(service="medical") == ["Amahoro clinic", "Old clinic"]
    assert names(province=("ZZA", "2024")) == ["Amahoro clinic", "Old clinic"]
    assert names(province=("ZZB", "2024")) == ["Imvura lawyers"]


def test_a_long_list_goes_on_where_the_page_before_ended():
    by = keeper()
    for number in range(queries.PAGE + 3):
        listed(f"P{number:03}", by=by)
    first = queries.directory(by=by, on=today())
    second = queries.directory(by=by, on=today(), after=first.after)
    assert (len(first.rows), [one.name for one in second.rows], second.after) == (50, ["P050", "P051", "P052"], "")


# What a provider offers


def test_a_service_is_offered_once_changed_and_ended():
    provider = listed()
    row = offer(provider, "medical")
    with pytest.raises(Refused, match="already"):
        offer(provider, "medical")
    given = {"by": keeper(), "at": now(), "provider": provider, "offer": row.pk}
    edit_offer(**given, saw=1, changes={"cost": "paid"}, before={"cost": "free"})
    with pytest.raises(Stale):
        edit_offer(**given, saw=1, changes={"cost": "insurance"}, before={"cost": "free"})
    end_offer(**given)
    with pytest.raises(NotFound):
        end_offer(**given)
    assert provider.offers.get().until == today()
    offer(provider, "medical")


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"cost": "barter"}, "cost"),
        ({"sexes": ("x",)}, "sexes"),
        ({"closed_days": ("holiday",)}, "closed_days"),
        ({"disabilities": ("x",)}, "disabilities"),
        ({"categories": ("x",)}, "categories"),
        ({"age_from": 130}, "age_from"),
        ({"age_from": 20, "age_to": 10}, "age_to"),
        ({"child_age_to": 12}, "takes_children"),
        ({"hours": "x" * 201}, "hours"),
    ],
)
def test_terms_that_cannot_be_are_refused(said, field):
    with pytest.raises(Refused) as refused:
        add_offer(by=keeper(), at=now(), provider=listed(), service="medical", terms=Terms(**said))
    assert refused.value.field == field


def test_what_is_no_term_cannot_be_changed_as_one():
    provider = listed()
    row = offer(provider, "medical")
    with pytest.raises(Refused, match="service"):
        edit_offer(
            by=keeper(), at=now(), provider=provider, offer=row.pk, saw=1, changes={"service": "legal"}, before={}
        )


# Where a refuge is


def clear(provider):
    row = Provider.objects.filter(pk=provider.pk).values().get()
    return str({name: value for name, value in row.items() if name != "sealed"})


def test_where_a_refuge_is_stands_nowhere_in_the_clear():
    house = shelter()
    assert HOUSE.encode() not in bytes(stored(house).sealed)
    assert HOUSE not in clear(house)
    assert PHONE not in clear(house)
    assert stored(house).place == "ZZA"  # its province alone


@pytest.mark.parametrize("role", ["caseworker", "supervisor"])
def test_those_who_work_there_open_it_with_a_reason_that_is_remembered(role):
    house, by = shelter(), at_home(role)
    opened = open_whereabouts(by=by, at=now(), provider=house, reason="contact")
    assert opened.opened == Whereabouts(HOUSE, PHONE)
    told = AuditEvent.objects.get(operation="directory.open_whereabouts", outcome="done")
    assert (told.subject, told.member, told.reason) == (house.pk, by.pk, "contact")


@pytest.mark.parametrize("role", ["caseworker", "supervisor", "focal_point", "data_protection_officer"])
def test_others_do_not_and_the_try_is_remembered(role):
    house, by = shelter(), next_door(role)
    with pytest.raises(NotAllowed):
        open_whereabouts(by=by, at=now(), provider=house, reason="contact")
    assert AuditEvent.objects.filter(operation="directory.open_whereabouts", outcome="denied", member=by.pk).exists()


def test_even_at_the_agency_itself_a_focal_point_or_an_officer_does_not():
    house = shelter()
    for role in ("focal_point", "data_protection_officer"):
        with pytest.raises(NotAllowed):
            open_whereabouts(by=at_home(role), at=now(), provider=house, reason="contact")


def test_without_a_reason_it_stays_closed():
    with pytest.raises(Refused, match="Say why"):
        open_whereabouts(by=at_home(), at=now(), provider=shelter(), reason="")


def test_whoever_brings_a_person_to_a_place_of_no_agency_opens_it_for_the_case():
    worker = next_door()
    case = person(worker)
    house = listed("Sisters", is_confidential=True, whereabouts=Whereabouts(HOUSE, PHONE))
    with pytest.raises(NotAllowed):
        open_whereabouts(by=worker, at=now(), provider=house, reason="contact")
    opened = open_whereabouts_for(by=worker, at=now(), case=case, provider=house, reason="assistance")
    assert opened.opened.address == HOUSE
    assert AuditEvent.objects.get(operation="directory.open_whereabouts_for").subject == case.pk


def test_at_another_agencys_shelter_it_is_opened_only_for_whom_a_place_is_promised():
    worker, house = next_door(), shelter()
    case = person(worker)
    with pytest.raises(NotAllowed):
        open_whereabouts_for(by=worker, at=now(), case=case, provider=house, reason="assistance")


def test_a_place_that_becomes_confidential_loses_what_was_open():
    house = listed(phone="22 11", hours="day and night")
    sealed = seal_whereabouts(by=keeper(), at=now(), provider=house, whereabouts=Whereabouts(HOUSE, "22 11"))
    assert (sealed.is_confidential, stored(house).phone, stored(house).hours) == (True, "", "")
    with pytest.raises(Refused, match="sealed"):
        edit_provider(by=keeper(), at=now(), provider=stored(house), saw=2, changes={"phone": "22"}, before={})


def test_the_page_of_the_directory_reads_nothing_sealed():
    shelter()
    row = queries.directory(by=at_home(), on=today()).rows[0]
    assert "sealed" in row.get_deferred_fields()
