"""What the README and the manual point to is there."""

import re
import tomllib

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


def test_the_first_page_of_the_manual_leads_to_every_other():
    navigation = tomllib.loads((ROOT / "zensical.toml").read_text(encoding="utf-8"))["project"]["nav"]
    listed = {page for entry in navigation for page in entry.values()}
    assert listed == {page.name for page in (ROOT / "docs").glob("*.md")} | GENERATED
    first = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    assert listed - {"index.md"} - set(LINK.findall(first)) == set()
