"""Prepare the source of the manual: the pages of docs/, and the pages that the code and the packs declare.

Usage: python -m docs.generate FOLDER
"""

import shutil
import sys
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import django
from django.utils import translation
from typer.main import get_command

from docs.pages.figures import figures
from docs.pages.procedure import procedure
from docs.pages.sources import LANGUAGE, ROOT, pack, roles_with, table, text
from docs.pages.sources import operations as all_operations
from docs.pages.states import states


def main(folder: Path) -> None:
    """Write the source of the manual anew into a folder."""
    django.setup()
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(ROOT / "docs", folder, ignore=shutil.ignore_patterns("*.py", "__pycache__", "pages"))
    shutil.copy(ROOT / "GLOSSARY.md", folder / "glossary.md")
    for name, page in {
        "access.md": access,
        "adr/index.md": decisions,
        "codelists.md": codelists,
        "commands.md": commands,
        "dictionary.md": dictionary,
        "fates.md": fates,
        "figures.md": figures,
        "permissions.md": operations,
        "procedure.md": procedure,
        "states.md": states,
    }.items():
        with translation.override(LANGUAGE):
            (folder / name).write_text(page(), encoding="utf-8")


def decisions() -> str:
    """Give the list of decisions."""
    pages = sorted(path for path in (ROOT / "docs" / "adr").glob("[0-9]*.md") if not path.name.startswith("0000"))
    titles = (path.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ") for path in pages)
    lines = [f"- [{title}]({path.name})" for title, path in zip(titles, pages, strict=True)]
    return "\n".join(["# Decisions", "", "Each with what asked for it, what we left, and why.", "", *lines, ""])


def codelists() -> str:
    """Give every codelist of the pack, with its source and its codes."""
    parts = ["# Codelists", "", "The words of the records, as the pack for Burundi holds them.", ""]
    for codelist in pack().codelists.values():
        parts += [f"## {text(codelist.title, codelist.key)}", "", f"`{codelist.key}` · {codelist.source}", ""]
        parts += table(
            ("code", "English", "français", "in other standards"),
            ((f"`{code.key}`", code.text("en"), code.text("fr"), _maps(code.maps)) for code in codelist.codes.values()),
        )
    return "\n".join(parts)


def commands() -> str:
    """Give the help of every command, as the command itself prints it."""
    from tabara.interfaces.cli.main import program

    parts = [
        "# Commands",
        "",
        "`script/setup` leaves `tabara` in `.venv/bin`. Each command explains itself with `--help`.",
        "",
    ]
    for words, command in _all_commands(get_command(program()), ("tabara",)):
        help_text = command.get_help(command.context_class(command, info_name=" ".join(words)))
        parts += [f"## {' '.join(words)}", "", "```text", help_text.strip(), "```", ""]
    return "\n".join(parts)


def fates() -> str:
    """Give what becomes of every field of every model in the mart."""
    from tabara.mart.fates import FATES  # Django must stand before models are imported

    parts = [
        "# What leaves for the mart",
        "",
        "What becomes of every field of every record. A field without a fate fails a test.",
        "",
    ]
    rows = ((f"`{field}`", one.way.value, _listed(one.columns), one.reason) for field, one in sorted(FATES.items()))
    return "\n".join(parts + table(("field", "fate", "columns of the mart", "how, or why not"), rows))


def dictionary() -> str:
    """Give, app by app, who answers for each field, what for, on what ground, how secret it is, and how long."""
    from tabara.mart.dictionary import ARTICLES, DICTIONARY, entry_of  # Django must stand before models are imported
    from tabara.mart.fates import FATES, Way

    parts = [
        "# Data dictionary",
        "",
        "Every field of every record. A field without an entry fails a test. The law of each country goes first.",
        "Sealed fields can hold what is sensitive in the sense of article 14 of the Malabo Convention.",
        "",
    ]
    parts += table(("basis", "where it stands"), ARTICLES.items())
    head = ("field", "fate in figures", "class", "purpose", "basis", "kept for", "who answers for it")
    ours = {field.rpartition(".")[0] for field in FATES}
    listed = sorted({*FATES, *(name for name in DICTIONARY if name not in FATES and name not in ours)})  # libraries
    for app, fields in groupby(listed, key=lambda field: field.partition(".")[0]):
        explained = ((field, FATES[field].way if field in FATES else Way.LEFT, entry_of(field)) for field in fields)
        rows = (
            (f"`{field}`", way, one.secrecy, one.purpose, _listed(one.basis), kept(one.kept), one.owner)
            for field, way, one in explained
        )
        parts += [f"## {app}", "", *table(head, rows)]
    return "\n".join(parts)


def kept(terms: Iterable[str]) -> str:
    """Say how long something is kept: by terms of the pack, or as long as something else."""
    from tabara.interfaces.cli.commands.retention import length

    schedule = pack().retention
    return "; ".join(
        f"{length(schedule[term])} ({text(schedule[term].title, term)})" if term in schedule else term for term in terms
    )


def access() -> str:
    """Give how far each role reaches with each permission, and which groups of fields it sees there, for what."""
    lines = [
        "# Who may see and do what",
        "",
        "The rules as the program applies them. What is not written here is refused.",
        "",
        "## How far each role reaches",
        "",
        "`own`: the own cases. `team`, `agency`: those of the own team or agency. `network`: those of the agencies of",
        "the referral mechanism. `all`: every record. Each holds the ones before it.",
        "",
        *_reach(),
        "## Which fields of a record a role sees there",
        "",
        "`always`: for every reason; otherwise for the reasons named alone. A role sees a group as far as the",
        "permission that opens it reaches; of a record that is only shared, never more than what is shared.",
        "",
        *_groups(),
    ]
    return "\n".join(lines)


def _reach() -> list[str]:
    from tabara.access.enums import Permission
    from tabara.access.roles import ROLES

    rows = (
        (f"`{one}`", *(_scope(role.permissions.get(one)) for role in ROLES.values()))
        for one in sorted(Permission, key=str)
    )
    return table(("permission", *(f"`{key}`" for key in ROLES)), rows)


def _groups() -> list[str]:
    from tabara.access.enums import FieldGroup
    from tabara.access.roles import ROLES
    from tabara.access.showing import NEEDS, POLICY

    rows = (
        (f"`{group}`", f"`{NEEDS[group]}`", *(_reasons(POLICY[key].get(group)) for key in ROLES))
        for group in FieldGroup
    )
    return table(("group of fields", "opened by", *(f"`{key}`" for key in ROLES)), rows)


def _scope(scope: Any) -> str:
    return scope.name.lower() if scope else ""


def _reasons(reasons: Any) -> str:
    from tabara.access.showing import ALWAYS

    return "always" if reasons == ALWAYS else ", ".join(sorted(reasons or ()))


def operations() -> str:
    """Give every operation with the permission it needs and the roles that have it."""
    parts = [
        "# Operations",
        "",
        "The only ways in which anything is written. Each leaves a row in the audit chain.",
        "",
    ]
    rows = (
        (f"`{one.name}`", _first_line(one.call), f"`{one.needs}`", roles_with(one.needs))
        for one in sorted(all_operations().values(), key=lambda one: one.name)
    )
    return "\n".join(parts + table(("operation", "what it does", "permission", "roles, and how far"), rows))


def _all_commands(command: Any, words: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    for name, one in getattr(command, "commands", {}).items():
        if hasattr(one, "commands"):
            yield from _all_commands(one, (*words, name))
        else:
            yield (*words, name), one


def _maps(maps: Any) -> str:
    return ", ".join(f"{standard}: {value}" for standard, value in maps.items())


def _listed(values: Any) -> str:
    return ", ".join(values or ())


def _first_line(call: Any) -> str:
    return (call.__doc__ or "").strip().splitlines()[0]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
