"""A new database has every step written down, and the tables of its own apps alone."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connections, router
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

pytestmark = pytest.mark.django_db(databases="__all__")
ALIASES = ("default", "vault", "keys")


@pytest.mark.parametrize("alias", ALIASES)
def test_every_step_is_written_down_in_every_database(alias: str) -> None:
    assert set(MigrationRecorder(connections[alias]).applied_migrations()) == set(MigrationLoader(None).graph.nodes)


@pytest.mark.parametrize("alias", ALIASES)
def test_a_database_has_the_tables_of_its_own_apps_and_no_other(alias: str) -> None:
    models = [one for one in apps.get_models(include_auto_created=True) if one._meta.managed]
    there = {one._meta.db_table for one in models if router.allow_migrate_model(alias, one)}
    elsewhere = {one._meta.db_table for one in models} - there
    found = set(connections[alias].introspection.table_names())
    assert there - found == set()
    assert found & elsewhere == set()


@pytest.mark.parametrize("alias", ALIASES)
def test_nothing_is_left_to_do(alias: str) -> None:
    call_command("migrate", database=alias, check_unapplied=True, verbosity=0)
