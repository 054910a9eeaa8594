"""Persons who agreed to be counted, their cases, and what was given, told and decided: keys, codes and months."""

from collections import Counter
from collections.abc import Iterator

import pyarrow as pa

from tabara.access.protected import Whole
from tabara.mart.extraction.reading import Reading, Row, Source, month, month_or_none
from tabara.protection.assistance.models import Service
from tabara.protection.cases.models import Case, Category, Determination, Person, Screening

KEY, NO = pa.int64(), pa.int32()
SOON = (3, 7, 30)  # days from the opening of a case to its first service
CODE = pa.string()


def services(reading: Reading) -> Iterator[Row]:
    """Give the services that count: those that nobody took back."""
    query = (
        Service.objects.everything(Whole.MART)
        .filter(retracted_on=None)
        .order_by()
        .values_list(
            "case__person__statistical_key",
            "case__statistical_key",
            "delivered_on",
            "case__opened_on",
            "code",
            "provider__key",
            "quantity",
            "unit",
            "amount",
            "currency",
        )
    )
    for person, case, day, opened, code, provider, quantity, unit, amount, currency in reading.of(
        query, "case__person"
    ):
        told = (code, provider, _number(quantity), unit, _number(amount), currency)
        yield person, case, month(day), within((day - opened).days), *told


def decisions(reading: Reading) -> Iterator[Row]:
    """Give the determinations, each with its place among the person's own."""
    query = (
        Determination.objects.everything(Whole.MART)
        .order_by("decided_on", "id")
        .values_list(
            "case__person__statistical_key",
            "case__statistical_key",
            "decided_on",
            "status",
            "agency__key",
            "deciding_kind",
            "age_at_entry",
            "child_rule",
            "elements_met",
            "acts",
            "means",
            "purposes",
        )
    )
    nth: Counter[int] = Counter()
    for person, case, day, *told, age, child, met, acts, means, purposes in reading.of(query, "case__person"):
        nth[person] += 1
        elements = (reading.mask("act", acts), reading.mask("means", means), reading.mask("purpose", purposes))
        yield person, case, nth[person], month(day), *told, reading.age_group(age), child, met, *elements


def screenings(reading: Reading) -> Iterator[Row]:
    """Give what the interviews found, each with its place among the person's own: the last one counts."""
    query = (
        Screening.objects.everything(Whole.MART)
        .order_by("screened_on", "id")
        .values_list(
            "case__person__statistical_key",
            "case__statistical_key",
            "screened_on",
            "entered_on",
            "age_at_entry",
            "trafficking_type",
            "destination_country",
            "sector",
            "recruiter_relation",
            "gbv",
            "exploitation",
            "recruitment_method",
            "control_method",
        )
    )
    nth: Counter[int] = Counter()
    for person, case, day, entered, age, *told, forms, recruited, held in reading.of(query, "case__person"):
        nth[person] += 1
        masks = (
            reading.mask("exploitation", forms),
            reading.mask("recruitment_method", recruited),
            reading.mask("control_method", held),
        )
        yield person, case, nth[person], month(day), month_or_none(entered), reading.age_group(age), *told, *masks


def categories(reading: Reading) -> Iterator[Row]:
    """Give the reasons for which people are protected, with the months in which they held."""
    query = (
        Category.objects.everything(Whole.MART)
        .order_by()
        .values_list("case__person__statistical_key", "case__statistical_key", "code", "since", "until", "is_primary")
    )
    for person, case, code, since, until, primary in reading.of(query, "case__person"):
        yield person, case, code, month(since), month_or_none(until), primary


def cases(reading: Reading) -> Iterator[Row]:
    """Give the cases."""
    query = (
        Case.objects.everything(Whole.MART)
        .order_by()
        .values_list(
            "person__statistical_key",
            "statistical_key",
            "agency__key",
            "status",
            "category",
            "referral_source",
            "household",
            "marital_status",
            "education",
            "determination",
            "urgent_needs",
            "place",
            "place_version",
            "opened_on",
            "screened_on",
            "determined_on",
            "assisted_on",
            "closed_on",
        )
    )
    for person, case, *told, needs, place, version, opened, screened, determined, assisted, closed in reading.of(
        query, "person"
    ):
        days = map(month_or_none, (opened, screened, determined, assisted, closed))
        yield person, case, *told, reading.mask("urgent_need", needs), *reading.place(place, version), *days


def persons(reading: Reading) -> Iterator[Row]:
    """Give the persons, each once, however many agencies know her: as the first of them does."""
    query = (
        Person.objects.everything(Whole.MART)
        .order_by("pk")
        .values_list("statistical_key", "sex", "birth_year", "citizenship")
    )
    seen: set[int] = set()
    for row in reading.of(query, "pk"):
        if row[0] not in seen:
            seen.add(row[0])
            yield row


def within(days: int) -> int | None:
    """Say within how many days something came, of the few numbers that figures ask about; nothing where it was later.

    >>> within(0), within(4), within(31)
    (3, 7, None)
    """
    return next((some for some in SOON if days <= some), None)


def _number(value: object) -> float | None:
    return None if value is None else float(str(value))


def _schema(**columns: pa.DataType) -> pa.Schema:
    return pa.schema(list(columns.items()))


SOURCES = (
    Source(
        "services",
        _schema(
            person_key=KEY,
            case_key=KEY,
            m=NO,
            within=NO,
            code=CODE,
            provider=CODE,
            quantity=pa.float64(),
            unit=CODE,
            amount=pa.float64(),
            currency=CODE,
        ),
        services,
    ),
    Source(
        "decisions",
        _schema(
            person_key=KEY,
            case_key=KEY,
            nth=NO,
            m=NO,
            status=CODE,
            agency=CODE,
            deciding_kind=CODE,
            entry_age_group=CODE,
            child_rule=pa.bool_(),
            elements_met=pa.bool_(),
            acts=KEY,
            means=KEY,
            purposes=KEY,
        ),
        decisions,
    ),
    Source(
        "screenings",
        _schema(
            person_key=KEY,
            case_key=KEY,
            nth=NO,
            m=NO,
            entered_m=NO,
            entry_age_group=CODE,
            trafficking_type=CODE,
            destination_country=CODE,
            sector=CODE,
            recruiter_relation=CODE,
            gbv=CODE,
            exploitation=KEY,
            recruitment_method=KEY,
            control_method=KEY,
        ),
        screenings,
    ),
    Source(
        "categories",
        _schema(person_key=KEY, case_key=KEY, code=CODE, since_m=NO, until_m=NO, is_primary=pa.bool_()),
        categories,
    ),
    Source(
        "cases",
        _schema(
            person_key=KEY,
            case_key=KEY,
            agency=CODE,
            status=CODE,
            category=CODE,
            referral_source=CODE,
            household=CODE,
            marital_status=CODE,
            education=CODE,
            determination=CODE,
            urgent_needs=KEY,
            place=CODE,
            place_version=CODE,
            opened_m=NO,
            screened_m=NO,
            determined_m=NO,
            assisted_m=NO,
            closed_m=NO,
        ),
        cases,
    ),
    Source("persons", _schema(person_key=KEY, sex=CODE, birth_year=pa.int16(), citizenship=CODE), persons),
)
