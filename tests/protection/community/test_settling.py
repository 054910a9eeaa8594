"""Where an alert leads: to another agency, which alone opens it from then on; to a case, in one act; to an end."""

import pytest

from tabara.access.errors import NotAllowed, NotFound, Refused
from tabara.protection.cases.models import Case
from tabara.protection.community import queries
from tabara.protection.community.enums import STEPS, AlertState
from tabara.protection.community.models import Alert, AlertCase
from tabara.protection.community.operations import close_alert, open_alert, pass_alert_on, triage_alert
from tabara.protection.intake.operations import open_again
from tabara.sealing.models import DataKey, DomainKey
from tests.factories import NOW, fresh, make_agency, make_member, register, situation
from tests.protection.community.hill import DAY, HOUR, TOLD, agency, alerted, other, weighed, worker
from tests.protection.sharing.sharers import registered, shared

pytestmark = pytest.mark.django_db(databases="__all__")


def passed(by, alert=None, at=NOW):
    return pass_alert_on(by=by, at=at, alert=alert or weighed(by, alerted(by)), to=agency("second"))


def closed(by, alert=None, **facts):
    return close_alert(by=by, at=NOW, alert=alert or weighed(by, alerted(by)), **{"reason": "resolved", **facts})


@pytest.fixture
def theirs():
    return other()


def test_passed_on_it_is_theirs_to_open_and_no_longer_ours(theirs):
    by = worker()
    alert = passed(by)
    assert open_alert(by=theirs, at=NOW, alert=alert, reason="assistance").told == TOLD
    with pytest.raises(NotAllowed):
        open_alert(by=by, at=NOW, alert=alert, reason="assistance")


def test_its_one_key_lies_under_the_key_of_the_agency_whose_it_is(theirs):
    by = worker()
    alert = weighed(by, alerted(by))
    before = bytes(Alert._base_manager.get().told)
    passed(by, alert)
    key = DataKey.objects.get(subject=alert.pk)  # there is one, not two
    assert DomainKey.objects.get(pk=key.domain_id).agency == theirs.agency_id
    assert bytes(Alert._base_manager.get().told) == before  # what it sealed was neither opened nor copied


def test_both_follow_it_and_its_clock_begins_anew_with_the_other_agency(theirs):
    by = worker()
    alert = passed(by, weighed(by, alerted(by), "urgent"), at=NOW + 10 * HOUR)
    assert queries.waiting(by=theirs) == [alert]
    assert queries.waiting(by=by) == []
    assert queries.elsewhere(by=by) == [alert]
    assert queries.elsewhere(by=theirs) == []
    assert (alert.due_at, alert.assigned) == (NOW + 12 * HOUR, None)
    assert queries.to_triage(by=theirs, at=NOW) == (1, 0)
    weighed(theirs, alert)
    assert queries.alert(by=by, number=alert.pk).state == AlertState.TRIAGED


def test_the_first_agency_does_nothing_more_with_it(theirs):
    by = worker()
    alert = passed(by)
    for act in (lambda: weighed(by, alert), lambda: closed(by, alert), lambda: register(by, alert=alert)):
        with pytest.raises(NotAllowed):
            act()
    assert not Case._base_manager.exists()


def test_it_comes_back_where_it_began(theirs):
    by = worker()
    alert = weighed(theirs, passed(by))
    pass_alert_on(by=theirs, at=NOW, alert=alert, to=by.agency)
    assert open_alert(by=by, at=NOW, alert=alert, reason="contact").told == TOLD


def test_it_is_passed_only_where_somebody_can_weigh_it(theirs):
    by = worker()
    alert = weighed(by, alerted(by))
    assert queries.agencies_to_pass_to(by=by) == [theirs.agency]
    for to, sentence in ((make_agency("empty"), "telephone them"), (by.agency, "has the alert already")):
        with pytest.raises(Refused, match=sentence) as refused:
            pass_alert_on(by=by, at=NOW, alert=alert, to=to)
        assert refused.value.field == "to"


def test_registered_because_of_it_a_person_takes_the_alert_in_the_same_act():
    by = worker()
    alert = weighed(by, alerted(by))
    case = register(by, alert=alert)
    alert.refresh_from_db()
    assert (alert.state, alert.due_at, alert.ended_at) == (AlertState.TAKEN, None, NOW)
    assert queries.around(by=by, alert=alert) == [case]
    assert queries.settled(by=by) == [alert]
    assert queries.waiting(by=by) == []


def test_an_alert_about_several_leads_to_several_cases():
    by = worker()
    alert = weighed(by, alerted(by, people=2))
    first, second = register(by, alert=alert), register(by, given="Zebedayo", alert=alert, at=NOW + DAY)
    alert.refresh_from_db()
    assert set(queries.around(by=by, alert=alert)) == {first, second}
    assert alert.ended_at == NOW


def test_somebody_known_from_an_earlier_case_can_be_whom_it_is_about():
    by = worker()
    alert = weighed(by, alerted(by))
    again = open_again(by=by, at=NOW, case=register(by), situation=situation(), why="other", alert=alert)
    assert queries.around(by=by, alert=alert) == [again]


def test_where_the_alert_cannot_be_taken_nobody_is_registered():
    by = worker()
    alert = alerted(by)
    assert not queries.can_be_taken(by=by, alert=alert)
    with pytest.raises(Refused, match="Nobody has weighed this alert yet"):
        register(by, alert=alert)
    assert not Case._base_manager.exists()
    assert not AlertCase._base_manager.exists()


def test_the_case_tells_of_its_alert_only_where_what_was_found_is_shared():
    home, clinic = worker(), other()
    alert = weighed(home, alerted(home))
    case = registered(home, alert=alert)
    assert [one.alert for one in queries.of_case(by=home, case=case)] == [alert]
    shared(home, case, clinic, groups=["course"])
    assert queries.of_case(by=clinic, case=case) == []


def test_the_other_agency_learns_that_an_alert_led_to_a_case_it_may_see_and_not_what_was_told():
    home, clinic = worker(), other()
    alert = weighed(home, alerted(home))
    case = registered(home, alert=alert)
    shared(home, case, clinic, groups=["course", "findings"])
    assert [one.alert for one in queries.of_case(by=clinic, case=case)] == [alert]
    with pytest.raises(NotFound):
        queries.alert(by=clinic, number=alert.pk)
    with pytest.raises(NotAllowed):
        open_alert(by=fresh(clinic), at=NOW, alert=alert, reason="assistance")


def test_a_focal_point_learns_the_state_of_her_alert_and_no_case():
    by, her = worker(), worker("focal_point")
    alert = weighed(by, alerted(her))
    register(by, alert=alert)
    assert [one.state for one in queries.own(by=her)] == ["taken"]
    assert queries.around(by=her, alert=alert) == []


def test_closed_it_says_why_and_can_be_taken_up_again():
    by = worker()
    alert = closed(by)
    assert (alert.state, alert.close_reason, alert.due_at, alert.ended_at) == ("closed", "resolved", None, NOW)
    weighed(by, alert, at=NOW + DAY)
    assert (alert.state, alert.close_reason, alert.ended_at) == ("triaged", "", None)
    assert queries.waiting(by=by) == [alert]


def test_a_reason_that_is_none_is_refused():
    with pytest.raises(Refused, match="is not in the list") as refused:
        closed(worker(), reason="tired")
    assert refused.value.field == "reason"


def into(state, by, theirs):
    """Bring an alert into a state, and return it with who has it then."""
    ways = {
        AlertState.NEW: lambda: (alerted(by), by),
        AlertState.TRIAGED: lambda: (weighed(by, alerted(by)), by),
        AlertState.PASSED_ON: lambda: (passed(by), theirs),
        AlertState.CLOSED: lambda: (closed(by), by),
        AlertState.TAKEN: lambda: (taken(by), by),
    }
    return ways[state]()


def taken(by):
    alert = weighed(by, alerted(by))
    register(by, alert=alert)
    alert.refresh_from_db()
    return alert


DOES = {
    AlertState.TRIAGED: lambda by, alert: triage_alert(by=by, at=NOW, alert=alert, priority="high"),
    AlertState.PASSED_ON: lambda by, alert: pass_alert_on(by=by, at=NOW, alert=alert, to=make_agency("third")),
    AlertState.TAKEN: lambda by, alert: register(by, alert=alert),
    AlertState.CLOSED: lambda by, alert: closed(by, alert),
}


@pytest.mark.parametrize("to", DOES)
@pytest.mark.parametrize("state", AlertState)
def test_what_the_table_of_steps_allows_happens_and_nothing_else(state, to, theirs):
    make_member(agency=make_agency("third"))
    alert, holder = into(state, worker(), theirs)
    if to in STEPS[state]:
        DOES[to](holder, alert)
        assert Alert._base_manager.get(pk=alert.pk).state == to
        return
    with pytest.raises(Refused):
        DOES[to](holder, alert)
    assert Alert._base_manager.get(pk=alert.pk).state == state
