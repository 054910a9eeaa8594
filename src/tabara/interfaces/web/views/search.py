"""Find a person or a case. What is searched for is sent, never written into an address."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from tabara.access import audit
from tabara.access.enums import Permission
from tabara.access.errors import NotAllowed, NotFound
from tabara.interfaces.web.acts import attempt, do, needs, sent_to
from tabara.interfaces.web.forms.search import FindCode, Search
from tabara.protection.cases import queries as cases
from tabara.protection.intake import operations


def search(request: HttpRequest) -> HttpResponse:
    """Show who resembles a name, among the people whose names the member may open."""
    if not request.user.may(Permission.IDENTITY_OPEN):
        raise NotAllowed
    form, found = Search(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        find = operations.find_deep if "deep" in request.POST else operations.find_people
        found = do(request, find, names=form.names(), sex=form.cleaned_data["sex"])
    shown = {"form": form, "by_code": FindCode(), "found": found}
    return render(request, "search.html", shown, status=422 if form.errors else 200)


@needs(Permission.IDENTITY_OPEN)
@sent_to("web:search")
def ask_elsewhere(request: HttpRequest) -> HttpResponse:
    """Show which other agencies may know the person, to be asked by a person; nothing else is told."""
    form, agencies = Search(request.POST), None
    if form.is_valid():
        sex = form.cleaned_data["sex"]
        agencies = attempt(request, form, operations.ask_elsewhere, names=form.names(), sex=sex)
    shown = {"form": form, "by_code": FindCode(), "found": None, "agencies": agencies}
    return render(request, "search.html", shown, status=422 if form.errors else 200)


@needs(Permission.CASE_READ)
@sent_to("web:search")
def find_code(request: HttpRequest) -> HttpResponse:
    """Go to the case of a code."""
    form = FindCode(request.POST)
    if form.is_valid():
        try:
            case = cases.by_code(by=request.user, code=form.cleaned_data["code"])
        except NotFound:
            code = form.cleaned_data["code"]
            audit.note(by=request.user, operation="page.find-code", outcome="denied", asked=code)
            form.add_error("code", _("No case that you may see has this code. Check it letter by letter."))
        else:
            return redirect("web:case", number=case.pk)
    return render(request, "search.html", {"form": Search(), "by_code": form, "found": None}, status=422)


urlpatterns = [
    path("search", search, name="search"),
    path("search/elsewhere", ask_elsewhere, name="ask-elsewhere"),
    path("search/code", find_code, name="find-code"),
]
