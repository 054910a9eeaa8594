"""What the lights of the plan's scorecard are called: a word, never a colour alone."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from tabara.methods.scorecard import Light

LIGHTS: Mapping[Light, str | Promise] = {
    Light.DONE: gettext_lazy("done"),
    Light.ON_TRACK: gettext_lazy("on track"),
    Light.BEHIND: gettext_lazy("behind"),
    Light.LATE: gettext_lazy("late"),
    Light.NO_DATA: gettext_lazy("no data"),
    Light.UNKNOWN: gettext_lazy("cannot be computed"),
    Light.WAITING: gettext_lazy("not begun yet"),
    Light.DROPPED: gettext_lazy("dropped"),
}


def plan_light(light: Light) -> str:
    """Return what a light is called."""
    return str(LIGHTS[light])
