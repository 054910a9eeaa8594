"""A field of a form as the parameters of the GOV.UK component that fits it."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from tabara.interfaces.web.forms.base import DayParts, parts_of

KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    (DayParts, "day"),
    (forms.HiddenInput, "hidden"),
    (forms.PasswordInput, "password"),
    (forms.ClearableFileInput, "file"),
    (forms.FileInput, "file"),
    (forms.Textarea, "textarea"),
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.CheckboxInput, "checkbox"),
    (forms.RadioSelect, "radios"),
    (forms.Select, "select"),
)


def kind_of(bound: BoundField) -> str:
    """Return which component shows a field."""
    return next((kind for widget, kind in KINDS if isinstance(bound.field.widget, widget)), "input")


def component(bound: BoundField, **more: Any) -> dict[str, Any]:
    """Return the parameters of the component, `more` laid over them."""
    kind = kind_of(bound)
    found: dict[str, Any] = {"name": bound.html_name, "id": bound.html_name, "idPrefix": bound.html_name}
    if bound.help_text:
        found["hint"] = {"text": str(bound.help_text)}
    if bound.errors:
        found["errorMessage"] = {"text": " ".join(bound.errors), "visuallyHiddenText": _("Error")}
    found |= BUILD.get(kind, _input)(bound)
    attributes = {name: value for name, value in bound.field.widget.attrs.items() if name not in OWN}
    return found | ({"attributes": attributes} if attributes else {}) | _merged(found, more)


OWN = ("class", "autocomplete", "inputmode", "rows", "cols", "spellcheck")


def _merged(found: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    return {
        name: {**found[name], **value} if isinstance(value, dict) and isinstance(found.get(name), dict) else value
        for name, value in more.items()
    }


def _title(bound: BoundField) -> str:
    if bound.field.required or not getattr(bound.form, "says_optional", True):
        return str(bound.label)
    return _("%(label)s (optional)") % {"label": bound.label}


def _input(bound: BoundField) -> dict[str, Any]:
    attrs = bound.field.widget.attrs
    return {
        "label": {"text": _title(bound), "classes": "govuk-label--s"},
        "value": _value(bound),
        "classes": attrs.get("class", ""),
        "autocomplete": attrs.get("autocomplete", "off"),
        "inputmode": attrs.get("inputmode"),
        "spellcheck": attrs.get("spellcheck", False),
    }


def _password(bound: BoundField) -> dict[str, Any]:
    words = {
        "showPasswordText": _("Show"),
        "hidePasswordText": _("Hide"),
        "showPasswordAriaLabelText": _("Show password"),
        "hidePasswordAriaLabelText": _("Hide password"),
    }
    return _input(bound) | words | {"type": "password", "value": None}


def _textarea(bound: BoundField) -> dict[str, Any]:
    # A browser may send what it checks the spelling of to its maker.
    return _input(bound) | {"rows": bound.field.widget.attrs.get("rows", 4), "spellcheck": False}


def _file(bound: BoundField) -> dict[str, Any]:
    return {"label": {"text": _title(bound), "classes": "govuk-label--s"}}


def _legend(bound: BoundField) -> dict[str, Any]:
    return {"fieldset": {"legend": {"text": _title(bound), "classes": "govuk-fieldset__legend--s"}}}


def _options(bound: BoundField) -> list[dict[str, Any]]:
    value = bound.value()
    chosen = {str(one) for one in (value if isinstance(value, list | tuple | set) else [value]) if one is not None}
    hints = getattr(bound.field, "hints", {})
    return [
        {
            "value": str(key),
            "text": str(text),
            "checked": str(key) in chosen,
            "selected": str(key) in chosen,
            "hint": {"text": str(hints[key])} if key in hints else None,
        }
        for key, text in bound.field.choices  # type: ignore[attr-defined]  # only fields with choices come here
    ]


def _boxes(bound: BoundField) -> dict[str, Any]:
    return _legend(bound) | {"items": _options(bound), "classes": bound.field.widget.attrs.get("class", "")}


def _select(bound: BoundField) -> dict[str, Any]:
    return {"label": {"text": _title(bound), "classes": "govuk-label--s"}, "items": _options(bound)}


def _checkbox(bound: BoundField) -> dict[str, Any]:
    return {"items": [{"value": "on", "text": str(bound.label), "checked": bool(bound.value())}]}


UNKEPT = {"autocomplete": "off"}  # a browser would else offer the birthdays that were typed before


def _day(bound: BoundField) -> dict[str, Any]:
    wrong = " govuk-input--error" if bound.errors else ""
    names = (("day", _("Day"), 2), ("month", _("Month"), 2), ("year", _("Year"), 4))
    boxes = [
        {"name": name, "label": title, "value": part, "classes": f"govuk-input--width-{width}{wrong}"} | UNKEPT
        for (name, title, width), part in zip(names, parts_of(bound.value()), strict=True)
    ]
    return _legend(bound) | {"namePrefix": bound.html_name, "items": boxes}


def _value(bound: BoundField) -> Any:
    value = bound.value()
    return "" if value is None else value


BUILD = {
    "day": _day,
    "password": _password,
    "file": _file,
    "textarea": _textarea,
    "checkboxes": _boxes,
    "checkbox": _checkbox,
    "radios": _boxes,
    "select": _select,
}


def problems_of(*forms_shown: forms.Form) -> list[dict[str, str]]:
    """Return what is wrong with the forms of a page, each with a link to the answer at fault."""
    found = []
    for form in forms_shown:
        for name, sentences in form.errors.items():
            target = "" if name == "__all__" else form.add_prefix(name) + ("-day" if _is_day(form, name) else "")
            found += [{"text": text, **({"href": f"#{target}"} if target else {})} for text in sentences]
    return found


def _is_day(form: forms.Form, name: str) -> bool:
    return isinstance(form.fields[name].widget, DayParts)
