"""Whatever is typed into any field of any form is kept as it was typed, and shown again as text and nothing else."""

import datetime as dt
import inspect
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pkgutil import walk_packages
from types import SimpleNamespace

import pytest
from django import forms
from django.template import engines
from django.test import RequestFactory
from django.utils.datastructures import MultiValueDict

from tabara.access.enums import FieldGroup
from tabara.interfaces import web
from tabara.interfaces.web.forms import Form
from tabara.interfaces.web.forms.answers import Phone
from tabara.partnership.enums import AgreementState
from tabara.prevention.enums import LicenceState
from tests.factories import TODAY
from tests.web.attacks import ATTACKS, EVERYTHING, kept
from tests.web.reading import Reader, bones

ALL = """{% from 'forms.html' import field, problems %}{{ problems(form) }}
    {% for name in names %}{{ field(form[name]) }}{% endfor %}"""


def forms_with_texts() -> Iterator[type[Form]]:
    """Give every form of every page that has a field one types into."""
    for module in walk_packages(web.__path__, f"{web.__name__}."):
        import_module(module.name)
    known = {Form}
    while more := {child for one in known for child in one.__subclasses__()} - known:
        known |= more
    yield from sorted((one for one in known if texts_of(one)), key=lambda one: one.__qualname__)


def texts_of(form: type[Form]) -> list[str]:
    """Give the names of the fields of a form that take any text."""
    return [name for name, field in form.base_fields.items() if takes_text(field)]


def takes_text(field: forms.Field) -> bool:
    return isinstance(field, forms.CharField) and not isinstance(field.widget, forms.HiddenInput | forms.Select)


def made_of_numbers(cleaned: object) -> bool:
    """Return whether an answer is an hour, or the ages of children: read from a text, and not one."""
    every = cleaned if isinstance(cleaned, list) else [cleaned]
    return all(one is None or isinstance(one, int | dt.time) for one in every)


FORMS = list(forms_with_texts())


class Blank:
    """Something of which nothing is known yet."""

    def __getattr__(self, name: str) -> str:
        return ""


# What a form must be given besides what was typed; what is not named here is a list, and is given empty.
GIVEN = {
    "today": TODAY,
    "agreed": tuple(FieldGroup),
    "people": {},
    "seen": dict.fromkeys(("domain", "text", "target"), ""),
    **dict.fromkeys(("provider", "offer"), Blank()),
    "state": "accepted",  # of a referral
    "stands": "open",  # of a decision
}
# What single forms are given: the same word means another list there.
GIVEN_TO: dict[str, dict[str, object]] = {
    "MoveAgreement": {"stands": AgreementState.SIGNED},
    "MoveLicence": {"stands": LicenceState.LICENSED},
    "Report": {"one": SimpleNamespace(activity=Blank(), progress=SimpleNamespace(value=""))},
}


def bound(form: type[Form], text: str) -> Form:
    """Return a form with a text in each of its fields; what the form must be given besides is given empty."""
    signatures = [inspect.signature(one.__init__).parameters for one in form.__mro__ if issubclass(one, Form)]
    needed = {n for one in signatures for n, p in one.items() if p.kind is p.KEYWORD_ONLY and p.default is p.empty}
    given = {name: GIVEN.get(name, ()) for name in needed} | GIVEN_TO.get(form.__name__, {})
    return form(MultiValueDict({name: [text] for name in texts_of(form)}), **given)


@cache
def every_field():
    """Return the template of a page that shows some fields of a form, made once."""
    return engines["jinja2"].from_string(ALL)


def shown(form: Form) -> str:
    """Return a form as a page shows it after it was refused."""
    return every_field().render(
        {"form": form, "names": [name for name in texts_of(type(form)) if name in form.fields]},
        RequestFactory().get("/"),
    )


def test_every_form_with_a_text_is_found():
    assert len(FORMS) >= 10
    assert {"WhoForm", "CorrectName", "SearchForm", "Service", "AddAgency"} <= {one.__name__ for one in FORMS}


@pytest.mark.parametrize("form", FORMS, ids=lambda one: one.__name__)
def test_a_text_is_kept_letter_by_letter_or_refused(form):
    for name in texts_of(form):
        field = form.base_fields[name]
        if isinstance(field, Phone):
            continue  # of a telephone number only the digits are kept
        for text in EVERYTHING:
            try:
                cleaned = field.clean(text)
            except forms.ValidationError:
                continue
            if made_of_numbers(cleaned):
                continue  # nothing of the text is left
            assert cleaned == (kept(text) if field.strip else text), (name, text)


@pytest.mark.parametrize("form", FORMS, ids=lambda one: one.__name__)
def test_a_form_that_is_refused_shows_what_was_typed_as_text_alone(form):
    known = {bone for text in ("x", "", "x" * 9000, "\0") for bone in bones(shown(bound(form, text)))}
    visible = [name for name in texts_of(form) if not isinstance(form.base_fields[name].widget, forms.PasswordInput)]
    for text in ATTACKS:
        page = Reader(shown(bound(form, text)))
        assert set(page.bones) - known == set(), text
        assert not visible or page.missing([text]) == []
