"""Where a member can go from every page, and in which languages the pages speak."""

from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tabara import codelists
from tabara.access.enums import Permission

ENTRIES: tuple[tuple[str, Permission | None, str | Promise], ...] = (
    ("home", None, _("Home")),
    ("search", Permission.IDENTITY_OPEN, _("Find a person")),
    ("cases", Permission.CASE_READ, _("Cases")),
    ("figures", Permission.FIGURE_READ, _("Figures")),
    ("members", Permission.MEMBER_MANAGE, _("Members")),
    ("help", None, _("Help")),
)


class Tongue(NamedTuple):
    """A language that can be chosen: its code, its own name, the address, and what is to be said of it."""

    code: str
    name: str
    address: str
    chosen: bool
    draft: bool  # translated by a machine, awaiting a native reader


def entries(request: HttpRequest) -> list[dict[str, object]]:
    """Return the entries of the menu for whoever asks, as GOV.UK's navigation takes them."""
    member = request.user
    if not member.is_authenticated:
        return []
    found: list[dict[str, object]] = []
    for name, needs, title in ENTRIES:
        if needs is None or member.may(needs):  # type: ignore[union-attr]  # whoever is signed in is a member
            try:
                address = reverse(f"web:{name}")
            except NoReverseMatch:
                continue
            here = request.path == address if address == "/" else request.path.startswith(address)
            found.append({"href": address, "text": str(title), "active": here})
    return found


def languages(request: HttpRequest) -> list[Tongue]:
    """Return the languages of this pack, each with the address of the same page in it."""
    pack, now = codelists.pack(), get_language()
    query = request.GET.copy() if request.method in ("GET", "HEAD") else None
    found = []
    for code, _name in settings.LANGUAGES:
        if code in pack.languages:
            address = "?language=" + code
            if query is not None:
                query["language"] = code
                address = "?" + query.urlencode()
            found.append(Tongue(code, NAMES[code], address, code == now, code in pack.drafts))
    return found


NAMES = {"rn": "Ikirundi", "fr": "Français", "en": "English", "sw": "Kiswahili"}
