"""`tabara doctor` finds what is broken, names the remedy, and mends what a program may mend."""

import json
import shutil
import sqlite3
import uuid

FOUND = 1


def examined(machine, *words):
    done = machine.tabara("doctor", "--format", "json", *words)
    return done.returncode, {one["check"]: one for one in json.loads(done.stdout)}


def change(machine, database, sentence, *values):
    with sqlite3.connect(machine.home / f"{database}.sqlite3") as connection:
        connection.execute(sentence, values)
    connection.close()


def test_a_healthy_instance_has_no_problem(filled):
    code, findings = examined(filled)
    assert {name: one["sentence"] for name, one in findings.items() if one["state"] != "ok"} == {}
    assert code == 0
    assert len(findings) == 20


def test_doctor_speaks_to_people_too(filled):
    done = filled.tabara("doctor")
    assert done.returncode == 0
    assert "ok       audit chain        The audit chain is whole." in done.stdout


def test_many_defects_are_found_at_once_each_with_its_remedy(machine):
    change(machine, "tabara", "DELETE FROM cases_caseaccess WHERE id IN (SELECT min(id) FROM cases_caseaccess)")
    change(machine, "tabara", "UPDATE access_auditevent SET operation = 'nothing' WHERE id = 7")
    change(machine, "vault", "DELETE FROM vault_identity WHERE person IN (SELECT min(person) FROM vault_identity)")
    shutil.rmtree(machine.home / "mart")
    machine.home.chmod(0o755)
    machine.key.chmod(0o644)
    code, findings = examined(machine)
    assert code == FOUND
    bad = {name: one["state"] for name, one in findings.items() if one["state"] != "ok"}
    assert bad == {
        "root key": "problem",
        "keys": "problem",
        "folder": "problem",
        "case access": "problem",
        "audit chain": "problem",
        "databases agree": "problem",
        "mart": "warning",
    }
    assert "1 rows" in findings["case access"]["sentence"]
    assert "Event 7 " in findings["audit chain"]["sentence"]
    assert "1 persons without identity" in findings["databases agree"]["sentence"]
    assert all(one["remedy"] for one in findings.values() if one["state"] != "ok")


def test_what_a_program_may_mend_is_mended(machine):
    change(machine, "tabara", "DELETE FROM cases_caseaccess")
    change(machine, "tabara", "DELETE FROM cases_task")
    change(machine, "vault", "DELETE FROM django_migrations WHERE app = 'jobs'")  # whose tables are elsewhere
    machine.home.chmod(0o755)
    machine.key.chmod(0o644)
    code, findings = examined(machine, "--mend")
    assert {name for name, one in findings.items() if one["state"] != "ok"} == set()
    assert code == 0


def test_a_half_migrated_database_stops_the_checks_of_what_it_holds(machine):
    change(machine, "keys", "DELETE FROM django_migrations WHERE app = 'jobs'")
    code, findings = examined(machine)
    assert code == FOUND
    assert findings["database keys"]["remedy"] == "tabara doctor --mend"
    assert "audit chain" not in findings


def test_a_key_that_nothing_leads_to_is_a_warning(machine):
    change(
        machine,
        "keys",
        "INSERT INTO sealing_datakey (subject, purpose, domain_id, wrapped) SELECT ?, purpose, domain_id, wrapped "
        "FROM sealing_datakey LIMIT 1",
        uuid.UUID(int=1).hex,
    )
    code, findings = examined(machine)
    assert (code, findings["databases agree"]["state"]) == (0, "warning")


def test_without_the_key_the_rest_is_still_examined(machine):
    machine.key.unlink()
    code, findings = examined(machine)
    assert code == FOUND
    assert {name for name, one in findings.items() if one["state"] == "problem"} == {"root key", "keys"}
