"""The environment of the templates: escaping on, our folder beside GOV.UK's components, and what every page may use."""

from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader, pass_context
from jinja2.runtime import Context

from tabara.access.enums import Permission
from tabara.interfaces.web import menu, texts
from tabara.interfaces.web.forms import components

AWAY = "https://www.wikipedia.org/"  # where "Exit this page" leads: a page that anybody may have open


def environment(**options: Any) -> Environment:
    """Return the environment, as Django asks for it."""
    components_of_govuk = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    options["loader"] = ChoiceLoader([options["loader"], components_of_govuk])
    page = Environment(extensions=["jinja2.ext.i18n"], trim_blocks=True, lstrip_blocks=True, **options)  # noqa: S701 - Django passes autoescape=True
    page.install_gettext_callables(translation.gettext, translation.ngettext, newstyle=True)  # type: ignore[attr-defined]  # added by the extension
    page.globals |= {
        "url": url,
        "url_if_any": url_if_any,
        "static": staticfiles_storage.url,
        "may": may,
        "menu": menu.entries,
        "languages": menu.languages,
        "language": translation.get_language,
        "code_label": texts.code_label,
        "labels": texts.labels,
        "place_name": texts.place_name,
        "demo": settings.DEMO,
        "away": AWAY,
        "component": components.component,
        "kind_of": components.kind_of,
        "problems_of": components.problems_of,
    }
    page.filters |= {"day": texts.day, "moment": texts.moment, "number": texts.number, "month": texts.month}
    return page


def url(name: str, **parts: Any) -> str:
    """Return the address of a page by its name."""
    return reverse(f"web:{name}", kwargs=parts or None)


def url_if_any(name: str, **parts: Any) -> str:
    """Return the address of a page by its name, or an empty text where this instance has no such page."""
    try:
        return url(name, **parts)
    except NoReverseMatch:
        return ""


@pass_context
def may(context: Context, permission: str) -> bool:
    """Return whether the reader's roles grant a permission; how far it reaches is asked by each operation."""
    member = context["request"].user
    return bool(member.is_authenticated and member.may(Permission(permission)))
