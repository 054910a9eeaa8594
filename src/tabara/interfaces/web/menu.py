"""Where a member can go from every page, and in which languages the pages speak."""

from contextlib import suppress
from functools import cache
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
    ("tasks", Permission.CASE_READ, _("Tasks")),
    ("changes", Permission.CASE_EDIT, _("What changed")),
    ("workload", Permission.PLAN_APPROVE, _("Workload")),
    ("alerts", Permission.ALERT_RECORD, _("Alerts")),
    ("focal-points", Permission.COMMUNITY_KEEP, _("Focal points")),
    ("referrals", Permission.REFERRAL_ANSWER, _("Referrals")),
    ("arrivals", Permission.REFERRAL_ANSWER, _("From abroad")),
    ("unanswered", Permission.REFERRAL_WATCH, _("Unanswered referrals")),
    ("week", Permission.SERVICE_RECORD, _("Planned this week")),
    ("stock", Permission.STOCK_KEEP, _("Stock")),
    ("directory", Permission.CASE_READ, _("Providers")),
    ("figures", Permission.FIGURE_READ, _("Figures")),
    ("members", Permission.MEMBER_MANAGE, _("Members")),
    ("approvals", Permission.APPROVAL_ASK, _("Approvals")),
    ("audit", Permission.AUDIT_READ, _("Audit")),
    ("protection", Permission.CASE_READ, _("Protection")),
    ("prevention", Permission.PREVENTION_RECORD, _("Prevention")),
    ("partnership", Permission.COMMISSION_READ, _("Partnership")),
    ("prosecution", Permission.COURT_READ, _("Prosecution")),
    ("research", Permission.RESEARCH_KEEP, _("Research")),
    ("linking", Permission.LINKAGE_RUN, _("Linking lists")),
    ("law", None, _("The law")),
    ("help", None, _("Help")),
)


class Tongue(NamedTuple):
    """A language that can be chosen: its code, its own name, the address, and what is to be said of it."""

    code: str
    name: str
    address: str
    chosen: bool
    draft: bool  # translated by a machine, awaiting a native reader


def entries(allowed: frozenset[Permission], here: str) -> list[dict[str, object]]:
    """Return the entries of the menu for these permissions, as GOV.UK's navigation takes them."""
    return [
        {
            "href": address,
            "text": str(title),
            "active": name == here,
            "attributes": {"data-search-page": ""} if name == "search" else {},
        }
        for name, needs, title in ENTRIES
        if (needs is None or needs in allowed) and (address := _addresses().get(name))
    ]


def allowed(request: HttpRequest) -> frozenset[Permission]:
    """Return which permissions that the menu asks about the reader has."""
    return frozenset(needs for _, needs, _ in ENTRIES if needs and request.user.may(needs))  # type: ignore[union-attr]  # only members are asked


def here(request: HttpRequest) -> str:
    """Return the entry of the menu that the page belongs to."""
    path = request.path
    found = (name for name, at in _addresses().items() if (path == at if at == "/" else path.startswith(at)))
    return next(found, "")


@cache
def _addresses() -> dict[str, str]:
    found = {}
    for name, _needs, _title in ENTRIES:
        with suppress(NoReverseMatch):
            found[name] = reverse(f"web:{name}")
    return found


def languages(request: HttpRequest) -> list[Tongue]:
    """Return the languages of this pack, each with the address of the same page in it."""
    pack, now = codelists.pack(), get_language()
    # A choice of language never stays in the address, so the rest of it is what was asked for.
    query = request.META.get("QUERY_STRING", "") if request.method in ("GET", "HEAD") else ""
    before = f"?{query}&language=" if query else "?language="
    offered = (code for code, _ in settings.LANGUAGES if code in pack.languages)
    return [Tongue(code, NAMES[code], before + code, code == now, code in pack.drafts) for code in offered]


NAMES = {"rn": "Ikirundi", "fr": "Français", "en": "English", "sw": "Kiswahili"}
