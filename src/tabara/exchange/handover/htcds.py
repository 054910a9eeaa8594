"""The field names and codes of HTCDS 2.0, and ours: how a case is written for another country, and how one is read.

HTCDS is an exchange profile: what it has no field for goes beside it (`beyond`), and our own, finer codes go beside its
values (`codes`), so that two instances of Tabara understand each other exactly and any other reader of HTCDS well
enough. A code that is unknown here is kept as the text that it is, and said.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tabara import codelists
from tabara.access.enums import FieldGroup

STANDARD = "htcds-2.0"
OTHER = "Other"
Part = Mapping[str, Any]


@dataclass(frozen=True)
class Field:
    """One field of HTCDS: in which group of ours it lies and as what, its codelist, and whether it has several."""

    group: str
    ours: str
    codelist: str = ""
    many: bool = False


FIELDS: Mapping[str, Field] = {
    "prs_Gender": Field(FieldGroup.COURSE, "sex", "sex"),
    "prs_Citizenship": Field(FieldGroup.COURSE, "citizenship", "country", many=True),
    "prs_MaritalStatus": Field(FieldGroup.COURSE, "marital_status", "marital_status"),
    "prs_HighestLevelOfEducation": Field(FieldGroup.COURSE, "education", "education"),
    "cas_Status": Field(FieldGroup.COURSE, "status", "case_status"),
    "vic_TraffickingStatus": Field(FieldGroup.FINDINGS, "determination", "determination_status"),
    "vic_TraffickingStatusDecisionMakingOrg": Field(FieldGroup.FINDINGS, "deciding", "deciding_organisation"),
    "vic_TypeOfExploitation": Field(FieldGroup.FINDINGS, "exploitation", "exploitation", many=True),
    "vic_ForcedLabourIndustry": Field(FieldGroup.FINDINGS, "sector", "sector"),
    "vic_MethodOfRecruitment": Field(FieldGroup.FINDINGS, "recruitment_method", "recruitment_method", many=True),
    "vic_RelationshipToTrafficker": Field(FieldGroup.FINDINGS, "recruiter_relation", "recruiter_relation"),
    "vic_MethodsOfControl": Field(FieldGroup.FINDINGS, "control_method", "control_method", many=True),
    "vic_AgeWhenTrafficked": Field(FieldGroup.FINDINGS, "age_at_entry"),
    "hte_Country": Field(FieldGroup.FINDINGS, "exploited_in", "country"),
    "spl_Type": Field(FieldGroup.PLAN, "planned", "service", many=True),
    "prs_FirstName": Field(FieldGroup.IDENTITY, "given"),
    "prs_SecondName": Field(FieldGroup.IDENTITY, "surname"),
    "prs_IdentityNumber": Field(FieldGroup.IDENTITY, "number"),
    "prs_MobilePhone": Field(FieldGroup.CONTACT, "phone"),
    "prs_MailingStreet": Field(FieldGroup.CONTACT, "address"),
    "prs_MailingCity": Field(FieldGroup.CONTACT, "place"),
    "cco_CaseComment": Field(FieldGroup.NARRATIVE, "message"),
}
# What HTCDS has no field for, by group: the codelist of each, or none; rows of several name their own.
BEYOND: Mapping[str, Mapping[str, str]] = {
    FieldGroup.COURSE: {"birth_year": "", "birth_precision": "", "category": "category", "opened_on": ""},
    FieldGroup.FINDINGS: {"trafficking_type": "trafficking_type", "decisions": ""},
    FieldGroup.SERVICES: {"services": ""},
    FieldGroup.PLAN: {"goals": "", "actions": ""},
    FieldGroup.IDENTITY: {"birth": "", "aliases": ""},
    FieldGroup.CONTACT: {"phones": "", "safe_contact": ""},
    FieldGroup.NARRATIVE: {},
}
GROUP_OF: Mapping[str, str] = {
    **{name: field.group for name, field in FIELDS.items()},
    "prs_Birthdate": FieldGroup.IDENTITY,
    "hte_Type": FieldGroup.FINDINGS,
}
WHOLE_DAY = len("2001-02-03")


def written(content: Mapping[str, Part]) -> dict[str, dict[str, Any]]:
    """Return what goes out, group by group: in HTCDS, beyond it, and in our own codes; nothing empty goes along."""
    return {group: _part(group, part) for group, part in content.items()}


def _part(group: str, part: Part) -> dict[str, Any]:
    htcds, codes = {}, {}
    for name, field in FIELDS.items():
        value = _first_phone(part) if field.ours == "phone" else part.get(field.ours)
        if field.group != group or value in (None, "", []):
            continue
        if not field.codelist:
            htcds[name] = value
            continue
        codes[name] = [value] if isinstance(value, str) else list(value)
        if values := _values(field, codes[name]):
            htcds[name] = values if field.many else values[0]
    if len(part.get("birth") or "") == WHOLE_DAY:
        htcds["prs_Birthdate"] = part["birth"]
    if "hte_Country" in htcds:
        htcds["hte_Type"] = "Exploitation"
    beyond = {name: part[name] for name in BEYOND[group] if part.get(name) not in (None, "", [])}
    return {"htcds": htcds, "beyond": beyond, "codes": codes}


def _first_phone(part: Part) -> str:
    return next(iter(part.get("phones", ())), "")


def _values(field: Field, codes: Sequence[str]) -> list[str]:
    """Return what HTCDS calls these codes, each once; a code that it has no word for is "Other" where there is one."""
    known = codelists.pack().codelist(field.codelist).codes
    if field.codelist == "country":
        return list(codes)
    words = {one.maps[STANDARD] for one in known.values() if STANDARD in one.maps}
    other = OTHER if OTHER in words else ""
    return list(dict.fromkeys(filter(None, (known[one].maps.get(STANDARD, other) for one in codes))))


@dataclass(frozen=True)
class Said:
    """One thing that a sender says: our name of it, the codes that are known here, and what is unknown, as text."""

    group: str
    name: str
    codelist: str = ""
    codes: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()  # what is no code
    unknown: tuple[str, ...] = ()


def read(groups: Mapping[str, Part]) -> list[Said]:
    """Return what a sender says, in the order in which it is read; rows of several are left to `rows`."""
    found = []
    for group, part in groups.items():
        found += list(_said(group, part))
    return found


def _said(group: str, part: Part) -> Iterator[Said]:
    for name, field in FIELDS.items():
        if field.group == group and name in part["htcds"] | part["codes"]:
            yield _coded(group, field, name, part) if field.codelist else _plain(group, field.ours, part["htcds"][name])
    for name, codelist in BEYOND[group].items():
        value = part["beyond"].get(name, _in_htcds(name, part["htcds"]))
        if value is None or (isinstance(value, list) and value and isinstance(value[0], dict)):
            continue
        yield _listed(group, name, codelist, [value]) if codelist else _plain(group, name, value)


def _in_htcds(name: str, htcds: Part) -> Any:
    """Return what a reader of HTCDS alone says of something that we say in a finer way."""
    if name == "phones" and "prs_MobilePhone" in htcds:
        return [htcds["prs_MobilePhone"]]
    return htcds.get("prs_Birthdate") if name == "birth" else None


def _plain(group: str, name: str, value: Any) -> Said:
    return Said(group, name, texts=tuple(map(str, value)) if isinstance(value, list) else (str(value),))


def _listed(group: str, name: str, codelist: str, codes: Sequence[str]) -> Said:
    known = codelists.pack().codelists[codelist].codes
    there, unknown = [one for one in codes if one in known], [one for one in codes if one not in known]
    return Said(group, name, codelist, tuple(there), unknown=tuple(unknown))


def _coded(group: str, field: Field, name: str, part: Part) -> Said:
    """Return a coded field: by the sender's own codes where all are known here, else by what HTCDS calls them."""
    exact = _listed(group, field.ours, field.codelist, part["codes"].get(name, ()))
    if exact.codes and not exact.unknown:
        return exact
    given = part["htcds"].get(name, [])
    words = [given] if isinstance(given, str) else list(given)
    if not words:
        return exact
    back = _by_word(field.codelist)
    codes = tuple(back[_plainly(one)] for one in words if _plainly(one) in back)
    unknown = tuple(one for one in words if _plainly(one) not in back)
    return Said(group, field.ours, field.codelist, codes, unknown=unknown)


def _by_word(codelist: str) -> dict[str, str]:
    """Return our first code for each value of HTCDS; its files differ in blanks and capitals, so neither counts."""
    found: dict[str, str] = {}
    for code in codelists.pack().codelist(codelist).codes.values():
        word = code.key if codelist == "country" else code.maps.get(STANDARD, "")
        if word:
            found.setdefault(_plainly(word), code.key)
    return found


def _plainly(word: str) -> str:
    return "".join(word.split()).casefold()


def rows(groups: Mapping[str, Part], name: str) -> list[Mapping[str, str]]:
    """Return the rows of something that comes in several: decisions, services, goals, actions."""
    for part in groups.values():
        if found := part["beyond"].get(name):
            return list(found)
    return []


def one(said: Sequence[Said], name: str, otherwise: str = "") -> str:
    """Return the first code or text of a name; what is unknown here is not returned."""
    pick: Callable[[Said], tuple[str, ...]] = lambda found: found.codes or found.texts  # noqa: E731 - said once
    return next((pick(found)[0] for found in said if found.name == name and pick(found)), otherwise)


def beyond_terms(groups: Mapping[str, Part], terms: Sequence[str]) -> list[str]:
    """Return what an envelope holds that its own terms do not allow: a group, or a field that lies in another one."""
    wrong = [group for group in groups if group not in terms]
    for group, part in groups.items():
        wrong += [name for name in {**part["htcds"], **part["codes"]} if GROUP_OF.get(name) != group]
        wrong += [name for name in part["beyond"] if name not in BEYOND.get(group, {})]
    return wrong
