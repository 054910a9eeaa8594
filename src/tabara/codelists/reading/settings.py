"""Reads and checks pack.toml: who the pack is for, its languages, its parameters, its sources."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tabara.codelists.packs import Pack
from tabara.codelists.problems import Findings
from tabara.codelists.reading.tables import check_texts, line_of

KNOWN = (
    "key",
    "name",
    "extends",
    "languages",
    "drafts",
    "country",
    "currency",
    "parameters",
    "source",
    "other_files",
)
WHOLE_NUMBERS = (
    "adult_age",
    "elderly_age",
    "mart_place_level",
    "reflection_days",
    "review_days",
    "appeal_days",
    "consent_days",
    "referral_days",
    "notice_days",
    "emergencies_per_day",
)


def read_settings(table: Mapping[str, Any], file: Path, parent: Pack | None, findings: Findings) -> Pack:
    """Read pack.toml on top of the pack it extends."""
    for key in table:
        if key not in KNOWN:
            findings.add("T004", file, line_of(file, key), key=key, known=", ".join(KNOWN))
    languages = tuple(table.get("languages", parent.languages if parent else ()))
    for key, found in (("key", table.get("key")), ("name", table.get("name")), ("languages", languages)):
        if not found:
            findings.add("T003", file, key=key)
    drafts = tuple(table.get("drafts", parent.drafts if parent else ()))
    for language in drafts:
        if language not in languages:
            findings.add("T005", file, line_of(file, "drafts"), language=language, languages=", ".join(languages))
    return Pack(
        key=str(table.get("key", file.parent.name)),
        name=check_texts(file, "name", table["name"], languages, languages, findings) if table.get("name") else {},
        languages=languages,
        drafts=drafts,
        folder=file.parent,
        country=str(table.get("country", "")),
        currency=str(table.get("currency", "")),
        parameters={**(parent.parameters if parent else {}), **table.get("parameters", {})},
        sources=(*(parent.sources if parent else ()), *table.get("source", [])),
    )


def check_settings(pack: Pack, findings: Findings) -> None:
    """Check the settings that depend on the rest of the pack."""
    file = pack.folder / "pack.toml"
    if pack.currency and not re.fullmatch("[A-Z]{3}", pack.currency):
        findings.add("T015", file, line_of(file, "currency"), value=pack.currency)
    countries = pack.codelists.get("country")
    if pack.country and (countries is None or pack.country not in countries):
        findings.add("T016", file, line_of(file, "country"), value=pack.country)
    _check_parameters(pack, file, findings)


def _check_parameters(pack: Pack, file: Path, findings: Findings) -> None:
    for key, value in pack.parameters.items():
        if key.endswith("_pattern"):
            try:
                re.compile(value)
            except (re.error, TypeError) as error:
                findings.add("T017", file, line_of(file, key), key=key, reason=error)
    for key in WHOLE_NUMBERS:
        value = pack.parameters.get(key, 0)
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            findings.add("T018", file, line_of(file, key), key=key, expected="a whole number")
    level = pack.parameters.get("mart_place_level", 0)
    if pack.places.level_names and level not in pack.places.level_names:
        expected = ", ".join(str(number) for number in sorted(pack.places.level_names))
        findings.add("T018", file, line_of(file, "mart_place_level"), key="mart_place_level", expected=expected)
