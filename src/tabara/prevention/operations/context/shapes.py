"""Which columns a file of context has: by its HXL tags, or by the headers of the data that are published most."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tabara import codelists
from tabara.access.errors import Refused
from tabara.codelists.spelling import fold
from tabara.files import Table, Tag, tags_of

LEVELS = range(5)
CODES = tuple(f"code{level}" for level in LEVELS)
NAMES = tuple(f"name{level}" for level in LEVELS)
PLACED = {**dict.fromkeys(("country", "adm0"), 0), **{f"adm{level}": level for level in LEVELS[1:]}}
OF_SOME = frozenset(["m", "f", "male", "female", "men", "women", "boys", "girls", "children", "adults", "elderly"])
ANY_VALUE = ("indicator+value", "indicator+num", "value")
# The International Organization for Migration's DTM (its interface, version 3), HDX HAPI, IDMC; in small letters.
HEADERS: Mapping[str, str] = {
    **{f"admin{level}pcode": f"code{level}" for level in LEVELS[:3]},
    **{f"admin{level}name": f"name{level}" for level in LEVELS[:3]},
    "numpresentidpind": "value",
    "reportingdate": "date",
    "roundnumber": "round",
    "displacementreason": "cause",
    "idporiginadmin1pcode": "origin",
    **{f"admin{level}_code": f"code{level}" for level in LEVELS[1:3]},
    **{f"admin{level}_name": f"name{level}" for level in LEVELS[1:3]},
    "location_code": "code0",
    "population": "value",
    "reporting_round": "round",
    "reference_period_end": "date",
    "geo": "code0",
    "t": "year",
    "cause": "cause",
    "n": "value",
}


@dataclass(frozen=True)
class Shape:
    """The known columns of a file, what each is called there, and its lines with these columns alone."""

    roles: tuple[str, ...]
    titles: tuple[str, ...]
    lines: tuple[tuple[int, tuple[str, ...]], ...]

    def title(self, role: str) -> str:
        """Return what the file calls a column; nothing where it has none."""
        return self.titles[self.roles.index(role)] if role in self.roles else ""


def shape_of(table: Table, layer: str) -> Shape:
    """Return the known columns of a table.

    Raises:
        Refused: where it has neither tags nor a known header, or no column for what every row must say.
    """
    found = tags_of(table)
    if found is not None:
        tags, table = found
        roles = _tagged(tags, layer)
    else:
        roles = _headed(table.header)
    if not roles:
        raise Refused(
            _(
                "This file has no line of HXL tags, and its header is none that is known (DTM, HDX, IDMC). "
                "Add a line of tags under the header, as in the example."
            ),
            "file",
        )
    _refuse_missing(roles)
    titles = tuple(table.header[at] or role for role, at in roles.items())
    lines = tuple(
        (number, tuple(cells[at] if at < len(cells) else "" for at in roles.values())) for number, cells in table.lines
    )
    return Shape(tuple(roles), titles, lines)


def _refuse_missing(roles: Mapping[str, int]) -> None:
    missing = {
        _("the place"): not any(one in roles for one in (*CODES, *NAMES)),
        _("the value"): "value" not in roles,
        _("the date"): "date" not in roles and "year" not in roles,
    }
    named = [name for name, is_missing in missing.items() if is_missing]
    if named:
        raise Refused(
            _("This file has no column for %(missing)s. Tag it in the line under the header, as in the example.")
            % {"missing": ", ".join(named)},
            "file",
        )


def _headed(header: Sequence[str]) -> dict[str, int]:
    roles: dict[str, int] = {}
    for at, cell in enumerate(header):
        role = HEADERS.get(cell.strip().lower())
        if role:
            roles.setdefault(role, at)
    return roles


def _tagged(tags: Sequence[Tag | None], layer: str) -> dict[str, int]:
    roles: dict[str, int] = {}
    for at, tag in enumerate(tags):
        role = _role(tag) if tag else ""
        if role:
            roles.setdefault(role, at)
    value = _value(tags, layer)
    return roles if value is None else {**roles, "value": value}


def _role(tag: Tag) -> str:
    has = tag.attributes
    if tag.name in PLACED:
        if "origin" in has:
            return "origin" if "code" in has else ""
        return f"{'code' if 'code' in has else 'name'}{PLACED[tag.name]}"
    if tag.name == "date":
        return "" if has & {"start", "month"} else "year" if "year" in has else "date"
    if tag.name == "meta":
        return next((role for word, role in (("division", "version"), ("invented", "invented")) if word in has), "")
    return {"cause": "cause", "round": "round"}.get(tag.name, "")


def _value(tags: Sequence[Tag | None], layer: str) -> int | None:
    """Return the column that holds what the layer counts: of several the plainest, and never some of the people."""
    wanted = [*codelists.pack().codelist("context_layer").require(layer).more.get("tags", "").split("|"), *ANY_VALUE]
    for one in wanted:
        name, *attributes = one.split("+")
        found = [
            (len(tag.attributes), at)
            for at, tag in enumerate(tags)
            if tag and tag.name == name and set(attributes) <= tag.attributes and not tag.attributes & OF_SOME
        ]
        if found:
            return min(found)[1]
    return None


def cause_of(words: str) -> str:
    """Return the code of a cause that a source names in its own words; `other` where no code has them."""
    asked = fold(words)
    if not asked:
        return ""
    for code in codelists.pack().codelist("context_cause").codes.values():
        known = (code.key, *code.label.values(), *code.more.get("words", "").split("|"))
        if asked in {fold(one) for one in known}:
            return code.key
    return "other"
