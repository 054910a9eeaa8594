"""A PostgreSQL of the test's own, that it may kill: written through to the disk, unlike the one for other tests."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
from pathlib import Path

import psycopg

from tests.endurance.processes import family, kill

PATIENCE = 90.0


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
    """A server on which nothing was made yet; its postmaster is our own child, so that we can bury it."""

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="tabara-cluster-"))
        self.port, self.data, self.postmaster = free_port(), self.folder / "data", None
        self.as_user = {}
        if os.geteuid() == 0:  # PostgreSQL refuses to be root
            user = pwd.getpwnam("postgres")
            os.chown(self.folder, user.pw_uid, user.pw_gid)
            self.as_user = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        words = ["-D", str(self.data), "-U", "owner", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8"]
        subprocess.run(  # noqa: S603 - PostgreSQL's own program
            [program("initdb"), *words], cwd=self.folder, check=True, capture_output=True, **self.as_user
        )
        self.start()

    def start(self):
        """Start it, and wait until it answers."""
        said = ["listen_addresses=127.0.0.1", f"port={self.port}", f"unix_socket_directories={self.folder}"]
        words = [program("postgres"), "-D", str(self.data), *(word for one in said for word in ("-c", one))]
        with (self.folder / "log").open("ab") as log:
            self.postmaster = subprocess.Popen(words, cwd=self.folder, stdout=log, stderr=log, **self.as_user)  # noqa: S603 - PostgreSQL's own program
        pause = threading.Event()
        for _ in range(int(PATIENCE / 0.1)):
            if self.answers():
                return
            assert self.postmaster.poll() is None, (self.folder / "log").read_text()[-3000:]
            pause.wait(0.1)
        raise AssertionError((self.folder / "log").read_text()[-3000:])

    def answers(self):
        """Return whether somebody is let in."""
        try:
            psycopg.connect(self.address("postgres"), connect_timeout=5).close()
        except psycopg.OperationalError:
            return False
        return True

    def stop(self):
        """Stop it at once, as the operating system does when it shuts down in a hurry."""
        self.postmaster.send_signal(signal.SIGQUIT)
        self.postmaster.wait(PATIENCE)

    def kill(self):
        """Kill the postmaster and every backend at once, as a power cut that spares the machine."""
        self.postmaster.send_signal(signal.SIGSTOP)  # so that it starts no other while we look
        kill([self.postmaster.pid, *family(self.postmaster.pid)])
        self.postmaster.wait(PATIENCE)

    def address(self, name="tabara"):
        """Return the address of a database, for the owner of everything."""
        return f"postgresql://owner@127.0.0.1:{self.port}/{name}"

    def remove(self):
        """End it, and remove its files."""
        if self.postmaster.poll() is None:
            self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)
