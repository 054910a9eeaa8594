"""The command line as people start it: a process of its own, an instance of its own."""

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TABARA = Path(sys.executable).with_name("tabara")


class Machine:
    """A machine on which somebody tries the demo pack: a folder for the instance, another for its root key."""

    def __init__(self, folder):
        self.folder, self.home, self.keys = folder, folder / "home", folder / "keys"

    def surroundings(self, **more):
        own = {key: value for key, value in os.environ.items() if not key.startswith("TABARA_")}
        return (
            own
            | {
                "TABARA_HOME": str(self.home),
                "TABARA_PACK": "demo",
                "XDG_CONFIG_HOME": str(self.keys),
                "NO_COLOR": "1",
                "COLUMNS": "200",
            }
            | more
        )

    def tabara(self, *words, said=None, **more):
        return subprocess.run(  # noqa: S603 - our own command
            [TABARA, *words],
            env=self.surroundings(**more),
            input=said,
            cwd=self.folder,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )

    def start(self, *words):
        return subprocess.Popen(  # noqa: S603 - our own command
            [TABARA, *words],
            env=self.surroundings(),
            cwd=self.folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    @property
    def key(self):
        return next((self.keys / "tabara").glob("*.key"))


@pytest.fixture(scope="session")
def filled(tmp_path_factory):
    """Fill an instance once; tests copy it."""
    machine = Machine(tmp_path_factory.mktemp("filled"))
    done = machine.tabara("seed", "--scenario", "small")
    assert done.returncode == 0, done.stderr
    return machine


@pytest.fixture
def machine(filled, tmp_path):
    """A machine with the filled instance, to do with as one likes."""
    for part in ("home", "keys"):
        shutil.copytree(filled.folder / part, tmp_path / part, symlinks=True)
    return Machine(tmp_path)


@pytest.fixture
def bare(tmp_path):
    """A machine on which nobody has tried anything yet."""
    return Machine(tmp_path)


def refused(done, code, *words):
    """Check that a command ended with this code and one clear sentence, and nothing else."""
    assert done.returncode == code, done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    assert all(word in done.stderr for word in words), done.stderr


@pytest.fixture
def taken_port():
    """A port of this machine that another program listens on."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen(1)
        port = other.getsockname()[1]
        yield port if port < 65535 else pytest.skip("the last port of all was drawn")


@pytest.fixture
def free_port():
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
