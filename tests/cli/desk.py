"""A table at which somebody runs the commands of linking, in a folder of its own."""

import csv
from dataclasses import asdict

import pytest
from typer.testing import CliRunner

from tabara.interfaces.cli.exits import Exit, Stop
from tabara.interfaces.cli.main import app
from tests.methods.tokens.lists import invented_lists

COLUMNS = ("agency", "research", *asdict(invented_lists(1, 1)[0][0][1]))


class Desk:
    """A table at which one runs commands, in a folder of its own."""

    def __init__(self, folder):
        self.folder = folder

    def run(self, *words):
        done = CliRunner().invoke(app, ["linkage", *map(str, words)])
        if done.exception is None or isinstance(done.exception, SystemExit):
            return done
        assert isinstance(done.exception, Stop), done.exception
        raise done.exception

    def says_no(self, *words):
        with pytest.raises(Stop) as stopped:
            self.run(*words)
        assert stopped.value.code == Exit.USAGE
        return str(stopped.value)

    def officer(self, name):
        """Make a key pair of age: its file, and its public key."""
        done = CliRunner().invoke(app, ["officer", str(self.folder / name)])
        return self.folder / name, done.stdout.strip()

    def people(self, name, rows):
        """Write an agency's file."""
        place = self.folder / f"{name}.csv"
        with place.open("w", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS)
            writer.writeheader()
            writer.writerows({"agency": of, "research": said, **asdict(one)} for of, said, one in rows)
        return place
