"""Two real instances in two countries share nothing: between them go files, and in these what somebody agreed to."""

import json

import pytest

from tests.exchange.ends import ACCEPT, AGREE, MAKE, OUTCOME, WITHDRAW, End
from tests.exchange.people import AGREED, WITHHELD

pytestmark = pytest.mark.slow
NOTHING = {"sent": [], "came": [], "tasks": [], "cases": 0, "loose": 0}


@pytest.fixture(scope="module")
def ends(tmp_path_factory):
    """Make both, and let them exchange their keys: each in a file, the digits read out, two persons here and there."""
    folder = tmp_path_factory.mktemp("ends")
    here, there = End(folder / "here", "bi", "Maison Ituze"), End(folder / "there", "demo", "Umuravyo Refuge")
    digits = {}
    for one in (here, there):
        one.found()
        digits[one] = one.show_keys(folder / f"{one.pack}.json")
    for one, other in ((here, there), (there, here)):
        file = str(folder / f"{other.pack}.json")
        words = ("partner", "add", file, "--name", other.agency, "--kind", "shelter", "--as", "admin")
        assert one.tabara(*words).returncode == 0
    here.work(AGREE, spoken=digits[there])
    return here, there, folder, digits


def test_an_envelope_goes_from_one_instance_to_the_other_and_its_answers_come_back(ends):
    here, there, folder, digits = ends
    file, receipt, outcome, notice = (folder / name for name in ("envelope", "receipt", "outcome", "notice"))
    sent = here.work(MAKE, groups=AGREED, days=0, file=str(file))
    nobody_has_agreed_on_the_sender(here, there, file)
    there.work(AGREE, spoken=digits[here])
    bad_files_are_refused(here, there, file)
    # It arrives, twice as once, and becomes a case: what was agreed to, and nothing decided.
    assert there.receive(file) == (0, "An envelope from Maison Ituze is taken in; it stands as: waiting.")
    assert there.receive(file)[0] == 0
    came = there.work(ACCEPT, file=str(receipt))
    only_what_was_agreed_to_came(there, came)
    # The receipt and the outcome come back into the case; neither is for anybody but the sender.
    assert "cannot be opened here" in there.receive(receipt)[1]
    taken = "An answer to an envelope from Umuravyo Refuge is taken in; it stands as: accepted."
    assert here.receive(receipt) == (0, taken)
    there.work(OUTCOME, file=str(outcome))
    assert [here.receive(outcome)[0] for _time in range(2)] == [0, 0]
    assert here.standing()["sent"][-1] == ["done", came["code"], "helped"]
    # She takes her agreement back: the notice goes the same way, and somebody there has to answer it.
    here.work(WITHDRAW, envelope=sent["envelope"], file=str(notice))
    assert there.receive(notice) == (0, "An envelope from Maison Ituze is taken in; it stands as: taken_back.")
    left = {"came": [["taken_back", True]], "tasks": ["arrival.drop"], "cases": 1}
    assert there.standing() == {**NOTHING, **left}


def nobody_has_agreed_on_the_sender(here, there, file):
    code, said = there.receive(file)
    assert (code, "two persons here have not agreed on" in said) == (2, True)
    assert "cannot be opened here" in here.receive(file)[1]


def bad_files_are_refused(here, there, file):
    """A bit of it changed, something else, and one whose time is over: a sentence for each, and nothing is kept."""
    wrong = file.with_name("wrong")
    for content in (file.read_bytes()[:-1] + b"\x00", b"Dear colleague, I write to you about somebody."):
        wrong.write_bytes(content)
        assert "cannot be opened here" in there.receive(wrong)[1]
    here.work(MAKE, groups=AGREED, days=40, file=str(wrong))
    assert "The time of this envelope is over" in there.receive(wrong)[1]
    assert there.standing() == NOTHING


def only_what_was_agreed_to_came(there, came):
    assert (came["given"], came["birth"], came["phones"]) == ("Odette", "1999-04-02", [])
    assert (came["source"], came["decided"]) == ("abroad", 0)
    groups = came["told"]["groups"]
    assert set(groups) == set(AGREED)
    assert groups["findings"]["htcds"]["vic_TraffickingStatus"] == "ActualVictimOfTrafficking"
    assert groups["findings"]["htcds"]["vic_TypeOfExploitation"] == ["ForcedLabour"]
    assert [one["status"] for one in groups["findings"]["beyond"]["decisions"]] == ["actual"]
    assert [word for word in WITHHELD if word in json.dumps(came)] == []
    stored = there.bytes()
    assert [word for word in (*WITHHELD[:-1], "Odette", "Niragira") if word.encode() in stored] == []


def test_an_instance_that_nobody_knows_gets_nothing_in(ends, tmp_path):
    here, there, folder, _digits = ends
    stranger = End(folder / "stranger", "demo", "Nobody's House")
    stranger.found()
    there.show_keys(tmp_path / "theirs.json")
    words = ("partner", "add", str(tmp_path / "theirs.json"), "--name", "Theirs", "--kind", "shelter", "--as", "admin")
    assert stranger.tabara(*words).returncode == 0
    spoken = json.loads(stranger.tabara("partner", "list", "--as", "admin", "--format", "json").stdout)[0]["digits"]
    stranger.work(AGREE, spoken=spoken)
    file = tmp_path / "envelope"
    stranger.work(MAKE, groups=("course",), days=0, file=str(file))
    before = there.standing()
    code, said = there.receive(file)
    assert (code, "no partner of this one" in said) == (2, True)
    assert there.standing() == before
    assert "cannot be opened here" in here.receive(file)[1]


def test_keys_that_are_none_and_people_who_may_not_are_refused(ends, tmp_path):
    here, _there, folder, _digits = ends
    wrong = tmp_path / "keys.json"
    wrong.write_text('{"format": "tabara-partner", "instance": "X", "country": "KE"}')
    add = ("partner", "add", str(wrong), "--name", "X", "--as")
    assert "does not hold the keys of an instance" in here.tabara(*add, "admin").stderr
    own = folder / "bi.json"
    assert "These are the keys of this instance itself" in here.tabara(*add[:2], str(own), *add[3:], "admin").stderr
    assert here.tabara(*add[:2], str(own), *add[3:], "caseworker").returncode == 2
    assert here.tabara("partner", "list", "--as", "caseworker").returncode == 2
