"""What the pages say of limits is what the program does: a number that changes in one place changes in both."""

import re

import pytest
from django.conf import settings

from tabara.access import fresh, second
from tabara.access.operations import starting
from tabara.access.signin import passwords, sessions, throttle
from tabara.files import LARGEST
from tabara.interfaces.web.uploads import MOST
from tabara.protection.cases.operations import documents
from tests.house.tree import ROOT

PAGES = {
    "docs/adr/0046-slowing-down-who-guesses.md": (
        f"one account from one network ({throttle.PAIR.free} free, then {throttle.PAIR.first} s, doubling to",
        f"doubling to {throttle.PAIR.longest // 60} min)",
        f"one account from anywhere ({throttle.ACCOUNT.free} free, {throttle.ACCOUNT.longest // 60} min at most)",
        f"one network ({throttle.NETWORK.free} free, {throttle.NETWORK.longest // 60} min at most)",
        f"within {throttle.KNOWN.days} days",
        "A network is a /24, or a /48 of version 6",
        "A passkey is never slowed down",
        f"wait more than {settings.HASH_PATIENCE:.0f} s",
    ),
    "docs/administrator.md": (
        f"ends after {settings.IDLE_MINUTES} minutes without use (`TABARA_IDLE_MINUTES`)",
        "and after ten hours, with the third browser",
        "neither e-mail nor SMS is ever asked for",
        "nobody is shut out for good",
    ),
    "docs/adr/0045-how-one-signs-in.md": (
        "A *passkey* that asks for a finger, a face or a PIN signs in alone, or follows the password",
        "An app that shows codes is the fallback; ten recovery codes on paper are the way back",
        "Accounts are opened with a *start code* (60 random bits, kept as a digest, seven days, once)",
    ),
    "docs/adr/0047-two-persons.md": ("at most five minutes old, lives for 24 hours and is used once",),
    "docs/adr/0056-a-file-is-what-all-of-it-says.md": (
        "knows three kinds, and refuses the rest: pictures (JPEG, PNG, WebP)",
        f"at most {documents.MOST_A_DAY} a day, a case holds at most {documents.MOST_IN_A_CASE},",
        f"{MOST // 1024**2} MB each: requests stay in memory",
    ),
}


def operations():
    return (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")


def test_the_server_in_front_speaks_no_tls_that_is_out_of_date():
    (served,) = re.findall(r"^```nginx\n(.*?)^```", operations(), re.DOTALL | re.MULTILINE)
    told = dict(re.findall(r"(ssl_[a-z_]+) (.+);", served))
    assert told["ssl_protocols"].split() == ["TLSv1.2", "TLSv1.3"]
    strange = [one for one in told["ssl_ciphers"].split(":") if not re.search("^ECDHE-.*(GCM|CHACHA20)", one)]
    assert (strange, told["ssl_session_tickets"]) == ([], "off")


def test_the_program_is_installed_without_its_history_and_belongs_to_root():
    told = re.findall(r"^```bash\n(.*?)^```", operations(), re.DOTALL | re.MULTILINE)
    assert [word for word in ("git ", "chown -R", "sudo -u tabara") if word in "".join(told)] == []
    assert "".join(told).count("--no-same-owner") == 2


def test_it_is_written_how_soon_a_known_hole_is_closed_and_how_one_learns_of_it():
    told = re.sub(r"\s+", " ", operations())
    assert "closed within 7 days where it is critical, within 30 days otherwise" in told
    assert ("`script/bom` writes a list of every package" in told, (ROOT / "script" / "bom").is_file()) == (True, True)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_says_what_the_program_does(page):
    text = re.sub(r"\s+", " ", (ROOT / page).read_text(encoding="utf-8"))
    assert [sentence for sentence in PAGES[page] if sentence not in text] == []


def test_what_the_pages_write_in_words_is_so():
    assert (sessions.ABSOLUTE.total_seconds(), sessions.MOST) == (10 * 3600, 2)
    assert (fresh.FRESH.total_seconds(), second.LIFE.total_seconds()) == (5 * 60, 24 * 3600)
    assert (starting.LIFE.days, starting.PARTS * starting.LENGTH) == (7, 12)
    assert (passwords.LEAST, passwords.LEAST_OF_AN_ADMINISTRATOR) == (12, 15)
    assert settings.MFA_SUPPORTED_TYPES == ["webauthn", "totp", "recovery_codes"]
    assert LARGEST == 8 * 1024**2
