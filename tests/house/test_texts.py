"""Every text stands in every language that a page offers."""

import re
import tomllib
from functools import cache

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from django.conf import settings

from tests.house.tree import ROOT

SOURCE = "en"
TRANSLATED = [code for code, _ in settings.LANGUAGES if code != SOURCE]
KEYWORDS = {"_": None, "gettext": None, "gettext_lazy": None, "ngettext": (1, 2), "ngettext_lazy": (1, 2)}
BLANK = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


@cache
def texts():
    """Give every text of the code and the templates, with its plural where it has one."""
    mappings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["babel"]["mappings"]
    found = extract_from_dir(
        ROOT / "src" / "tabara",
        method_map=[(one["pattern"], one["method"]) for one in mappings],
        options_map={
            one["pattern"]: {k: v for k, v in one.items() if k not in ("method", "pattern")} for one in mappings
        },
        keywords=KEYWORDS,
    )
    return {message if isinstance(message, str) else tuple(message) for _, _, message, _, _ in found if message}


@cache
def catalogue(language):
    path = ROOT / "src" / "tabara" / "locale" / language / "LC_MESSAGES" / "django.po"
    with path.open("rb") as file:
        return read_po(file, locale=language)


def said(language, text):
    """Give the forms of a text in a language; empty where it has none."""
    message = catalogue(language).get(text if isinstance(text, str) else text[0])
    forms = (
        ()
        if message is None or message.fuzzy
        else (message.string,)
        if isinstance(message.string, str)
        else message.string
    )
    return forms if all(forms) else ()


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_text_stands_in_every_language_offered(language):
    assert sorted(str(text) for text in texts() if not said(language, text)) == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_has_the_blanks_of_its_text(language):
    astray = [
        (text, form)
        for text in texts()
        for form in said(language, text)
        if set(BLANK.findall(form)) - set(BLANK.findall(text if isinstance(text, str) else " ".join(text)))
        or (isinstance(text, str) and set(BLANK.findall(text)) != set(BLANK.findall(form)))
    ]
    assert astray == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_list_of_texts_holds_no_forgotten_ones(language):
    known = {text if isinstance(text, str) else text[0] for text in texts()}
    listed = {one.id if isinstance(one.id, str) else one.id[0] for one in catalogue(language) if one.id}
    assert sorted(listed - known) == []
