"""The manual tells of each role how far it reaches and what it sees there, and tells what the program does."""

import importlib.util
import re

import pytest

from tabara.access.enums import FieldGroup, Permission
from tabara.access.roles import ROLES
from tabara.access.showing import ALWAYS, NEEDS, POLICY
from tests.house.tree import ROOT


@pytest.fixture(scope="module")
def tables():
    """The tables of the page: of each line its first word, and what stands under which head."""
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    generate = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(generate)
    found = []
    for block in re.findall(r"(?:^\|.*\n?)+", generate.access(), re.MULTILINE):
        head, _rule, *lines = ([cell.strip(" `") for cell in line.split("|")[1:-1]] for line in block.splitlines())
        found.append({line[0]: dict(zip(head[1:], line[1:], strict=True)) for line in lines})
    return found


def test_every_role_and_permission_is_there_with_how_far_it_reaches(tables):
    assert tables[0] == {
        str(one): {
            key: role.permissions[one].name.lower() if one in role.permissions else "" for key, role in ROLES.items()
        }
        for one in Permission
    }


def test_every_role_and_group_of_fields_is_there_with_its_reasons(tables):
    assert set(POLICY) == set(ROLES)
    seen = {group: {key: POLICY[key].get(group, frozenset()) for key in ROLES} for group in FieldGroup}
    assert tables[1] == {
        str(group): {"opened by": str(NEEDS[group])}
        | {key: "always" if why == ALWAYS else ", ".join(sorted(why)) for key, why in by_role.items()}
        for group, by_role in seen.items()
    }


def test_the_manual_leads_to_the_page():
    assert '"access.md"' in (ROOT / "zensical.toml").read_text(encoding="utf-8")
