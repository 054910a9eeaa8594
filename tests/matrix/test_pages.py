"""Every page, as every role, in every way to stand to a case: exactly what the policy says, and what one may not see
looks as if it were not there."""

import re
from contextlib import ExitStack

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tabara.access.roles import ROLES
from tests.factories import make_member
from tests.matrix.policy import ANYBODY, EVERY_MEMBER, GRID, OTHERS, PAGES, RELATIONS, may, roles
from tests.matrix.relations import MADE, Standing, standings
from tests.web.world import NUMBER, routes

pytestmark = [pytest.mark.django_db(databases="__all__"), pytest.mark.slow]

ALIASES = ("default", "vault", "keys")
READ = {"case", "who-sees", "refer", "intake-registered", "photograph"}  # the others are sent, empty
SEE, REFUSED, GONE = "see", (403, 404), 404


def own(name: str) -> str:
    return name.removeprefix("web:")


def wanted(name):
    """Give the names of what stands in the address of a page."""
    return re.findall(r"<(?:\w+:)?(\w+)>", routes()[f"web:{name}"])


def ask(client, name, parts, said=None, *, read=False):
    """Return the status of a page, sent with nothing in it; whatever it did is undone."""
    with ExitStack() as undone:
        for alias in ALIASES:
            undone.enter_context(transaction.atomic(alias))
        send = client.get if read or name in READ else client.post
        status = send(reverse(f"web:{name}", kwargs=parts), said).status_code
        for alias in ALIASES:
            transaction.set_rollback(True, using=alias)
    return status


def parts_of(name: str, standing: Standing) -> dict:
    """Return what stands in the address of a page of this case."""
    return {part: standing.case.pk if part == "number" else standing.parts[part] for part in wanted(name)}


def of_nothing(name: str) -> dict:
    """Return the parts of an address at which there is nothing."""
    texts = {"part": "who", "key": "persons_assisted"}
    return {part: texts.get(part, 1 if name == "remove-factor" else NUMBER) for part in wanted(name)}


def verdict(client, name, standing, sees):
    said = {"consent": standing.parts["consent"]} if name == "take-back" else None
    status = ask(client, name, parts_of(name, standing), said)
    if status not in REFUSED:
        return "yes"
    return "no" if sees or status == GONE else f"no, but {status} tells that it is there"


def test_every_page_has_its_place_in_the_policy():
    known = {own(name) for name in routes()}
    assert known == set(PAGES) | set(OTHERS)
    assert len(PAGES) + len(OTHERS) == len(known)


def test_the_policy_names_every_column():
    assert {row: len(cells.split()) for row, cells in GRID.items()} == dict.fromkeys(GRID, len(RELATIONS))
    assert set(MADE) == set(RELATIONS)


@pytest.mark.parametrize("relation", RELATIONS)
def test_of_a_case_each_role_gets_what_the_policy_says(relation):
    found, said = {}, {}
    for role, standing in standings(relation):
        client, sees = Client(), role in may(SEE, relation)
        with time_machine.travel(standing.at, tick=True):
            client.force_login(standing.member)
            found |= {(role, name): verdict(client, name, standing, sees) for name in PAGES}
        for name, row in PAGES.items():
            said[role, name] = "yes" if role in may(row, relation) else "no"
    wrong = sorted(f"{role}, {name}: {got}" for (role, name), got in found.items() if got != said[role, name])
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("role", ROLES)
def test_the_other_pages_refuse_every_role_that_the_policy_does_not_name(role):
    client, wrong = Client(), []
    client.force_login(make_member(role))
    for name, letters in OTHERS.items():
        if letters in (ANYBODY, EVERY_MEMBER):
            continue  # some of them end the visit
        statuses = [ask(client, name, of_nothing(name), read=read) for read in (False, True)]
        if role in roles(letters):
            wrong += [f"{name}: refused"] if 403 in statuses else []
        elif statuses[0] not in (*REFUSED, 405) or statuses[1] not in (*REFUSED, 405, 302):
            wrong.append(f"{name}: {statuses}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", [*PAGES, *OTHERS])
def test_whoever_has_not_signed_in_gets_no_page_but_those_at_the_door(name):
    answer = Client().get(reverse(f"web:{name}", kwargs=of_nothing(name)))
    at_the_door = OTHERS.get(name) == ANYBODY
    assert at_the_door or (answer.status_code == 302 and answer.url.startswith(reverse("web:sign-in")))
