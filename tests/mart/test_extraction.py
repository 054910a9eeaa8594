"""What is in the mart, and what never is."""

import datetime as dt
import uuid

import duckdb
import pyarrow.parquet as pq
import pytest

from tabara.partnership.operations import join
from tabara.prevention.operations import record_awareness, record_training
from tabara.protection.assistance.operations import retract_service
from tabara.protection.cases.models import Case
from tabara.protection.cases.operations import record_consent, withdraw_consent
from tabara.protection.intake.operations import Names, Relative
from tests.factories import NOW, TODAY, assisted, determined, make_member, register, screened

pytestmark = pytest.mark.django_db(databases="__all__")
CANARIES = ("Zuwena", "Canarisse", "Kanari", "61777999", "behind the mill", "ZZ1010102", "ZZ1010201", "whispered")


def record_a_life(worker):
    """Register somebody with every kind of thing that could give her away."""
    names = Names(
        given="Zuwena",
        surname="Canarisse",
        aliases=("Kanari",),
        phones=("+99961777999",),
        address="behind the mill",
        place="ZZ1010102",
        place_version="2010",
        relatives=(Relative("mother", "Kanari", "+99961777999"),),
    )
    case = register(worker, names=names, place="ZZ1010102", place_version="2010", birth_year=1999, citizenship="ZZ")
    screened(worker, case, notes="Zuwena whispered", trafficking_type="internal", exploitation=("forced_labour",))
    determined(worker, case, grounds="she whispered it")
    assisted(worker, case, notes="whispered")
    return case


def test_no_name_number_text_or_hill_is_in_any_file_of_the_mart(worker, built, folder):
    case = record_a_life(worker)
    data = make_member("data_team")
    record_awareness(by=data, at=NOW, on=TODAY, leader="agency", reached=40, place="ZZ1010201", place_version="2010")
    join(by=data, at=NOW, group="counter_trafficking", organisation="Kanari house", kind="ngo", since=TODAY)
    built()
    secrets = [
        *CANARIES,
        case.code,
        str(case.pk),
        case.pk.hex,
        str(case.person_id),
        case.person_id.hex,
        worker.username,
    ]
    for file in folder.rglob("*"):
        if file.is_file():
            told = str(pq.read_table(file).to_pylist()) if file.suffix == ".parquet" else file.read_text()
            assert [secret for secret in secrets if secret.casefold() in told.casefold()] == [], file.name
            assert [secret for secret in secrets if secret.encode() in file.read_bytes()] == [], file.name


def test_no_column_can_hold_an_opaque_number_of_the_domain(worker, built, folder):
    record_a_life(worker)
    built()
    for file in folder.rglob("*.parquet"):
        kinds = {str(kind) for kind in pq.read_schema(file).types}
        assert [kind for kind in kinds if "uuid" in kind or "binary" in kind] == [], file.name


def test_a_place_is_kept_as_its_commune_in_the_division_it_was_given_in(worker, built):
    record_a_life(worker)
    mart = built()
    assert mart.sql("SELECT place, place_version FROM cases") == [("ZZ101", "2010")]
    assert mart.sql("SELECT province_2010, commune_2010, province_2024, commune_2024 FROM facts") == [
        ("ZZ1", "ZZ101", "ZZA", "ZZA1")
    ]


def test_a_split_commune_is_shared_out_in_the_proportions_of_the_crosswalk(worker, built):
    for number in range(8):
        register(worker, given=f"Person {number}", place="ZZ102", place_version="2010")
    mart = built()
    rows = mart.sql("SELECT commune_2024, count(*) AS n FROM facts GROUP BY commune_2024 ORDER BY commune_2024")
    assert rows == [("ZZA1", 2), ("ZZA2", 6)]


def test_a_place_wider_than_a_commune_names_no_commune(worker, built):
    register(worker, place="ZZ1", place_version="2010")
    mart = built()
    assert mart.sql("SELECT province_2010, commune_2010, province_2024, commune_2024 FROM facts") == [
        ("ZZ1", "unknown", "ZZA", "unknown")
    ]


def test_a_service_that_was_taken_back_does_not_count(worker, built):
    case = register(worker)
    assisted(worker, case, "cash")
    wrong = assisted(worker, case, "medical")
    retract_service(by=worker, at=NOW, case=Case._base_manager.get(pk=case.pk), service=wrong.pk)
    assert built().sql("SELECT code FROM services") == [("cash",)]


def test_who_does_not_agree_to_be_counted_is_in_no_table(worker, built):
    register(worker, given="Agrees")
    refused = register(worker, given="Refuses", statistics=False)
    assisted(worker, refused)
    withdrawn = record_a_life(worker)
    withdraw_consent(by=worker, at=NOW, case=withdrawn, purpose="statistics")
    mart = built()
    tables = (
        "persons",
        "cases",
        "categories",
        "services",
        "decisions",
        "screenings",
        "facts",
        "help_months",
        "victims",
    )
    counts = {table: len(mart.sql(f"FROM {table}")) for table in tables}
    assert counts == {**dict.fromkeys(tables, 0), "persons": 1, "cases": 1, "categories": 1, "facts": 1}


def test_who_agrees_again_later_counts_again(worker, built):
    case = register(worker)
    withdraw_consent(by=worker, at=NOW, case=case, purpose="statistics")
    record_consent(by=worker, at=NOW, case=case, purpose="statistics", given=True, asked_on=TODAY, language="fr")
    assert built().sql("SELECT count(*) AS n FROM persons") == [(1,)]


def test_trainings_and_memberships_are_carried_without_names(worker, built):
    data = make_member("data_team")
    record_training(by=data, at=NOW, on=TODAY, attended={"judge": 12}, register={"judge": 40})
    for day in (dt.date(2020, 1, 1), dt.date(2021, 1, 1)):
        join(by=data, at=NOW, group="counter_trafficking", organisation="Ibanga", kind="ngo", since=day)
    mart = built()
    assert mart.sql("SELECT m, profile, attended, register FROM training") == [(202603, "judge", 12, 40)]
    assert mart.sql("SELECT organisation, working_group, since FROM membership ORDER BY since") == [
        (1, "counter_trafficking", dt.date(2020, 1, 1)),
        (1, "counter_trafficking", dt.date(2021, 1, 1)),
    ]


def test_an_open_mart_reaches_nothing_but_its_own_files(worker, built, settings):
    register(worker)
    mart = built()
    vault = str(settings.DATABASES["vault"]["NAME"])
    for query in (
        f"FROM read_text('{vault}')",
        f"ATTACH '{vault}' AS vault",
        f"COPY (SELECT 1 AS one) TO '{mart.about.build_id}.csv'",
        "SET enable_external_access = true",
        "INSTALL sqlite",
    ):
        with pytest.raises(duckdb.Error):
            mart.sql(query)


def test_the_keys_of_the_mart_are_made_for_counting_alone(worker, built):
    case = record_a_life(worker)
    mart = built()
    assert mart.sql("SELECT person_key, case_key FROM cases") == [(case.person.statistical_key, case.statistical_key)]
    assert uuid.UUID(int=case.statistical_key % 2**127) != case.pk
