"""Every command explains itself."""

import pytest
from typer.main import get_command

from tabara.interfaces.cli.exits import CODES
from tabara.interfaces.cli.main import app


def commands(group, words=("tabara",)):
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, (*words, name))
        else:
            yield " ".join((*words, name)), command


ALL = dict(commands(get_command(app)))


EXPECTED = {
    "tabara demo",
    "tabara up",
    "tabara worker",
    "tabara found",
    "tabara seed",
    "tabara figures",
    "tabara infosheet",
    "tabara doctor",
    "tabara retention",
    "tabara backup",
    "tabara restore",
    "tabara officer",
    "tabara keys show",
    "tabara keys rotate",
    "tabara keys retire",
    "tabara keys seal",
    "tabara keys replay",
    "tabara keys sweep",
    "tabara database prepare",
    "tabara directory import",
    "tabara handover receive",
    "tabara mart build",
    "tabara pack check",
    "tabara places import-geometry",
    "tabara linkage pairs",
    "tabara prevalence estimate",
    "tabara partner identity",
    "tabara partner add",
    "tabara partner list",
    "tabara audit seal",
    "tabara audit verify",
    "tabara audit checkpoint",
    "tabara audit export",
    "tabara audit verifier",
    "tabara audit exposed",
}


def test_these_are_the_commands():
    assert set(ALL) == EXPECTED


@pytest.mark.parametrize("name", ALL)
def test_a_command_says_what_it_does_and_how_it_ends(name):
    assert len(ALL[name].help.split()) >= 8
    assert ALL[name].epilog == CODES


@pytest.mark.parametrize("name", ALL)
def test_every_choice_of_a_command_is_explained(name):
    silent = [one.name for one in ALL[name].params if not getattr(one, "help", None) and one.name != "help"]
    assert silent == []
