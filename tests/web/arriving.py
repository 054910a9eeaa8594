"""Steps of signing in, without a browser: a password, then a code of an app."""

from allauth.mfa.totp.internal import auth as totp
from django.test import Client
from django.utils import timezone

from tabara.access.signin import factors
from tests.factories import PASSWORD, make_member
from tests.web.steps import page

ENGLISH = {"accept-language": "en"}


def with_app(member) -> str:
    """Give a member an app that shows codes, and return its secret."""
    secret = factors.new_app_secret()
    totp.TOTP.activate(member, secret)
    return secret


def shows(secret, later=0):
    """Return what the app shows now, or so many half minutes later."""
    step = int(timezone.now().timestamp()) // 30 + later
    return totp.format_hotp_value(totp.hotp_value(secret, step))


def knock(username, password=PASSWORD, client=None, **more):
    """Send name and password."""
    client = client or Client(headers=ENGLISH)
    return client.post(page("sign-in"), {"username": username, "password": password, **more})


def show(client, code):
    """Send a code after the password."""
    return client.post(page("second"), {"code": code})


def newcomer(role="caseworker", **facts):
    """Return a member with a password and an app, and the app's secret."""
    member = make_member(role, password=PASSWORD, **facts)
    return member, with_app(member)


def came_in(member, secret, client=None, later=0, **more):
    """Return a browser in which the member has signed in by the pages, and what the last of them answered."""
    client = client or Client(headers=ENGLISH)
    knock(member.username, client=client, **more)
    answer = show(client, shows(secret, later))
    client.member, client.secret = member, secret
    return client, answer
