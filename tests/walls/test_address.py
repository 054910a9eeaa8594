"""On the way to a PostgreSQL server on another machine nobody reads along, and nobody answers in its place."""

import os
import socket
import subprocess
import threading

import psycopg
import pytest

from tabara.access.walls.address import is_this_machine, read
from tabara.interfaces.cli.backup import servers
from tabara.project import home

FAR = "postgresql://tabara:secret@db.example:5432/tabara"
CLOSED = {"sslmode": "verify-full"}


@pytest.fixture
def without_tls():
    """A server that says it knows no TLS, and whatever it was told after that."""
    told = []
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def answer():
            with listening.accept()[0] as line:
                line.recv(8)  # what asks for TLS
                line.sendall(b"N")
                told.append(line.recv(1024))

        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        yield listening.getsockname()[1], told, thread


@pytest.mark.parametrize("host", ["", "localhost", "127.0.0.1", "127.0.1.1", "::1", "/run/postgresql"])
def test_a_loopback_address_or_a_socket_is_this_machine(host):
    assert is_this_machine(host)


@pytest.mark.parametrize("host", ["db", "10.0.0.7", "192.168.1.2", "localhost.example", "::ffff:10.0.0.7"])
def test_every_other_host_is_another_machine(host):
    assert not is_this_machine(host)


def test_another_machine_is_entered_by_tls_with_a_checked_certificate_alone(monkeypatch, tmp_path):
    monkeypatch.setenv("TABARA_DATABASE", FAR)
    far = read(FAR)
    assert far.entered("tabara")["sslmode"] == "verify-full"
    assert servers.surroundings(far) == {"PGSSLMODE": "verify-full", "PGPASSWORD": "secret"}
    found = [entry["OPTIONS"] for entry in home.databases(tmp_path).values()]
    assert [options.get("sslmode") for options in found] == ["verify-full"] * 3


def test_the_authority_of_the_certificate_may_be_named_and_is_kept():
    far = read(f"{FAR}?sslmode=verify-full&sslrootcert=/etc/tabara%20ca.crt")
    assert far.secured() == CLOSED | {"sslrootcert": "/etc/tabara ca.crt"}
    assert read(far.written()) == far == far.as_user("tabara", "secret")


def test_an_address_without_a_host_is_where_the_surroundings_say(monkeypatch):
    monkeypatch.setenv("PGHOST", "db.example")
    assert read("postgresql:///tabara").secured() == CLOSED


def test_this_machine_is_entered_as_before():
    assert read("postgresql://tabara@127.0.0.1:5432/tabara").secured() == {}


@pytest.mark.parametrize("more", ["sslmode=disable", "sslmode=prefer", "sslmode=require", "sslmode=", "host=elsewhere"])
def test_an_address_that_would_open_the_way_is_refused(more):
    with pytest.raises(SystemExit, match=r"TABARA_DATABASE may say sslmode=verify-full and sslrootcert=FILE"):
        read(f"{FAR}?{more}")


@pytest.mark.parametrize("program", ["psycopg", "pg_dump"])
def test_a_server_that_knows_no_tls_is_told_neither_name_nor_password(without_tls, program):
    port, told, thread = without_tls
    far = read(f"postgresql://tabara:secret@127.1:{port}/tabara")  # this machine by a name that is not known for it
    if program == "psycopg":
        with pytest.raises(psycopg.OperationalError, match="SSL"):
            psycopg.connect(**far.entered("tabara"))
    else:
        words = ["pg_dump", *servers.words(far, "tabara")]
        done = subprocess.run(  # noqa: S603 - PostgreSQL's own program
            words, env=os.environ | servers.surroundings(far), capture_output=True, text=True, check=False
        )
        assert (done.returncode, "SSL" in done.stderr) == (1, True), done.stderr
    thread.join(10)
    assert told == [b""]
