"""Passkeys, in Chromium with an authenticator that the browser plays itself: made, signed in with, shown once more."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.utils import timezone
from playwright.sync_api import expect

from tabara.access.models import AuditEvent, Member, Session
from tabara.access.signin.sessions import PROVED, SessionStore
from tests.factories import PASSWORD, make_member
from tests.web.arriving import knock, newcomer, shows
from tests.web.browser import fits

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


class Device:
    """A phone that keeps passkeys and asks for a finger."""

    def __init__(self, page):
        self.talk = page.context.new_cdp_session(page)
        self.talk.send("WebAuthn.enable")
        self.key = self.talk.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})["authenticatorId"]

    def finger(self, right):
        """Let the finger be the owner's, or somebody else's."""
        self.talk.send("WebAuthn.setUserVerified", {"authenticatorId": self.key, "isUserVerified": right})

    def forget(self):
        """Lose every passkey."""
        self.talk.send("WebAuthn.clearCredentials", {"authenticatorId": self.key})


@pytest.fixture(params=[(360, 740), (1280, 800)], ids=["phone", "desk"])
def screen(request, page):
    width, height = request.param
    page.set_viewport_size({"width": width, "height": height})
    page.device = Device(page)
    page.goto("/sign-in?language=en")
    return page


def enrol(page, member):
    """Sign in for the first time, and make a passkey."""
    page.goto("/sign-in")
    page.get_by_label("Sign-in name").fill(member.username)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    fits(page)
    page.get_by_role("button", name="Sign in", exact=True).click()
    fits(page)
    page.get_by_role("button", name="Make a passkey").click()
    page.get_by_label("Name of this passkey").fill("My phone")
    fits(page)
    page.get_by_role("button", name="Make a passkey").click()
    expect(page.get_by_role("heading", name="Your recovery codes")).to_be_visible()
    fits(page)
    page.get_by_role("button", name="I have written them down").click()


def sign_out(page):
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_a_passkey_is_made_at_the_first_sign_in_and_then_opens_the_account_without_a_password(screen):
    member = make_member("caseworker", password=PASSWORD)
    enrol(screen, member)
    expect(screen.get_by_role("link", name=member.name)).to_be_visible()
    sign_out(screen)
    screen.get_by_role("button", name="Sign in with a passkey").click()
    expect(screen.get_by_role("link", name=member.name)).to_be_visible()
    last = AuditEvent.objects.filter(operation="access.sign_in", outcome="done").order_by("-at").first()
    assert (last.member, last.reason) == (member.pk, "passkey")


def test_without_the_owners_finger_no_passkey_opens_an_account(screen):
    member = make_member("caseworker", password=PASSWORD)
    enrol(screen, member)
    sign_out(screen)
    screen.device.finger(right=False)
    screen.get_by_role("button", name="Sign in with a passkey").click()
    expect(screen.get_by_text("The passkey did not answer.")).to_be_visible(timeout=70_000)
    screen.goto("/cases/")
    expect(screen.get_by_role("heading", name="Sign in")).to_be_visible()


def test_a_passkey_of_a_closed_account_opens_nothing(screen):
    member = make_member("caseworker", password=PASSWORD)
    enrol(screen, member)
    sign_out(screen)
    Member.objects.filter(pk=member.pk).update(is_active=False)
    screen.get_by_role("button", name="Sign in with a passkey").click()
    expect(screen.get_by_text("This passkey opens no account here.")).to_be_visible()


def test_however_many_strangers_guess_a_passkey_opens_the_account(screen):
    member = make_member("caseworker", password=PASSWORD)
    enrol(screen, member)
    sign_out(screen)
    for n in range(9):
        knock(member.username, f"wrong {n}")
    assert knock(member.username, PASSWORD).status_code == 429
    screen.get_by_role("button", name="Sign in with a passkey").click()
    expect(screen.get_by_role("link", name=member.name)).to_be_visible()


def test_the_passkey_is_asked_for_after_the_password(screen):
    member = make_member("caseworker", password=PASSWORD)
    enrol(screen, member)
    sign_out(screen)
    screen.get_by_label("Sign-in name").fill(member.username)
    screen.get_by_label("Password", exact=True).fill(PASSWORD)
    screen.get_by_role("button", name="Sign in", exact=True).click()
    fits(screen)
    screen.get_by_role("button", name="Use a passkey").click()
    expect(screen.get_by_role("link", name=member.name)).to_be_visible()
    assert Authenticator.objects.get(user=member, type="webauthn").last_used_at is not None


def test_what_was_about_to_be_sent_is_sent_once_the_passkey_has_answered(screen):
    member = make_member("caseworker", password=PASSWORD)
    enrol(screen, member)
    screen.goto("/account/password")
    screen.get_by_label("Present password").fill(PASSWORD)
    screen.get_by_label("New password").fill("seven rivers, one bridge")
    screen.get_by_label("The same password once more").fill("seven rivers, one bridge")
    age_the_proof()
    screen.get_by_role("button", name="Change the password").click()
    expect(screen.get_by_role("heading", name="Show once more that it is you")).to_be_visible()
    fits(screen)
    screen.get_by_role("button", name="Use a passkey").click()
    expect(screen.get_by_text("The password is changed.")).to_be_visible()
    fits(screen)
    assert Member.objects.get(pk=member.pk).check_password("seven rivers, one bridge")


def test_an_app_is_set_up_on_the_same_screen_sizes(screen):
    member, secret = newcomer()
    screen.get_by_label("Sign-in name").fill(member.username)
    screen.get_by_label("Password", exact=True).fill(PASSWORD)
    screen.get_by_role("button", name="Sign in", exact=True).click()
    screen.get_by_label("Code from the app, or a recovery code").fill(shows(secret))
    fits(screen)
    screen.get_by_role("button", name="Sign in", exact=True).click()
    screen.get_by_role("link", name=member.name).click()
    fits(screen)
    screen.get_by_role("button", name="Set up an app that shows codes").click()
    fits(screen)


def age_the_proof():
    """Let every session have shown who it is six minutes ago."""
    for row in Session.objects.exclude(member=None):
        kept = SessionStore().decode(row.session_data)
        kept[PROVED] = (timezone.now() - timedelta(minutes=6)).isoformat()
        Session.objects.filter(pk=row.pk).update(session_data=SessionStore().encode(kept))
