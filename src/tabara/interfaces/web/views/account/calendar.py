"""The calendar feed of one's own tasks: made and ended here, fetched by a program that cannot sign in."""

import datetime as dt
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from icalendar import Calendar, Event

from tabara.access import operations
from tabara.access.fresh import demand_fresh
from tabara.access.signin import calendars
from tabara.access.speaking import speaking_for
from tabara.interfaces.web.acts import do, say, sent_event
from tabara.interfaces.web.middleware import open_door
from tabara.protection.cases import queries as cases

AHEAD = dt.timedelta(days=370)


@require_POST
def open_feed(request: HttpRequest) -> HttpResponse:
    """Make a new address for the feed, and show it once."""
    demand_fresh(request.user)
    made = do(request, operations.open_calendar, event=sent_event(request))
    at = request.build_absolute_uri(reverse("web:calendar-feed", kwargs={"key": made.key}))
    return render(request, "account/calendar_made.html", {"at": at})


@require_POST
def close_feed(request: HttpRequest) -> HttpResponse:
    """End the feed."""
    do(request, operations.close_calendar, event=sent_event(request))
    say(request, _("The calendar feed is ended."))
    return redirect("web:account")


@open_door
@require_GET
def feed(request: HttpRequest, key: str) -> HttpResponse:
    """Give a program the days of a member's own tasks, in words that tell nobody anything."""
    today = timezone.localdate()
    member = calendars.owner(key, on=today)
    if member is None:
        raise Http404
    with speaking_for(member), translation.override(member.language):
        text = calendar_of(cases.tasks(by=member, own=True, until=today + AHEAD), timezone.now())
    return HttpResponse(text, content_type="text/calendar; charset=utf-8")


def calendar_of(tasks: list[Any], now: dt.datetime) -> bytes:
    """Return tasks as RFC 5545 has them, each a whole day; what is to be done is not said."""
    calendar = Calendar()
    calendar.add("prodid", "-//Tabara//Tasks//EN")
    calendar.add("version", "2.0")
    calendar.add("name", _("Tasks"))
    for one in tasks:
        event = Event()
        event.add("uid", f"{one.pk}@tabara")
        event.add("dtstamp", now)
        event.add("dtstart", one.due_on)
        event.add("summary", _("Follow-up %(code)s") % {"code": one.case.code})
        event.add("class", "PRIVATE")
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return calendar.to_ical()


urlpatterns = [
    path("account/calendar", open_feed, name="open-calendar"),
    path("account/calendar/end", close_feed, name="close-calendar"),
    path("calendar/<str:key>.ics", feed, name="calendar-feed"),
]
