"""A served instance with people at work in it, that a test may kill and start again."""

import http.client
import json
import os
import signal
import subprocess
import threading

from tests.cli.conftest import TABARA, Machine
from tests.cli.officers import python
from tests.endurance.cluster import free_port
from tests.endurance.processes import family, kill

PATIENCE = 90.0


class Site(Machine):
    """An instance behind `tabara up`."""

    def __init__(self, folder, owner=""):
        super().__init__(folder)
        self.owner, self.port, self.up = owner, free_port(), None
        self.log = folder / "log"

    def stage(self, drafts):
        """Fill it with members at work, and return their sessions, cases and unfinished forms."""
        owned = {"TABARA_OWNER_DATABASE": self.owner} if self.owner else {}
        python(self, "from tabara.interfaces.cli import instance as i; i.make(i.settle(None))", **owned)
        return json.loads(python(self, f"from tests.endurance import stage; stage.play({drafts})").splitlines()[-1])

    def start(self, **more):
        """Start the server, and wait until it answers."""
        words = [TABARA, "up", "--port", str(self.port), "--workers", "2"]
        with self.log.open("ab") as log:
            self.up = subprocess.Popen(words, env=self.surroundings(**more), cwd=self.folder, stdout=log, stderr=log)  # noqa: S603 - our own command
        pause = threading.Event()
        for _ in range(int(PATIENCE / 0.1)):
            if self.status("/sign-in") == http.client.OK:
                return
            assert self.up.poll() is None, self.log.read_text()
            pause.wait(0.1)
        raise AssertionError(self.log.read_text())

    def kill(self):
        """Kill every process of it at once: the youngest first, so that none has the time to start another."""
        os.kill(self.up.pid, signal.SIGSTOP)
        kill([*family(self.up.pid), self.up.pid])
        self.up.wait()

    def stop(self):
        """Stop it as one should."""
        if self.up is not None and self.up.poll() is None:
            self.up.terminate()
            try:
                self.up.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                self.kill()

    def status(self, path, cookie=""):
        """Return the status of a page; zero where nobody answers."""
        return self.ask("GET", path, cookie)[0]

    def ask(self, method, path, cookie="", body=None, headers=None, timeout=30):
        """Ask for a page; return its status, headers and text. Nobody there: status zero."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        said = {"Accept-Language": "en", "Cookie": cookie, **(headers or {})}
        try:
            connection.request(method, path, body=body, headers=said)
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read().decode(errors="replace")
        except (OSError, http.client.HTTPException):
            return 0, {}, ""
        finally:
            connection.close()

    def tally(self):
        """Return what the databases hold of every act, asked in a way that no wall hinders."""
        told = python(self, "from tests.endurance import stage; stage.tell()", TABARA_DATABASE=self.owner)
        return json.loads(told.splitlines()[-1])
