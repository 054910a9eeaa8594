"""What the pages are made of: the packs, the registry of operations, the glossary; and how a table is drawn."""

import importlib
import pkgutil
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
LANGUAGE = "en"
PACK = "bi"


@cache
def pack(key: str = PACK) -> Any:
    """Give a pack; without a key, the one that the manual describes."""
    from tabara.codelists import load_pack

    return load_pack(ROOT / "packs" / key)


def text(labels: Any, otherwise: str = "") -> str:
    """Give a label in the language of the manual."""
    return labels if isinstance(labels, str) else labels.get(LANGUAGE) or otherwise


@cache
def operations() -> Mapping[str, Any]:
    """Give every operation by its name, the registry being complete."""
    import tabara
    from tabara.access.operation import registry  # Django must stand before models are imported

    for module in pkgutil.walk_packages(tabara.__path__, "tabara."):
        if "operations" in module.name.split("."):
            importlib.import_module(module.name)
    return registry


def roles_with(permission: Any) -> str:
    """Name the roles that carry a permission, and how far."""
    from tabara.access.enums import Permission
    from tabara.access.roles import ROLES

    if permission is Permission.RETENTION_RUN:
        return "the instance itself, in its daily round"
    having = (role for role in ROLES.values() if permission in role.permissions)
    return ", ".join(f"{role.title} ({role.permissions[permission].name.lower()})" for role in having)


@cache
def french() -> Mapping[str, str]:
    """Give the French word beside each word of the glossary."""
    rows = (line.split("|") for line in (ROOT / "GLOSSARY.md").read_text(encoding="utf-8").splitlines())
    return {row[1].strip().strip("*"): row[2].strip() for row in rows if len(row) > 3 and row[1].startswith(" **")}


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Draw a Markdown table, with an empty line after it."""
    lines = [head, ["---"] * len(head), *rows]
    return ["| " + " | ".join(str(cell).replace("|", "\\|") for cell in line) + " |" for line in lines] + [""]
