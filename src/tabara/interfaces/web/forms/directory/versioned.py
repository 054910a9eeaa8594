"""A form over what two people may be changing: it carries what the editor saw, and asks where both changed it."""

import datetime as dt
import json
from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from tabara.interfaces.web.forms.base import Form


class Versioned(Form):
    """Hidden beside the answers: the version that was seen, and what stood there."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    plain: Mapping[str, Callable[[Any], str]] = {}  # how a stored answer reads

    def __init__(self, *args: Any, stored: Mapping[str, Any] | None = None, version: int = 1, **given: Any) -> None:
        if stored is not None:
            seen = json.dumps({name: _plain(value) for name, value in stored.items()})
            given["initial"] = {**stored, **given.get("initial", {}), "version": version, "seen": seen}
        super().__init__(*args, **given)

    def said(self) -> dict[str, Any]:
        """Return every answer as the operation takes it."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("event", "version", "seen")}

    def before(self) -> dict[str, Any]:
        """Return what the editor saw."""
        try:
            found = json.loads(self.cleaned_data["seen"] or "{}")
        except ValueError:
            found = {}
        return {name: _back(name, value) for name, value in found.items()} if isinstance(found, dict) else {}

    def changes(self) -> dict[str, Any]:
        """Return only what the editor changed."""
        before = self.before()
        return {name: value for name, value in self.said().items() if before.get(name) != value}

    def ask(self, stored: Mapping[str, Any], version: int) -> None:
        """Say beside each answer that somebody changed meanwhile what is stored, and let a person choose."""
        self.data = self.data.copy()  # type: ignore[assignment]  # of what was sent
        seen = {name: _plain(value) for name, value in {**self.before(), **stored}.items()}
        self.data["version"], self.data["seen"] = str(version), json.dumps(seen)
        for name, value in stored.items():
            said = self.plain.get(name, str)(value) or _("nothing")
            text = _("Somebody stored “%(value)s” here meanwhile. Choose what is right.") % {"value": said}
            self.add_error(self.asked_by(name), text)

    def asked_by(self, name: str) -> str | None:
        """Return the field that asks for a stored answer."""
        return name if name in self.fields else None


def _plain(value: Any) -> Any:
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _back(name: str, value: Any) -> Any:
    return dt.date.fromisoformat(value) if name == "full_until" and isinstance(value, str) and value else value
