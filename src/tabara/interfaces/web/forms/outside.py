"""Forms for lists that were linked elsewhere: first the table, then what each of its lists is."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tabara.interfaces.web.forms.base import Choices, DayField, Form
from tabara.interfaces.web.studied import VICTIMS
from tabara.research.operations import ListElsewhere

OTHERWISE = ("since", "until", "victims")  # what is said once for all lists, and otherwise of one where it is otherwise
CSV = {"accept": ".csv,.txt,text/csv"}
EMPTY = {"empty": _("This file is empty. Choose another one.")}


class SendTable(Form):
    """What a linkage unit sent, or whoever linked the lists."""

    capture = forms.FileField(
        label=_("The table of histories"),
        allow_empty_file=True,  # refused with a sentence of its own
        help_text=_("A CSV: for each list a column of 0 and 1, and a column “count”. A unit calls it lists.csv."),
        widget=forms.FileInput(attrs=CSV),
    )
    account = forms.FileField(
        required=False,
        error_messages=EMPTY,
        label=_("The account of the linkage unit"),
        help_text=_("account.json: it says how people were linked, and who was left out. Without it nobody says that."),
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
    )


class TellLists(Form):
    """What each list of a table is; period and victims once for all of them, or otherwise for one."""

    capture = forms.CharField(widget=forms.HiddenInput)
    account = forms.CharField(required=False, widget=forms.HiddenInput)
    since = DayField(
        label=_("Registered from"), help_text=_("The first day. Of all lists, unless you say otherwise below.")
    )
    until = DayField(label=_("Until"), help_text=_("The day after the last one."))
    victims = Choices(choices=list(VICTIMS.items()), label=_("Which people do the lists count?"))
    numbers = forms.FileField(
        required=False,
        error_messages=EMPTY,
        label=_("The study numbers"),
        help_text=_("study.csv. Read together with the pairs, and not kept."),
        widget=forms.FileInput(attrs=CSV),
    )
    pairs = forms.FileField(
        required=False,
        error_messages=EMPTY,
        label=_("The pairs"),
        help_text=_("pairs.csv. Twenty linkages are drawn from it, so that the study says what linking leaves open."),
        widget=forms.FileInput(attrs=CSV),
    )
    seed = forms.IntegerField(
        min_value=0, initial=1, label=_("Seed"), help_text=_("With the same seed the same comes out again.")
    )

    def __init__(self, *args: Any, lists: Sequence[str], **given: Any) -> None:
        self.lists = list(lists)
        for at, name in enumerate(self.lists):
            self.base_fields = {**self.base_fields, **_of_list(at, name)}
        super().__init__(*args, **given)

    def each(self) -> Iterator[tuple[str, list[Any], list[Any]]]:
        """Give of each list its name, the questions that it always has, and those for a list that is otherwise."""
        for at, name in enumerate(self.lists):
            asked = [self[f"{one}_{at}"] for one in ("title", "words")]
            yield name, asked, [self[f"{one}_{at}"] for one in OTHERWISE]

    def told(self) -> dict[str, ListElsewhere]:
        """Return what each list is."""
        said = self.cleaned_data
        return {
            name: ListElsewhere(
                title=said[f"title_{at}"],
                words=said[f"words_{at}"],
                **{one: said[f"{one}_{at}"] or said[one] for one in OTHERWISE},
            )
            for at, name in enumerate(self.lists)
        }


def _of_list(at: int, name: str) -> dict[str, forms.Field]:
    """Return the questions of one list, each naming it: the summary of what is missing shows several."""
    of = {"name": name}
    words = forms.CharField(
        max_length=300,
        label=gettext("How do people come onto “%(name)s”, and what does it cover?") % of,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    return {
        f"title_{at}": forms.CharField(max_length=80, label=gettext("What is the list “%(name)s”?") % of),
        f"words_{at}": words,
        f"since_{at}": DayField(required=False, label=gettext("“%(name)s”: registered from") % of),
        f"until_{at}": DayField(required=False, label=gettext("“%(name)s”: until, the day after the last one") % of),
        f"victims_{at}": Choices(
            required=False,
            choices=[("", _("As the others")), *VICTIMS.items()],
            label=gettext("“%(name)s”: which people") % of,
        ),
    }
