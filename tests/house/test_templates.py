"""Templates escape what they show, run nothing inline, and fetch nothing from anybody."""

import re

import pytest

from tests.house.tree import files, lines, name

DANGERS = {
    "shows something unescaped": r"\|\s*safe\b|autoescape\s+false|\bMarkup\(",
    "runs a script inline": r"<script(?![^>]*\bsrc=)|\son[a-z]+=|javascript:",
    "carries a style inline": r"<style\b|\sstyle=",
    "fetches from somebody": r"(src|href|action)=[\"']?(https?:)?//",
}


@pytest.mark.parametrize("danger", DANGERS)
def test_no_template(danger):
    found = [
        f"{name(path)}:{number}"
        for path in files(".html", ".jinja", under=("src",))
        for number, line in enumerate(lines(path), start=1)
        if re.search(DANGERS[danger], line)
    ]
    assert found == []
