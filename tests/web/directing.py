"""How the tests of the directory's pages open a page, answer it and send it."""

import re

from django.test import Client

from tests.protection.sharing.sharers import today
from tests.web.steps import page


def signed_in(member, language="en"):
    client = Client(headers={"accept-language": language})
    client.force_login(member)
    client.member = member
    return client


def sent(client, name, answers=None, **parts):
    """Open a page, answer it, and send it."""
    address = page(name, **parts)
    shown = client.get(address)
    hidden_ones = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', shown.content.decode())
    own = {key: value.replace("&#34;", '"').replace("&quot;", '"') for key, value in hidden_ones}
    return client.post(address, {**own, **(answers or {})})


def pressed(client, name, **parts):
    return client.post(page(name, **parts), {})


TODAY = {"kind": "women", "since": today().isoformat()}
