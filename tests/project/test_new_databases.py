"""A new database has what the models describe, although its steps are taken in a small part of the time."""

import pytest
from django.apps import apps
from django.db import connections, router

ALIASES = ("default", "vault", "keys")
pytestmark = [pytest.mark.django_db(databases="__all__"), pytest.mark.past_the_walls]


def tables(alias):
    """Give every table that belongs in a database, with its model."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy and router.allow_migrate_model(alias, model):
            yield model._meta.db_table, model


def described(model, connection):
    """Return what a model says of its columns: which may be empty, which are the only one, and where they lead."""
    fields = [field for field in model._meta.local_concrete_fields if field.db_type(connection)]
    columns = {field.column: field.null for field in fields}
    alone = {field.column for field in fields if field.unique}
    ties = {
        (field.column, (field.target_field.model._meta.db_table, field.target_field.column))
        for field in fields
        if field.remote_field and field.db_constraint
    }
    return columns, alone, ties


def found(table, connection):
    """Return the same of a table as the database has it."""
    with connection.cursor() as cursor:
        columns = {one.name: bool(one.null_ok) for one in connection.introspection.get_table_description(cursor, table)}
        held = connection.introspection.get_constraints(cursor, table).values()
    alone = {one["columns"][0] for one in held if len(one["columns"]) == 1 and (one["unique"] or one["primary_key"])}
    return columns, alone, {(one["columns"][0], one["foreign_key"]) for one in held if one["foreign_key"]}


@pytest.mark.parametrize("alias", ALIASES)
def test_every_table_has_the_columns_and_ties_of_its_model(alias):
    connection, seen = connections[alias], 0
    for table, model in tables(alias):
        (columns, alone, ties), (has, is_alone, is_tied) = described(model, connection), found(table, connection)
        assert (table, has, is_tied) == (table, columns, ties)
        assert (table, alone - is_alone) == (table, set())
        seen += 1
    assert seen > 2


@pytest.mark.parametrize("alias", ALIASES)
def test_every_table_has_the_indexes_and_rules_of_its_model(alias):
    connection = connections[alias]
    for table, model in tables(alias):
        with connection.cursor() as cursor:
            has = set(connection.introspection.get_constraints(cursor, table))
        named = {one.name for one in [*model._meta.indexes, *model._meta.constraints]}
        assert (table, named - has) == (table, set())
