"""How a member begins: a code from the administrator, a password of one's own, and what happens when all is lost."""

import re

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone

from tabara.access import operations
from tabara.access.errors import NotAllowed, Refused
from tabara.access.models import Member, Session, StartCode
from tabara.access.operation import new_event
from tests.factories import NOW, PASSWORD, make_agency, make_member
from tests.web.arriving import ENGLISH, came_in, knock, newcomer, with_app
from tests.web.steps import hidden, page, said, signed_in

pytestmark = pytest.mark.django_db(databases="__all__")
CHOSEN = "seven rivers under one bridge"


def opened(role="caseworker", **facts):
    """Give a member whose account an administrator has just opened, with the code."""
    by = make_member("administrator", **facts)
    return operations.add_member(
        by=by, at=NOW, username=f"new-{role}", name="Odile Ntare", agency=by.agency, roles=[role]
    )


def start(username, code, password=CHOSEN, again="", client=None):
    answers = {"username": username, "code": code, "password": password, "again": again or password}
    return (client or Client(headers=ENGLISH)).post(page("start"), answers)


def test_with_the_code_a_member_chooses_a_password_and_goes_on_to_a_factor():
    member, client = opened(), Client(headers=ENGLISH)
    assert start(member.username, member.start_code, client=client).url == page("enrol")
    assert client.get(page("add-app")).status_code == 200
    assert knock(member.username, CHOSEN).url == page("enrol")


def test_the_code_is_read_in_small_letters_and_without_hyphens():
    member = opened()
    assert start(member.username, member.start_code.lower().replace("-", " ")).status_code == 302


def test_the_code_works_once():
    member = opened()
    start(member.username, member.start_code)
    assert start(member.username, member.start_code).status_code == 422


def test_the_code_ends_after_seven_days():
    with time_machine.travel("2026-03-02T08:00:00Z", tick=False) as clock:
        member = opened()
        clock.shift(7 * 24 * 3600 + 1)
        assert start(member.username, member.start_code).status_code == 422
        clock.shift(-2)
        assert start(member.username, member.start_code).status_code == 302


def test_the_code_stands_in_the_database_as_a_digest_alone():
    member = opened()
    assert member.start_code.replace("-", "") not in str(list(StartCode.objects.values()))


def test_a_wrong_code_an_unknown_name_and_a_closed_account_get_the_same_answer():
    member = opened()
    closed = operations.add_member(
        by=make_member("administrator"),
        at=NOW,
        username="gone",
        name="Gone",
        agency=make_agency("first"),
        roles=["caseworker"],
    )
    Member.objects.filter(pk=closed.pk).update(is_active=False)
    answers = [start(member.username, "AAAA-BBBB-CCCC"), start("nobody", "AAAA"), start("gone", closed.start_code)]
    assert {answer.status_code for answer in answers} == {422}
    assert len({re.sub(r'value="[^"]*"', "", answer.content.decode()) for answer in answers}) == 1


@pytest.mark.parametrize(
    ("role", "password", "sentence"),
    [
        ("caseworker", "elevenchars", "at least 12 characters"),
        ("administrator", "fourteenchars.", "at least 15 characters"),
        ("caseworker", "password1234", "too common"),
        ("caseworker", "new-caseworker", "too similar"),
    ],
)
def test_a_password_that_would_not_hold_is_refused_and_the_code_stays_good(role, password, sentence):
    member = opened(role)
    assert sentence in said(start(member.username, member.start_code, password))
    assert start(member.username, member.start_code).status_code == 302


def test_two_passwords_that_differ_are_refused():
    member = opened()
    assert "The two passwords are not the same" in said(start(member.username, member.start_code, again="x" * 20))


def test_a_new_code_chooses_a_new_password_but_the_factor_is_asked_for_as_before():
    member, _secret = newcomer()
    client = signed_in("administrator")
    address = page("let-in-again", number=member.pk)
    answers = {"event": hidden(client.get(address), "event")}
    shown = client.post(page("new-start-code", number=member.pk), answers)
    code = re.search(r'<code class="secret">([^<]+)</code>', shown.content.decode())[1]
    assert "was shown already" in said(client.post(page("new-start-code", number=member.pk), answers))
    assert start(member.username, code).url == page("second")
    assert knock(member.username, PASSWORD).status_code == 422


def test_choosing_a_password_ends_every_session():
    member, secret = newcomer()
    client, _ = came_in(member, secret)
    given = operations.new_start_code(by=make_member("administrator"), at=NOW, member=member)
    start(member.username, given.start_code)
    assert client.get(page("home")).status_code == 302


def test_an_administrator_gives_no_code_to_another_agencys_member_nor_to_a_closed_account():
    by, member = make_member("administrator"), make_member(agency=make_agency("other"))
    with pytest.raises(NotAllowed):
        operations.new_start_code(by=by, at=NOW, member=member)
    closed = make_member(is_active=False)
    with pytest.raises(Refused, match="This account is closed"):
        operations.new_start_code(by=by, at=NOW, member=closed)


def approved(by, member):
    """Ask for everything anew for a member, and let a supervisor approve it."""
    second = make_member("supervisor")
    by.proved_at = second.proved_at = timezone.now()
    asked = operations.ask_approval(by=by, at=NOW, act="access.reset_factors", given={"member": member})
    return operations.decide_approval(by=second, at=NOW, approval=asked, agrees=True)


def test_who_lost_everything_begins_anew_when_two_people_agree():
    member, secret = newcomer()
    client, _ = came_in(member, secret)
    by = make_member("administrator")
    operations.do_approved(by=by, event=new_event(), at=NOW, approval=approved(by, member))
    assert client.get(page("home")).status_code == 302
    assert knock(member.username, PASSWORD).status_code == 422
    assert not Authenticator.objects.filter(user=member).exists()
    given = operations.new_start_code(by=by, at=NOW, member=Member.objects.get(pk=member.pk))
    assert start(member.username, given.start_code).url == page("enrol")


def test_of_a_closed_account_nothing_is_left_that_could_open_it():
    by = make_member("administrator")
    member, secret = newcomer()
    came_in(member, secret)
    Member.objects.filter(pk=member.pk).update(agency=by.agency)
    operations.new_start_code(by=by, at=NOW, member=Member.objects.get(pk=member.pk))
    left = (Authenticator.objects.filter(user=member), StartCode.objects.filter(member=member))
    left = (*left, Session.objects.filter(member=member.pk))
    assert [one.exists() for one in left] == [True, True, True]
    operations.close_member(by=by, at=NOW, member=Member.objects.get(pk=member.pk))
    assert [one.exists() for one in left] == [False, False, False]
    closed = Member.objects.get(pk=member.pk)
    assert (closed.is_active, closed.has_usable_password()) == (False, False)


def test_one_person_alone_lets_nobody_begin_anew():
    member, _ = newcomer()
    by = make_member("administrator")
    by.proved_at = timezone.now()
    with pytest.raises(Refused, match="approval of a second person"):
        operations.reset_factors(by=by, at=NOW, member=member)
    assert Authenticator.objects.filter(user=member).exists()


def test_an_administrator_cannot_ask_it_for_the_own_account():
    by = make_member("administrator")
    with_app(by)
    with pytest.raises(Refused, match="Ask another administrator"):
        approved(by, by)


def test_the_page_asks_for_the_approval():
    member, _ = newcomer()
    make_member("supervisor")
    administrator, secret = newcomer("administrator")
    client, _answer = came_in(administrator, secret)
    shown = client.get(page("let-in-again", number=member.pk))
    answer = client.post(page("ask-reset", number=member.pk), {"event": hidden(shown, "event")})
    assert answer.url.startswith("/approvals/")
    assert "begin anew" in said(client.get(answer.url))
