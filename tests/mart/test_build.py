"""One way to build the mart: whole or not at all, the same in steps as at once."""

import datetime as dt

import pytest
from django.db import connections

from tabara import jobs
from tabara.access.errors import NotAllowed
from tabara.mart import MartMissing, open_mart, standing
from tabara.mart.build import build
from tabara.mart.errors import HalfMigrated
from tabara.mart.job import KEY
from tabara.mart.operations import build_mart
from tabara.protection.cases.operations import add_category, withdraw_consent
from tests.factories import NOW, TODAY, assisted, determined, make_member, register, screened
from tests.marts import AT

LATER = AT + dt.timedelta(days=1)


def rows(mart):
    """Give all rows of all tables of a mart, in an order of their own."""
    tables = [
        name for (name,) in mart.sql("SELECT view_name FROM duckdb_views() WHERE NOT internal ORDER BY view_name")
    ]
    return {table: sorted(mart.sql(f"FROM {table}"), key=repr) for table in tables}


@pytest.mark.django_db(databases="__all__")
def test_an_incremental_build_gives_what_a_full_one_gives(worker, built, tmp_path):
    unchanged = register(worker, given="Unchanged", place="ZZ102", place_version="2010")
    assisted(worker, unchanged, "cash")
    refuses, goes_on = register(worker, given="Refuses"), register(worker, given="Goes on", birth_year=1990)
    assisted(worker, refuses)
    built()
    withdraw_consent(by=worker, at=NOW, case=refuses, purpose="statistics")
    assisted(worker, goes_on, "medical")
    screened(worker, goes_on, trafficking_type="cross_border", destination_country="SA", exploitation=["servitude"])
    determined(worker, goes_on)
    add_category(by=worker, at=NOW, case=goes_on, code="disability", since=TODAY)
    assisted(worker, register(worker, given="New", place="ZZ102", place_version="2010"))
    steps = built(full=False, at=LATER)
    assert (steps.about.full, steps.about.changed) == (False, 3)
    build(tmp_path / "again", at=LATER)
    with open_mart(tmp_path / "again") as whole:
        assert rows(steps) == rows(whole)


@pytest.mark.django_db(databases="__all__")
def test_an_act_that_arrives_late_with_an_early_moment_is_in_the_next_build(worker, built):
    case = register(worker)
    built()
    assisted(worker, case, "cash", at=NOW - dt.timedelta(hours=9))
    assert built(full=False, at=LATER).sql("SELECT code FROM services") == [("cash",)]


@pytest.mark.django_db(databases="__all__")
def test_a_build_after_which_nothing_happened_reads_nobody_again(worker, built):
    register(worker)
    built()
    assert built(full=False, at=LATER).about.changed == 0


@pytest.mark.django_db(databases="__all__")
def test_a_build_removes_the_one_before(worker, built, folder):
    register(worker)
    first, second = built(), built(at=LATER)
    assert sorted(path.name for path in folder.iterdir()) == [second.build_id, "current"]
    assert first.build_id != second.build_id
    assert standing(folder).at == LATER


@pytest.mark.django_db(databases="__all__")
def test_a_mart_nobody_built_says_so(folder):
    with pytest.raises(MartMissing, match="the mart has not been built"):
        open_mart(folder)
    assert standing(folder) is None


@pytest.mark.django_db(databases="__all__", transaction=True)
def test_a_half_migrated_database_is_refused_and_the_old_mart_stays(worker, built, folder):
    register(worker)
    before = built().build_id
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT app, name, applied FROM django_migrations WHERE app = 'assistance'")
        applied = cursor.fetchall()
        cursor.execute("DELETE FROM django_migrations WHERE app = 'assistance'")
    try:
        with pytest.raises(HalfMigrated, match="tabara doctor --mend"):
            build(folder, at=LATER)
    finally:
        with connections["default"].cursor() as cursor:
            cursor.executemany("INSERT INTO django_migrations (app, name, applied) VALUES (%s, %s, %s)", applied)
    assert standing(folder).build_id == before
    assert len(list(folder.iterdir())) == 2


@pytest.mark.django_db(databases="__all__")
def test_a_build_that_fails_leaves_the_old_mart_and_nothing_else(worker, built, folder):
    before = built().build_id

    def stop(part, doing):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(folder, at=LATER, progress=stop)
    assert sorted(path.name for path in folder.iterdir()) == [before, "current"]


@pytest.mark.django_db(databases="__all__")
def test_progress_goes_from_nothing_to_all(worker, folder):
    told = []
    build(folder, at=AT, progress=lambda part, doing: told.append(part))
    assert told == sorted(told)
    assert (told[0], told[-1]) == (0.0, 1.0)


@pytest.mark.django_db(databases="__all__", transaction=True)
def test_the_data_team_asks_for_the_mart_and_a_job_builds_it(worker, folder):
    register(worker)
    build_mart(by=make_member("data_team"), at=AT, folder=folder)
    assert standing(folder) is None
    assert jobs.work_off() == 1
    # A build gives up where a migration came into the folder after the test's database was made; it says so here.
    assert jobs.state(KEY).reason == ""
    assert standing(folder).at == AT
    assert jobs.state(KEY).percent == 100


@pytest.mark.django_db(databases="__all__")
def test_who_is_not_of_the_data_team_cannot_build_the_mart(worker, folder):
    with pytest.raises(NotAllowed):
        build_mart(by=worker, at=AT, folder=folder)
