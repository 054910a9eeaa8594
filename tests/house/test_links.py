"""What the README and the manual point to is there."""

import re

from tests.house.tree import ROOT, files, name

LINK = re.compile(r"\]\(([^)#\s]+)")
GENERATED = {
    "access.md",
    *("adr/index.md", "codelists.md", "commands.md", "dictionary.md", "fates.md"),
    *("figures.md", "glossary.md", "permissions.md", "procedure.md", "states.md"),
}


def test_every_link_between_our_pages_leads_somewhere():
    pages = [ROOT / "README.md", ROOT / "GLOSSARY.md", *files(".md", under=("docs",))]
    dead = [
        f"{name(page)} -> {target}"
        for page in pages
        for target in LINK.findall(page.read_text(encoding="utf-8"))
        if "://" not in target and target not in GENERATED and not (page.parent / target).exists()
    ]
    assert dead == []
