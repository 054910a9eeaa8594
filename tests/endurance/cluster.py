"""A PostgreSQL of the test's own, that it may kill: written through to the disk, unlike the one for other tests."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
from pathlib import Path

from tests.endurance.processes import family, kill


def program(name):
    """Return the path of one of PostgreSQL's own programs, or `None` where it is not installed."""
    places = [*sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)]
    return next((str(one / name) for one in places if (one / name).exists()), None) or shutil.which(name)


def free_port():
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Cluster:
    """A server on which nothing was made yet."""

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="tabara-cluster-"))
        self.port = free_port()
        self.data = self.folder / "data"
        if os.geteuid() == 0:  # PostgreSQL refuses to be root
            self.user = pwd.getpwnam("postgres")
            os.chown(self.folder, self.user.pw_uid, self.user.pw_gid)
        else:
            self.user = None
        self.run("initdb", "-D", str(self.data), "-U", "owner", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8")
        self.start()

    def run(self, name, *words):
        as_user = {} if self.user is None else {"user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": []}
        return subprocess.run(  # noqa: S603 - PostgreSQL's own programs
            [program(name), *words], cwd=self.folder, check=True, capture_output=True, text=True, **as_user
        )

    def start(self):
        """Start it, and wait until it answers."""
        said = f"-c listen_addresses=127.0.0.1 -p {self.port} -k {self.folder} -c max_connections=60"
        self.run("pg_ctl", "-D", str(self.data), "-w", "-s", "-l", str(self.folder / "log"), "-o", said, "start")

    def stop(self, how="fast"):
        """Stop it."""
        self.run("pg_ctl", "-D", str(self.data), "-w", "-s", "stop", "-m", how)

    def kill(self):
        """Kill the postmaster and every backend at once, as a power cut that spares the machine."""
        postmaster = int((self.data / "postmaster.pid").read_text().splitlines()[0])
        kill([postmaster, *family(postmaster)])

    def address(self, name="tabara"):
        """Return the address of a database, for the owner of everything."""
        return f"postgresql://owner@127.0.0.1:{self.port}/{name}"

    def remove(self):
        """End it, and remove its files."""
        if (self.data / "postmaster.pid").exists():
            postmaster = int((self.data / "postmaster.pid").read_text().splitlines()[0])
            kill([postmaster, *family(postmaster)], signal.SIGKILL)
        shutil.rmtree(self.folder, ignore_errors=True)
