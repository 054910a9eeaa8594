"""People at work over HTTP, who write down what the server acknowledged."""

import random
import re
import threading
import uuid
from urllib.parse import urlencode

import uuid_utils

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Writer(threading.Thread):
    """One member who sends forms, one after the other, until told to stop.

    What was not answered is sent again under its own number half of the time; else nobody knows whether it was done.
    """

    def __init__(self, site, told, chance):
        super().__init__(daemon=True)
        self.site, self.case, self.chance = site, told["case"], random.Random(chance)
        self.cookie = told["cookie"]
        self.token = self.cookie.rpartition("=")[2]
        self.drafts = list(told["drafts"])
        self.services, self.registered, self.unsure, self.wrong = [], [], [], []
        self.ended = threading.Event()

    def run(self):
        again = None
        while not self.ended.is_set():
            act = again or self.next()
            again = None if self.send(*act) or self.chance.random() < 0.5 else act

    def next(self):
        """Return the next form: where it goes, its number, its answers, and the list of what was acknowledged."""
        if self.drafts:
            draft, number = self.drafts.pop()
            return f"/intake/{draft}/check", number, {}, self.registered
        number = str(uuid.UUID(int=uuid_utils.uuid7().int))
        day = {"on-day": "2", "on-month": "3", "on-year": "2026"}
        return f"/cases/{self.case}/service", number, {"code": "cash", **day}, self.services

    def send(self, path, number, answers, acknowledged):
        """Send a form; return whether it was acknowledged."""
        status, headers, text = self.post(path, number, answers)
        if status == 302 and "sign-in" not in headers["Location"]:
            acknowledged.append(number)
            return True
        if status and status < 500:
            words = re.sub(r"<[^>]*>|\s+", " ", text.partition("<main")[2])
            self.wrong.append((path, number, status, headers.get("Location"), " ".join(words.split())[:300]))
        self.unsure.append(number)
        self.ended.wait(0.05)
        return False

    def post(self, path, number, answers):
        """Send a form, and return the status, the headers and the text of the answer."""
        body = urlencode({"csrfmiddlewaretoken": self.token, "event": number, **answers})
        return self.site.ask("POST", path, self.cookie, body, FORM)


def at_work(site, told, chance=7):
    """Start a writer for each member."""
    people = [Writer(site, one, chance + number) for number, one in enumerate(told.values())]
    for one in people:
        one.start()
    return people


def call_back(people):
    """Let everybody finish the form in hand."""
    for one in people:
        one.ended.set()
    for one in people:
        one.join(60)


def compare(people, there):
    """Compare what was acknowledged with what is there; return how many acts that were."""
    wrong = [said for one in people for said in one.wrong]
    assert wrong == [], wrong[:3]
    services = [number for one in people for number in one.services]
    registered = [number for one in people for number in one.registered]
    recorded = dict(there["recorded"])
    assert set(services) - set(recorded) == set(), "acknowledged services are lost"
    assert set(registered) - set(there["registered"]) == set(), "acknowledged registrations are lost"
    assert len(there["recorded"]) == len(recorded), "an act stands twice in the record"
    assert sorted(recorded.values()) == there["services"], "services without an act, or acts without a service"
    assert len(there["registered"]) == len(set(there["registered"]))
    unsure = {number for one in people for number in one.unsure}
    sent = {*services, *registered, *unsure}
    assert set(recorded) | set(there["registered"]) <= sent | first_cases(there), "somebody else wrote"
    harmful = ("persons without identity", "persons without key", "cases without key")
    assert {name: there["loose"][name] for name in harmful} == dict.fromkeys(harmful, 0)
    assert there["broken"] is None
    return len(services) + len(registered)


def first_cases(there):
    """Return the registrations of the stage itself, which came before everybody's first form."""
    return set(sorted(there["registered"])[:4])
