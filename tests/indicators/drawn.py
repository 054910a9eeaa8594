"""Small drawn tables: rows of records as one would draw them on paper, made through the operations people use."""

import datetime as dt
from zoneinfo import ZoneInfo

from tabara.indicators import compute
from tabara.methods.disclosure import INTERNAL
from tabara.prevention.operations import record_awareness, record_training
from tests import factories

AT = dt.datetime(2026, 3, 2, 9, 30, tzinfo=ZoneInfo("Africa/Bujumbura"))


def rows(drawn):
    """Give the rows of a drawn table by the words of its head; a dash is nothing."""
    lines = [[cell.strip() for cell in line.split("|")] for line in drawn.strip().splitlines()]
    head, *rest = [line for line in lines if set("".join(line)) - set("- ")]
    return [{key: "" if cell == "-" else cell for key, cell in zip(head, line, strict=True)} for line in rest]


def day(text):
    """Read a day; a month is its first day."""
    return dt.date.fromisoformat(text if len(text) > 7 else f"{text}-01")


def people(by, drawn):
    """Register the people of a table, by the name in its first column; give their cases by that name."""
    cases = {}
    for row in rows(drawn):
        facts = {key: row[key] for key in ("sex", "category", "household", "place") if row.get(key)}
        if "place" in facts:
            facts["place_version"] = "2010"
        if row.get("born"):
            facts["birth_year"] = int(row["born"])
        if row.get("counted") == "no":
            facts["statistics"] = False
        opened = day(row.get("opened", "2020-01"))
        cases[row["person"]] = factories.register(by, given=row["person"], at=AT, opened_on=opened, **facts)
    return cases


def services(by, cases, drawn):
    """Record the services of a table."""
    for row in rows(drawn):
        factories.assisted(by, cases[row["person"]], row["service"], on=day(row["on"]), at=AT)


def decisions(by, cases, drawn):
    """Record the screenings and determinations of a table."""
    for row in rows(drawn):
        told = {key: row[key] for key in ("trafficking_type", "destination_country", "gbv") if row.get(key)}
        if row.get("exploitation"):
            told["exploitation"] = row["exploitation"].split("+")
        on = day(row["on"])
        if told:
            factories.screened(by, cases[row["person"]], on=on, at=AT, **told)
        if row["status"]:
            factories.determined(by, cases[row["person"]], row["status"], on=on, at=AT)


def sessions(by, drawn):
    """Record the awareness sessions of a table."""
    for row in rows(drawn):
        place = {"place": row["place"], "place_version": "2010"} if row.get("place") else {}
        reached = int(row["reached"])
        record_awareness(by=by, at=AT, on=day(row["on"]), leader=row["leader"], reached=reached, **place)


def trainings(by, drawn):
    """Record the trainings of a table, one profile each."""
    for row in rows(drawn):
        register = {row["profile"]: int(row["register"])} if row.get("register") else None
        record_training(
            by=by, at=AT, on=day(row["on"]), attended={row["profile"]: int(row["attended"])}, register=register
        )


def stored(model, drawn, cases=None, known=None, **usual):
    """Store the rows of a table as they stand; give them by their `name`, where there is one.

    The rooms test the ways that lead to a record; here it only counts. `known` gives, for a column, the rows it names.
    """
    made = {}
    for row in rows(drawn):
        name = row.pop("name", len(made))
        told = dict(usual)
        for key, text in row.items():
            if key == "person":
                told["case"] = cases[text]
            elif key in (known or {}):
                told[key] = known[key][text] if text else None
            elif text or model._meta.get_field(key).null:
                told[key] = value(model._meta.get_field(key), text)
        (made[name],) = model._base_manager.bulk_create([model(**told)])
    return made


def value(field, text):
    """Read a cell as its field takes it; the instant of a day is its noon."""
    kind = field.get_internal_type()
    if not text:
        return None
    if kind == "DateTimeField":
        return dt.datetime.combine(day(text), dt.time(12), AT.tzinfo)
    if kind == "DateField":
        return day(text)
    if kind == "BooleanField":
        return text == "yes"
    return int(text) if "Integer" in kind else text


def figure(key, mart, *by, rule=INTERNAL, year=2025):
    """Give a figure of a year, or its cells that are not zero by their codes."""
    period = {"since": dt.date(year, 1, 1), "until": dt.date(year + 1, 1, 1)}
    found = compute([key], mart=mart, by=by, rule=rule, **period)
    return {one.by[by[0]]: one.value for one in found if one.value != 0} if by else found[0].value
