"""Reads disclosure.toml: the profiles of disclosure control, each on top of the one below, and where each holds."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from tabara.codelists.disclosure import Disclosure, Method, Profile, Style, Surface
from tabara.codelists.problems import Findings
from tabara.codelists.reading.tables import check_texts, line_of, read_toml

PARTS = ("profile", "surface")


def _whole(least: int) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, int) and not isinstance(value, bool) and value >= least


# What each value must be, and how a sentence says so.
VALUES: Mapping[str, tuple[Callable[[Any], bool], str]] = {
    "method": (lambda value: value in tuple(Method), " or ".join(Method)),
    "style": (lambda value: value in tuple(Style), " or ".join(Style)),
    "threshold": (_whole(0), "a whole number from 0"),
    "base": (_whole(1), "a whole number from 1"),
    "reach": (_whole(0), "a whole number from 0"),
    "months": (_whole(1), "a whole number from 1"),
    "agencies": (_whole(1), "a whole number from 1"),
    "largest": (
        lambda value: isinstance(value, int | float) and not isinstance(value, bool) and 0 < value <= 1,
        "a share above 0 and up to 1",
    ),
    "needs": (lambda value: isinstance(value, str) and value != "", "the name of a permission"),
}
KINDS: Mapping[str, Callable[[Any], Any]] = {"method": Method, "style": Style}


def read_disclosure(folder: Path, languages: Sequence[str], below: Disclosure, findings: Findings) -> Disclosure:
    """Read the profiles of a pack on top of those below; what a profile does not say, it keeps of the one below."""
    file = folder / "disclosure.toml"
    table = read_toml(file, findings) if file.exists() else None
    if table is None:
        return below
    for name in table:
        if name not in PARTS:
            findings.add("T004", file, line_of(file, name), key=name, known=", ".join(PARTS))
    own = {
        key: _profile(key, told, below.profiles.get(key), file, languages, findings)
        for key, told in table.get("profile", {}).items()
    }
    profiles = {**below.profiles, **own}
    surfaces = {**below.surfaces, **_surfaces(table.get("surface", {}), profiles, file, findings)}
    return Disclosure(profiles, surfaces)


def _profile(
    key: str,
    told: Mapping[str, Any],
    below: Profile | None,
    file: Path,
    languages: Sequence[str],
    findings: Findings,
) -> Profile:
    line = line_of(file, f"[profile.{key}]")
    start = below or Profile(key)
    if below is None or "title" in told:
        title = check_texts(file, f"profile.{key}", told.get("title"), languages, languages, findings)
        start = replace(start, title=title)
    known = {}
    for name, value in told.items():
        if name == "title":
            continue
        if name not in VALUES:
            findings.add("T004", file, line, key=name, known=", ".join(("title", *VALUES)))
        elif not VALUES[name][0](value):
            findings.add("T018", file, line, key=f"{key}.{name}", expected=VALUES[name][1])
        else:
            known[name] = KINDS.get(name, lambda same: same)(value)
    found = replace(start, **known)
    if not found.needs:
        findings.add("T003", file, line, key=f"profile.{key}.needs")
    if found.method == Method.PERTURB and (found.threshold % found.base or found.reach < found.base - 1):
        findings.add("T971", file, line, key=key)
    return found


def _surfaces(
    told: Mapping[str, Any], profiles: Mapping[str, Profile], file: Path, findings: Findings
) -> dict[str, str]:
    found = {}
    for name, key in told.items():
        line = line_of(file, name, "=")
        if name not in tuple(Surface):
            findings.add("T004", file, line, key=name, known=", ".join(Surface))
        elif key not in profiles:
            findings.add("T972", file, line, surface=name, profile=key, profiles=", ".join(profiles))
        else:
            found[name] = str(key)
    return found
