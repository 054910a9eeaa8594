"""Every page asks who you are, but a named few."""

import re

import pytest
from django.conf import settings
from django.shortcuts import resolve_url
from django.test import Client
from django.urls import URLPattern, get_resolver

OPEN = {
    "web:sign-in",
    "web:exit",  # leaving must work when the session has ended, too
    "web:start",  # a member without a password yet; what is typed is checked as at the door
    "web:calendar-feed",  # for calendar programs, which cannot sign in: a key in the address opens days and codes
    "web:packet",  # for whoever was sent a packet and has no account: words said elsewhere open it, once
    "web:packet-reply",  # and take the answer in the browser that has shown them
    "web:help",  # what the system is, before one has an account; it shows no record
}
SAMPLES = {
    "UUIDConverter": "01890a5d-ac96-774b-bcce-b302099a8057",
    "IntConverter": "1",
    "SlugConverter": "a",
    "StringConverter": "a",
}


def pages(patterns, before="", space=""):
    """Give the name and an address of every page."""
    for one in patterns:
        address = before + sample(one.pattern)
        if isinstance(one, URLPattern):
            yield f"{space}{one.name}", "/" + address
        else:
            yield from pages(one.url_patterns, address, f"{one.namespace}:" if one.namespace else space)


def sample(pattern):
    """Write a route with a value in the place of each of its parts."""
    route = str(pattern)
    for name, converter in pattern.converters.items():
        value = SAMPLES[type(converter).__name__]
        route = re.sub(rf"<(\w+:)?{name}>", value, route)
    return route


def asks_who(response):
    return response.status_code == 302 and response.url.split("?")[0] == resolve_url(settings.LOGIN_URL)


@pytest.mark.django_db(databases="__all__")
@pytest.mark.parametrize("method", ["get", "post"])
def test_every_page_but_a_named_few_asks_who_you_are(method):
    visitor = Client()
    answers = {name: getattr(visitor, method)(address) for name, address in pages(get_resolver().url_patterns)}
    assert answers != {}
    assert {name for name, response in answers.items() if not asks_who(response)} == OPEN
