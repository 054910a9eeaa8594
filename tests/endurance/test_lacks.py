"""No room, no database, no key: one clear sentence, nothing half written, and on it goes when it is back."""

import resource
import shutil
import subprocess
from contextlib import contextmanager

import pytest

from tests.endurance.processes import family
from tests.endurance.writers import Writer, compare

pytestmark = pytest.mark.slow
NOTHING = "Nothing was stored by this step."
PATIENCE = 40  # tries


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 24 MB, where this machine lets one be mounted; CI's does or says so."""
    place = tmp_path / "home"
    place.mkdir()
    mount, umount = shutil.which("mount"), shutil.which("umount")
    words = [mount, "-t", "tmpfs", "-o", "size=24m,mode=0700", "tmpfs", str(place)]
    done = subprocess.run(words, capture_output=True, text=True, check=False) if mount else None  # noqa: S603 - a disk of the test's own
    if done is None or done.returncode:
        pytest.skip("this machine mounts no disk for us; the same is tried with a limit on the size of files")
    yield place
    subprocess.run([umount, "-l", str(place)], check=False)  # noqa: S603 - the disk that we mounted


def at_work(site, name="first"):
    """Start the server, and return one person at work who has sent a form."""
    told = site.stage(drafts=PATIENCE + 3 if name == "third" else 0)
    site.start()
    person = Writer(site, told[name], 1)
    assert person.send(*person.next())
    return person


def refused(person, sentence):
    """Send a form which is refused with a clear page."""
    path, number, answers, _ = person.next()
    status, headers, text = person.post(path, number, answers)
    assert (status, headers.get("Retry-After")) == (503, "60"), text
    assert sentence in text
    assert NOTHING in text
    assert "Traceback" not in text


def goes_on(person):
    """Send a form until it is taken; without starting anything anew."""
    act = person.next()
    assert any(person.send(*act) or person.ended.wait(0.25) for _ in range(PATIENCE))


def whole(site, people):
    """Hold that everything acknowledged is there, and nothing else half."""
    site.stop()
    assert compare(people, site.tally()) >= len(people) * 2


def test_a_full_disk(small_disk, site):
    person = at_work(site)
    ballast = small_disk / "ballast"
    fill(ballast)
    refused(person, "The disk of the server is full")
    refused(person, "The disk of the server is full")
    ballast.unlink()
    goes_on(person)
    whole(site, [person])


def fill(ballast):
    """Write until there is no room left, to the last byte."""
    with ballast.open("wb", buffering=0) as file:
        for size in (1 << 20, 1 << 12, 1 << 8, 1):
            try:
                while True:
                    file.write(b"\0" * size)
            except OSError:
                continue


def test_files_that_may_not_grow(site):
    """What a quota does: the limit holds for each process of the server, and is lifted while they run."""
    person = at_work(site)
    with no_file_grows(site):
        refused(person, "The disk of the server is full")
    goes_on(person)
    whole(site, [person])


@contextmanager
def no_file_grows(site):
    running = [site.up.pid, *family(site.up.pid)]
    before = {one: resource.prlimit(one, resource.RLIMIT_FSIZE) for one in running}
    for one, (_, most) in before.items():
        resource.prlimit(one, resource.RLIMIT_FSIZE, (1, most))
    yield
    for one, limits in before.items():
        resource.prlimit(one, resource.RLIMIT_FSIZE, limits)


def test_no_root_key(site):
    """Nobody is registered without it; what is not sealed is served all the same."""
    person = at_work(site, "third")
    place = site.key
    aside = place.rename(place.with_suffix(".aside"))
    status, _, text = person.post(*person.next()[:3])
    assert status == 503, text
    assert "The key of this server is not in its place" in text
    assert site.status("/cases/", person.cookie) == 200
    aside.rename(place)
    goes_on(person)
    whole(site, [person])


def test_no_database(national, cluster):
    person = at_work(national)
    for stop in (cluster.kill, cluster.stop):
        stop()
        refused(person, "The database does not answer.")
        refused(person, "The database does not answer.")
        assert national.status("/sign-in") in (200, 503)
        cluster.start()
        goes_on(person)
    assert national.up.poll() is None
    whole(national, [person])
