"""Another agency may know the person: told is only which one, where she agreed, seldom, and never unseen."""

import pytest

from tabara.access import audit
from tabara.access.errors import NotAllowed, Refused
from tabara.access.models import AuditEvent
from tabara.access.pace import AskedTooOften
from tabara.protection.cases.operations import record_consent, withdraw_consent
from tabara.protection.intake import operations as intake
from tabara.protection.intake.operations import Names
from tests.factories import NOW, TODAY, make_agency, make_member, register

pytestmark = pytest.mark.django_db(databases="__all__")

ASKED = Names(given="Odette", surname="Niragira", birth_date="1999")


def elsewhere(asker, names=ASKED, sex="female"):
    return [one.key for one in intake.ask_elsewhere(by=asker, at=NOW, names=names, sex=sex)]


@pytest.fixture
def asker():
    return make_member("caseworker", agency=make_agency("asking"))


@pytest.fixture
def other():
    return make_member("caseworker", agency=make_agency("knowing"))


def known(other, *, matching=True, **facts):
    names = facts.pop("names", Names(given="Odette", surname="Niragira", birth_date="1999-04-02"))
    return register(other, names=names, birth_year=1999, matching=matching, **facts)


@pytest.mark.parametrize(
    ("matching", "told"), [(True, ["knowing"]), (False, []), (None, [])], ids=["agreed", "refused", "never asked"]
)
def test_an_agency_is_named_only_where_the_person_agreed(asker, other, matching, told):
    known(other, matching=matching)
    assert elsewhere(asker) == told


def test_a_name_badly_heard_is_met_too(asker, other):
    known(other)
    assert elsewhere(asker, Names(given="Odete", surname="Niragila", birth_date="2000")) == ["knowing"]


def test_somebody_else_of_the_same_age_is_not(asker, other):
    known(other, names=Names(given="Aline", surname="Bukuru", birth_date="1999"))
    assert elsewhere(asker) == []


def test_from_the_withdrawal_on_nothing_is_told(asker, other):
    case = known(other)
    withdraw_consent(by=other, at=NOW, case=case, purpose="matching")
    assert elsewhere(asker) == []


def test_an_agreement_given_later_counts(asker, other):
    case = known(other, matching=None)
    record_consent(by=other, at=NOW, case=case, purpose="matching", given=True, asked_on=TODAY, language="fr")
    assert elsewhere(asker) == ["knowing"]


def test_the_own_agency_and_one_outside_the_mechanism_are_not_named(asker):
    known(make_member("caseworker", agency=asker.agency))
    known(make_member("caseworker", agency=make_agency("outside", in_network=False)))
    assert elsewhere(asker) == []


def test_the_case_that_answered_remembers_who_asked(asker, other):
    case = known(other)
    elsewhere(asker)
    row = AuditEvent.objects.get(subject=case.pk, operation="intake.ask_elsewhere")
    assert (row.outcome, row.member, row.agency) == ("shown", asker.pk, asker.agency_id)


def test_what_is_asked_is_remembered_without_the_words(asker):
    elsewhere(asker)
    row = AuditEvent.objects.get(operation="intake.ask_elsewhere")
    text = str(row.__dict__).casefold()
    assert row.query
    assert [word for word in ("odette", "niragira", "1999") if word in text] == []
    assert audit.broken_link() is None


@pytest.mark.parametrize(
    "names", [Names(given="Odette", birth_date="1999"), Names(surname="Niragira", birth_date="1999"), Names("A", "B")]
)
def test_who_fishes_with_half_a_name_is_refused(asker, names):
    with pytest.raises(Refused, match="Write both names and an age"):
        elsewhere(asker, names)


def test_after_ten_questions_within_an_hour_it_is_enough(asker):
    for _ in range(10):
        elsewhere(asker)
    with pytest.raises(AskedTooOften, match="10 times within an hour"):
        elsewhere(asker)


@pytest.mark.parametrize("role", ["coordinator", "data_team", "administrator", "data_protection_officer"])
def test_who_opens_no_names_asks_after_none(role):
    with pytest.raises(NotAllowed):
        elsewhere(make_member(role))
