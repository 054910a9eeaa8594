"""The first page after signing in: what waits, what changed, and the next steps, by role."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tabara import mart
from tabara.access import queries as access
from tabara.access.enums import Permission, Scope
from tabara.interfaces.web.views.casework import listing
from tabara.protection.assistance import queries as assistance
from tabara.protection.cases import queries as cases
from tabara.protection.cases.enums import Due
from tabara.protection.community import queries as community
from tabara.protection.directory import queries as directory
from tabara.protection.intake import inquiries
from tabara.protection.intake import queries as intake
from tabara.protection.planning import queries as planning
from tabara.protection.referral import queries as referral
from tabara.protection.referral.queries import transfers

SHOWN = 6  # changed cases
COLUMNS = ("category", "status", "owner")
WAITING: dict[Due, str | Promise] = {
    Due.SCREENING: gettext_lazy("Waiting for a screening"),
    Due.DETERMINATION: gettext_lazy("Waiting for a determination"),
    Due.ASSISTANCE: gettext_lazy("Without a service for 30 days or more"),
}

DOES = {
    Due.SCREENING: Permission.CASE_SCREEN,
    Due.DETERMINATION: Permission.CASE_DETERMINE,
    Due.ASSISTANCE: Permission.SERVICE_RECORD,
}

# What somebody comes for, what is most a role’s own work first: what it needs, its page, its words.
WAYS: tuple[tuple[Permission, str, str | Promise], ...] = (
    (Permission.CASE_REGISTER, "intake", gettext_lazy("Register a person")),
    (Permission.LINKAGE_RUN, "linking", gettext_lazy("Linking lists")),
    (Permission.REFERRAL_WATCH, "unanswered", gettext_lazy("Unanswered referrals")),
    (Permission.COMMISSION_KEEP, "partnership", gettext_lazy("Partnership")),
    (Permission.COURT_READ, "prosecution", gettext_lazy("Prosecution")),
    (Permission.MEMBER_MANAGE, "add-member", gettext_lazy("Add a member")),
    (Permission.IDENTITY_OPEN, "search", gettext_lazy("Find a person")),
    (Permission.ALERT_RECORD, "record-alert", gettext_lazy("Write an alert down")),
    (Permission.REPORT_PUBLISH, "infosheet", gettext_lazy("Make an infosheet")),
    (Permission.RESEARCH_KEEP, "research", gettext_lazy("Research")),
    (Permission.FIGURE_READ, "figures", gettext_lazy("See the figures")),
    (Permission.COMMISSION_READ, "partnership", gettext_lazy("Partnership")),
    (Permission.PREVENTION_RECORD, "prevention", gettext_lazy("Prevention")),
    (Permission.ACCESS_REVIEW, "emergencies", gettext_lazy("Emergency accesses to your cases")),
    (Permission.PERSON_ERASE, "keeping", gettext_lazy("What is kept, and how long")),
)


def home(request: HttpRequest) -> HttpResponse:
    """Show what waits for the member, and the next steps."""
    shown: dict[str, Any] = {"now": timezone.localtime(), "ways": ways(request)}
    for needs, part in PARTS:
        if request.user.may(needs):
            shown |= part(request)
    return render(request, "home/home.html", shown)


def ways(request: HttpRequest) -> list[tuple[str, str | Promise]]:
    """Return where the member may go at once, each page once; what the role is for stands first."""
    found = {name: words for needs, name, words in WAYS if request.user.may(needs)}
    return [(reverse(f"web:{name}"), words) for name, words in found.items()]


def tasks(request: HttpRequest) -> dict[str, Any]:
    """Return what waits (in the own cases; to whoever carries none, in all that are seen) and what changed."""
    own = request.user.reach(Permission.CASE_EDIT) is Scope.OWN
    found_there = cases.tally(by=request.user, at=timezone.now(), own=own)
    found = cases.page(by=request.user).rows[:SHOWN]
    looked, yesterday = _looked(request), timezone.localdate() - dt.timedelta(days=1)
    new = {row[0] for row in found if looked and row[cases.COLUMNS.index("updated_at")] > looked}
    titles, rows = listing.table(found, list(COLUMNS))
    return {
        "tasks": [
            (count, _("more than %(n)s") % {"n": cases.MOST_COUNTED}, WAITING[what], _due_at(what, own))
            for what, count in found_there.waiting.items()
            if count and (not own or request.user.may(DOES[what]))  # who watches over others sees what waits for them
        ],
        "late": cases.task_count(by=request.user, own=own, until=yesterday, most=cases.MOST_COUNTED + 1),
        "flagged": found_there.flagged,
        "quiet": found_there.quiet if request.user.may(Permission.PLAN_APPROVE) else 0,
        "flagged_at": listing.address({"flag": listing.FLAG_ANY, "mine": "yes" if own else ""}),
        "own": own,
        "most": cases.MOST_COUNTED,
        "titles": titles,
        "flags": listing.flags_of(found),
        "rows": rows,
        "new": new,
        "cases_at": reverse("web:cases"),
    }


def drafts(request: HttpRequest) -> dict[str, Any]:
    """Return how many forms the member has not finished."""
    return {"drafts": len(intake.drafts(by=request.user))}


def figures(request: HttpRequest) -> dict[str, Any]:
    """Return how old the figures are."""
    return {"build": mart.standing(settings.MART), "data_team": request.user.may(Permission.MART_BUILD)}


def members(request: HttpRequest) -> dict[str, Any]:
    """Return how many accounts the member manages."""
    return {"accounts": sum(one.is_active and one.has_usable_password() for one in access.colleagues(by=request.user))}


def referrals(request: HttpRequest) -> dict[str, Any]:
    """Return how many referrals wait for an answer of the member's agency."""
    at = timezone.now()
    waiting, late = referral.to_answer(by=request.user, at=at)
    return {"referrals": waiting, "overdue": late, "offers": transfers.offers(by=request.user)}


def unanswered(request: HttpRequest) -> dict[str, Any]:
    """Return how many referrals of the mechanism are past their clock."""
    return {"unanswered": referral.unanswered_number(by=request.user, at=timezone.now())}


def notices(request: HttpRequest) -> dict[str, Any]:
    """Return how many agreements with the member's agency were taken back, and wait to be answered."""
    return {"notices": cases.notices_waiting(by=request.user)}


def plans(request: HttpRequest) -> dict[str, Any]:
    """Return how many plans wait for an approval of the member."""
    return {"plans": len(planning.to_approve(by=request.user))}


def doubled(request: HttpRequest) -> dict[str, Any]:
    """Return how many pairs wait to be merged by the member, and how many agencies ask whether a person is known."""
    to_merge, asked = inquiries.tally(by=request.user)
    return {"doubles": to_merge, "asked": asked}


def money(request: HttpRequest) -> dict[str, Any]:
    """Return how many payments and grants wait for the approval of somebody of the member's agency."""
    return {"money": len(assistance.waiting(by=request.user)) + len(assistance.businesses_waiting(by=request.user))}


def places(request: HttpRequest) -> dict[str, Any]:
    """Return how many requests for a place to sleep wait for an answer of the member's agency."""
    return {"places": directory.asks_waiting(by=request.user)}


def alerts(request: HttpRequest) -> dict[str, Any]:
    """Return how many alerts wait to be weighed by the member's agency, and how many are overdue."""
    waiting, late = community.to_triage(by=request.user, at=timezone.now())
    return {"alerts": waiting, "alerts_late": late}


def emergencies(request: HttpRequest) -> dict[str, Any]:
    """Return how many emergency accesses wait for a review."""
    return {"emergencies": cases.emergencies_to_review(by=request.user)}


def followed(request: HttpRequest) -> dict[str, Any]:
    """Return in how many lines others changed something that the member has not read."""
    return {"changed": cases.changes_new(by=request.user, most=cases.MOST_COUNTED + 1)}


def _due_at(what: str, own: bool) -> str:
    return listing.address({"due": what, "mine": "yes" if own else ""})


def _looked(request: HttpRequest) -> dt.datetime | None:
    text = request.session.get("looked", "")
    return dt.datetime.fromisoformat(text) if text else None


PARTS = (
    (Permission.CASE_READ, tasks),
    (Permission.CASE_EDIT, followed),
    (Permission.CASE_REGISTER, drafts),
    (Permission.ALERT_TRIAGE, alerts),
    (Permission.REFERRAL_ANSWER, referrals),
    (Permission.REFERRAL_WATCH, unanswered),
    (Permission.REFERRAL_ANSWER, notices),
    (Permission.ACCESS_REVIEW, emergencies),
    (Permission.PLAN_APPROVE, plans),
    (Permission.REFERRAL_ANSWER, doubled),
    (Permission.STOCK_KEEP, money),
    (Permission.REFERRAL_ANSWER, places),
    (Permission.FIGURE_READ, figures),
    (Permission.MEMBER_MANAGE, members),
)
urlpatterns = [path("", home, name="home")]
