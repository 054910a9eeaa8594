"""By what figures may be broken down: where each breakdown stands in the mart, and the words of its cells."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from tabara import codelists
from tabara.indicators.figures import Text
from tabara.indicators.periods import Period
from tabara.mart import Mart

UNKNOWN = "unknown"
PERIODS = ("quarter", "year")
PLACES = ("province", "commune")
QUARTERS = {"fr": "T", "sw": "R"}  # trimestre, robo; Q elsewhere
# Breakdowns in which one person can have several codes: the column that holds them as bits, and their list.
SEVERAL = {
    "service": ("services", "service"),
    "any_category": ("categories", "category"),
    "exploitation": ("exploitation", "exploitation"),
    "recruitment_method": ("recruitment_method", "recruitment_method"),
    "control_method": ("control_method", "control_method"),
    "urgent_need": ("urgent_needs", "urgent_need"),
}
# The codelist of a breakdown, where it is not of the same name.
LISTS = {
    "any_category": "category",
    "citizenship": "country",
    "complaint_channel": "alert_channel",
    "deciding_kind": "deciding_organisation",
    "destination_country": "country",
    "determination": "determination_status",
    "entry_age_group": "age_group",
    "found": "business_found",
    "from_country": "country",
    "kind": "organisation_kind",
    "leader": "awareness_leader",
    "left_safe": "outcome_safety",
    "need": "service",
    "origin_group": "destination_group",
    "profile": "training_profile",
    "sent_to_group": "destination_group",
    "status": "determination_status",
    "to_country": "country",
}


@dataclass(frozen=True)
class Column:
    """Where a breakdown stands: in the rows that are counted, beside the case, or among the bits of a number."""

    name: str
    sql: str
    own: bool  # of the view's own rows, not of the case beside them
    bits: str = ""  # the codelist, where it is one of several codes


def column(name: str, *, view: str, when: str, mart: Mart, geography: str) -> Column | None:
    """Return where a breakdown of a view stands; `None` where the view has no such thing."""
    if name in PERIODS:
        quarter = f"v.{when} // 100 * 10 + (v.{when} % 100 + 2) // 3"
        return Column(name, quarter if name == "quarter" else f"v.{when} // 100", own=True)
    if name in SEVERAL:
        held, codelist = SEVERAL[name]
        return _found(name, held, view, mart, codelist)
    level, _at, version = name.partition("@")  # "province@2017" is of that division, whichever is asked for
    return _found(name, f"{level}_{version or geography}" if level in PLACES else name, view, mart)


def _found(name: str, held: str, view: str, mart: Mart, bits: str = "") -> Column | None:
    if held in mart.columns[view]:
        return Column(name, f"v.{held}", own=True, bits=bits)
    if "case_no" in mart.columns[view] and held in mart.columns["facts"]:
        return Column(name, f"f.{held}", own=False, bits=bits)
    return None


def cell(name: str, value: object) -> str:
    """Write a cell's value as figures carry it: a code, a place, "2022-Q3", "2022"."""
    if value is None or value == "":
        return UNKNOWN
    if name == "quarter":
        return f"{int(str(value)) // 10}-Q{int(str(value)) % 10}"
    return str(value)


def label(name: str, value: str, geography: str) -> Text:
    """Return the words of a cell in every language."""
    pack = codelists.pack()
    if value == UNKNOWN:
        return pack.codelist("sex").codes[UNKNOWN].label
    if name == "quarter":
        year, _dash, number = value.partition("-Q")
        return {language: f"{QUARTERS.get(language, 'Q')}{number} {year}" for language in pack.languages}
    if name in PLACES:
        try:
            return dict.fromkeys(pack.languages, pack.places.place(value, geography).name)
        except codelists.CodelistError:
            return dict.fromkeys(pack.languages, value)
    if name == "review":
        return next(
            (one.name for one in pack.reviews.reviews if one.key == value), dict.fromkeys(pack.languages, value)
        )
    codes = pack.codelists.get(LISTS.get(name, name))
    if codes is not None and value in codes:
        return codes.codes[value].label
    return dict.fromkeys(pack.languages, value)


def in_order(name: str, values: Iterable[str]) -> list[str]:
    """Return the cells of a breakdown in the order of its list; what is unknown comes last."""
    codes = codelists.pack().codelists.get(LISTS.get(name, name))
    place: Sequence[str] = list(codes.codes) if codes is not None else []
    return sorted(values, key=lambda one: (one == UNKNOWN, place.index(one) if one in place else len(place), one))


def codes_of(name: str, cells: Collection[tuple[str, ...]], at: int, period: Period) -> list[str]:
    """Give the cells of a breakdown in order: of a period every part, of a list what occurs."""
    if name == "quarter":
        return period.quarters()
    if name == "year":
        return period.years()
    return in_order(name, {codes[at] for codes in cells})
