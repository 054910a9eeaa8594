"""What is asked about awareness raising and training."""

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tabara import codelists
from tabara.interfaces.web import texts
from tabara.interfaces.web.forms.base import Choices, DayField, Form, ManyCodes, OneCode
from tabara.interfaces.web.forms.identity import REASONS
from tabara.interfaces.web.menu import NAMES

NO_NAMES = _("No names of people who were helped or accused.")
COMMUNE = 2
GROUPS = {
    "girls": (("female", "child"), _("Girls, 0 to 17 years")),
    "boys": (("male", "child"), _("Boys, 0 to 17 years")),
    "women": (("female", "adult"), _("Women, 18 to 59 years")),
    "men": (("male", "adult"), _("Men, 18 to 59 years")),
    "old_women": (("female", "elderly"), _("Women, 60 years and over")),
    "old_men": (("male", "elderly"), _("Men, 60 years and over")),
}
BETWEEN = "|"


def whole(label: Any, **given: Any) -> forms.IntegerField:
    """Return a question for a whole number that may stay empty."""
    return forms.IntegerField(label=label, **{"min_value": 0, "required": False, **given})


class Where(Form):
    """In which commune of the division of today."""

    def communes(self) -> list[tuple[str, str]]:
        """Return the communes as choices, by name, each with its province."""
        places = codelists.pack().places
        version = places.version_on(timezone.localdate())
        found = [(f"{version}{BETWEEN}{one.code}", one) for one in places.at_level(COMMUNE, version)]
        told = sorted(
            ((one.name, places.ancestor(one, COMMUNE - 1), key) for key, one in found), key=lambda one: one[0]
        )
        return [
            ("", str(_("Not said"))),
            *((key, f"{name} ({over.name})" if over else name) for name, over, key in told),
        ]


def place_of(chosen: str) -> dict[str, str]:
    """Return a chosen commune as an operation takes it."""
    version, _between, code = chosen.partition(BETWEEN)
    return {"place": code, "place_version": version}


class OpenCampaign(Form):
    """A new campaign."""

    title = forms.CharField(max_length=120, label=_("Title"), help_text=NO_NAMES)
    theme = OneCode("awareness_theme", long=True, label=_("Theme"))
    channels = ManyCodes("awareness_channel", required=False, label=_("Channels"))
    language = OneCode("language", long=True, required=False, label=_("Language"))
    materials = ManyCodes("awareness_material", required=False, label=_("Materials"))
    since = DayField(label=_("From which day"))
    until = DayField(required=False, label=_("Until which day"), help_text=_("The first day on which it runs no more."))


class EndCampaign(Form):
    """The day on which a campaign runs no more."""

    until = DayField(label=_("Until which day"), help_text=_("The first day on which it runs no more."))


class RecordSession(Where):
    """A session: when, where, who led it, how many came, who they were."""

    held_on = DayField(label=_("On which day"))
    place = forms.ChoiceField(required=False, label=_("In which commune"))
    leader = OneCode("awareness_leader", long=True, label=_("Who led it"))
    point = forms.ChoiceField(required=False, label=_("Which focal point"))
    campaign = forms.ChoiceField(required=False, label=_("In which campaign"))
    theme = OneCode("awareness_theme", long=True, required=False, label=_("Theme"))
    channel = OneCode("awareness_channel", long=True, label=_("Channel"))
    language = OneCode("language", long=True, required=False, label=_("Language"))
    reached = whole(_("How many people were there?"), help_text=_("Of a broadcast nobody: leave it empty."))
    counting = OneCode("counting_method", long=True, required=False, label=_("How were they counted?"))
    girls, boys, women, men, old_women, old_men = (whole(label) for _group, label in GROUPS.values())
    heard = whole(
        _("Listeners, viewers or readers of a broadcast"),
        help_text=_("As the broadcaster says. Never added to the people who were there."),
    )
    alerts = whole(_("How many alerts or referrals came out of it?"))
    materials = ManyCodes("awareness_material", required=False, label=_("Materials"))

    def __init__(self, *args: Any, campaigns: Iterable[Any], points: Iterable[Any], **given: Any) -> None:
        super().__init__(*args, **given)
        self.campaigns = {str(one.pk): one for one in campaigns}
        runs = [(key, one.title) for key, one in self.campaigns.items()]
        served = [(str(one.pk), _point(one)) for one in points]
        self.fields["campaign"].choices = [("", _("In none")), *runs]  # type: ignore[attr-defined]  # a field of choices
        self.fields["point"].choices = [("", _("None, or not said")), *served]  # type: ignore[attr-defined]  # as above
        self.fields["place"].choices = self.communes()  # type: ignore[attr-defined]  # as above
        self.initial.setdefault("held_on", timezone.localdate().isoformat())

    def groups(self) -> tuple[tuple[str, str, int], ...]:
        """Return how many of each sex and age group came."""
        said = self.cleaned_data
        return tuple((*group, said[name]) for name, (group, _label) in GROUPS.items() if said[name])

    def point_number(self) -> uuid.UUID | None:
        """Return the number of the focal point who led it."""
        chosen = self.cleaned_data["point"]
        return uuid.UUID(chosen) if chosen else None


def _point(one: Any) -> str:
    place = codelists.pack().places.place(one.place, one.place_version)
    return f"{place.name} · {texts.code_label('focal_mandate', one.mandate)}"


class AddQuestion(Form):
    """What people asked."""

    topic = OneCode("question_topic", long=True, label=_("What did people ask?"))
    words = forms.CharField(required=False, max_length=200, label=_("In a few words"), help_text=NO_NAMES)


class StrikeOut(Form):
    """Why a record counts no more."""

    reason = forms.CharField(max_length=200, label=_("Why"))


class AddCourse(Form):
    """A new course."""

    title = forms.CharField(max_length=120, label=_("Title"))
    topic = OneCode("training_subject", long=True, label=_("Subject"))
    hours = whole(_("How many hours"), required=True)
    profiles = ManyCodes("training_profile", required=False, label=_("For whom"))
    refresher_months = whole(_("Refreshed after how many months?"), help_text=_("Leave it empty if it never is."))
    certificate_share = whole(
        _("A certificate for whoever came to how many percent of the sessions?"),
        max_value=100,
        help_text=_("Leave it empty if the course gives no certificate."),
    )
    certificate_test = forms.BooleanField(required=False, label=_("The test after it must be passed, too"))


class RecordTraining(Where):
    """A training: when, where, of which course, how many of each profession came."""

    held_on = DayField(label=_("First day"))
    ended_on = DayField(required=False, label=_("Last day"), help_text=_("Leave it empty if it took one day."))
    sessions = whole(
        _("Into how many sessions was it divided?"),
        min_value=1,
        help_text=_("Half days, days or evenings, as the list of presence has them. One if you leave it empty."),
    )
    place = forms.ChoiceField(required=False, label=_("In which commune"))
    course = forms.ChoiceField(required=False, label=_("Of which course"))
    trainer = forms.CharField(required=False, max_length=120, label=_("Which organisation taught"))

    def __init__(self, *args: Any, courses: Iterable[Any], **given: Any) -> None:
        super().__init__(*args, **given)
        self.courses = {str(one.pk): one for one in courses}
        taught = [(key, one.title) for key, one in self.courses.items()]
        self.fields["course"].choices = [("", _("Of none")), *taught]  # type: ignore[attr-defined]  # a field of choices
        self.fields["place"].choices = self.communes()  # type: ignore[attr-defined]  # as above
        self.profiles = texts.labels("training_profile")
        for key, label in self.profiles.items():
            self.fields[f"came_{key}"] = whole(label)

    def clean(self) -> dict[str, Any]:
        """Ask for somebody who came."""
        found = super().clean() or {}
        if not self.errors and not self.attended():
            self.add_error(f"came_{next(iter(self.profiles))}", _("Write for at least one profession how many came."))
        return found

    def attended(self) -> dict[str, int]:
        """Return how many of each profession came."""
        return {key: self.cleaned_data[f"came_{key}"] for key in self.profiles if self.cleaned_data.get(f"came_{key}")}


class AddTrainee(Form):
    """Somebody on the list of a training."""

    name = forms.CharField(max_length=80, label=_("Name. Sealed."))
    number = forms.CharField(
        max_length=40,
        label=_("Number at work, or telephone. Sealed."),
        help_text=_("By it the same person is known again at another training, and counted once."),
    )
    profile = OneCode("training_profile", long=True, label=_("Profession"))
    sex = OneCode("sex", label=_("Sex"))
    came = whole(
        _("To how many of the sessions did the person come?"), min_value=1, help_text=_("To all if you leave it empty.")
    )
    before = whole(_("Mark of the test before, of 100"), max_value=100)
    after = whole(_("Mark of the test after, of 100"), max_value=100)


class CountSessions(Form):
    """To how many sessions somebody came."""

    came = whole(_("To how many of the sessions did the person come?"), min_value=1, required=True)


class Certify(Form):
    """The language of a certificate."""

    language = Choices(label=_("In which language?"), help_text=_("That of whoever receives it."))

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["language"].choices = offered()  # type: ignore[attr-defined]  # a field of choices


class CheckCertificate(Form):
    """The number of a certificate."""

    code = forms.CharField(
        max_length=20, label=_("Number of the certificate"), help_text=_("It stands at the foot of the paper.")
    )


def offered() -> list[tuple[str, str]]:
    """Return the languages of the pack, each by its own name."""
    return [(key, NAMES.get(key, key)) for key in codelists.pack().languages]


class WhyRead(Form):
    """Why a name is read."""

    reason = Choices(label=_("Why do you need to read it?"), choices=list(REASONS.items()))


class SetRegister(Form):
    """How many people of a profession there are."""

    profile = OneCode("training_profile", long=True, label=_("Profession"))
    number = whole(_("How many of them are there?"), required=True)
    as_of = DayField(label=_("From which day"))
    source = forms.CharField(max_length=120, label=_("Who says so"))
