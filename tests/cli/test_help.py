"""Every command explains itself, and starts only what it needs."""

import subprocess
import sys

import pytest
from typer.main import get_command

from tabara.interfaces.cli.exits import CODES
from tabara.interfaces.cli.main import program

COMMANDS = "tabara.interfaces.cli.commands"


def commands(group, words=("tabara",)):
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, (*words, name))
        else:
            yield " ".join((*words, name)), command


ALL = dict(commands(get_command(program())))


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
    "tabara linkage encode",
    "tabara linkage match",
    "tabara linkage unseal",
    "tabara linkage key new",
    "tabara linkage key show",
    "tabara linkage key rotate",
    "tabara prevalence estimate",
    "tabara prevalence network-share",
    "tabara prevalence study",
    "tabara prevalence scale-up",
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


def test_a_command_reads_the_file_it_lies_in_and_no_other():
    asked = "import sys; from tabara.interfaces.cli.main import program; program('doctor'); print(*sys.modules)"
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True
    )
    read = {name.rpartition(".")[2] for name in done.stdout.split() if name.startswith(f"{COMMANDS}.")}
    assert read == {"doctor"}
    assert {"numpy", "scipy", "splink"} & set(done.stdout.split()) == set()
