"""What is needed, and for whom: the facts of the case are there already, and can be changed for this search."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from tabara.interfaces.web.forms.answers import Whole
from tabara.interfaces.web.forms.base import ManyCodes, OneCode
from tabara.interfaces.web.forms.directory.providers import BETWEEN, place_choices
from tabara.protection.directory.queries import Facts


class Need(forms.Form):
    """For whom help is looked for; nothing of it is stored."""

    need = OneCode("service", long=True, label=gettext_lazy("Which help is needed?"))
    sex = OneCode("sex", required=False, label=gettext_lazy("Sex"))
    age = Whole(least=0, most=120, label=gettext_lazy("Age"))
    with_children = forms.BooleanField(required=False, label=gettext_lazy("Comes with children"))
    oldest_child = Whole(least=0, most=25, label=gettext_lazy("Age of the oldest child who comes along"))
    disabilities = ManyCodes("disability", required=False, label=gettext_lazy("Difficulties"))
    languages = OneCode("language", long=True, required=False, label=gettext_lazy("Language"))
    place = forms.ChoiceField(
        required=False, choices=place_choices, widget=forms.Select, label=gettext_lazy("Near which place?")
    )
    use_required_attribute = False

    def __init__(self, *args: Any, facts: Facts, **given: Any) -> None:
        self.facts = facts
        first = {
            "sex": facts.sex,
            "age": facts.age,
            "with_children": facts.with_children,
            "languages": next(iter(facts.languages), ""),
            "place": f"{facts.place_version}{BETWEEN}{facts.place}" if facts.place else "",
        }
        super().__init__(*args, auto_id="%s", initial={**first, **given.pop("initial", {})}, **given)
        known = dict(self.fields["place"].choices)  # type: ignore[attr-defined]  # a field of choices
        if first["place"] and first["place"] not in known:  # the commune, or a place of an older division
            own = (first["place"], gettext_lazy("where the person is"))
            self.fields["place"].choices = [*known.items(), own]  # type: ignore[attr-defined]  # as above

    def changed(self) -> Facts:
        """Return the facts as the member wants them for this search."""
        said = self.cleaned_data
        version, _between, code = said["place"].partition(BETWEEN)
        return Facts(
            sex=said["sex"],
            age=said["age"],
            with_children=said["with_children"],
            oldest_child=said["oldest_child"],
            disabilities=frozenset(said["disabilities"]) - {"none", "unknown"},
            languages=frozenset({said["languages"]} - {""}),
            categories=self.facts.categories,
            determined=self.facts.determined,
            place=code,
            place_version=version,
        )
