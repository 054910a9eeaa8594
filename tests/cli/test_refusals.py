"""What a command answers when it cannot work: one sentence, and the exit code that says whose turn it is."""

import sqlite3

import pytest

from tests.cli.conftest import refused

USAGE, ENVIRONMENT = 2, 3


@pytest.mark.parametrize("words", [("up",), ("doctor",), ("figures", "--report", "x")])
def test_without_an_instance_a_command_says_how_to_make_one(bare, words):
    refused(bare.tabara(*words), ENVIRONMENT, "There is no instance in", "tabara demo")
    assert not bare.home.exists()


@pytest.mark.parametrize("words", [("up", "--port", "0"), ("frobnicate",), ("seed",), ("figures", "--format", "xml")])
def test_a_word_that_means_nothing_is_a_wrong_use(bare, words):
    done = bare.tabara(*words)
    assert done.returncode == USAGE
    assert "Error" in done.stderr


@pytest.mark.parametrize("words", [("up", "--port", "8571"), ("mart", "build")])
def test_without_its_root_key_an_instance_does_not_start(machine, words):
    machine.key.unlink()
    refused(machine.tabara(*words), ENVIRONMENT, "root key", "is missing", ".key")


@pytest.mark.parametrize("words", [("up", "--port", "8571"), ("worker",)])
def test_with_a_root_key_that_others_can_read_an_instance_does_not_start(machine, words):
    machine.key.chmod(0o644)
    refused(machine.tabara(*words), ENVIRONMENT, "can be read by others", "chmod 600")


def test_a_half_migrated_database_is_not_opened(machine):
    with sqlite3.connect(machine.home / "tabara.sqlite3") as database:
        database.execute("DELETE FROM django_migrations WHERE app = 'jobs'")
    refused(machine.tabara("mart", "build"), ENVIRONMENT, "half migrated", "tabara doctor --mend")


def test_a_database_that_cannot_be_reached_is_named(machine):
    address = "postgresql://nobody@127.0.0.1:9/tabara"
    done = machine.tabara("mart", "build", TABARA_DATABASE=address)
    refused(done, ENVIRONMENT, "cannot be reached", "TABARA_DATABASE")


def test_a_broken_pack_is_not_used(machine, tmp_path):
    (tmp_path / "packs" / "demo").mkdir(parents=True)
    done = machine.tabara("mart", "build", TABARA_PACKS=str(tmp_path / "packs"))
    refused(done, ENVIRONMENT, "pack", "tabara pack check")


def test_nobody_acts_in_the_name_of_a_stranger(machine):
    refused(machine.tabara("mart", "build", "--as", "stranger"), USAGE, "“stranger”", "--as")


def test_a_member_does_not_do_what_the_roles_do_not_allow(machine):
    refused(machine.tabara("mart", "build", "--as", "caseworker"), USAGE, "Your role does not allow this")


def test_up_refuses_an_instance_in_which_nobody_could_sign_in(machine):
    with sqlite3.connect(machine.home / "tabara.sqlite3") as database:
        database.execute("DELETE FROM access_member")
    refused(machine.tabara("up", "--port", "8571"), ENVIRONMENT, "Nobody could sign in", "tabara found")


def test_a_taken_port_is_named_and_another_proposed(bare, taken_port):
    done = bare.tabara("demo", "--port", str(taken_port))
    refused(done, ENVIRONMENT, f"Port {taken_port} is in use", f"--port {taken_port + 1}")
    assert not bare.home.exists()


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1", "::", "tabara.example"])  # noqa: S104 - it is refused
@pytest.mark.parametrize("https", ["", "1"])
def test_nobody_is_served_in_the_clear_but_this_machine(bare, host, https):
    up = bare.tabara("up", "--host", host, "--port", "8571", TABARA_HTTPS=https, TABARA_BEHIND_PROXY=https)
    refused(up, ENVIRONMENT, host, "Leave --host out", "TABARA_HTTPS=1")
