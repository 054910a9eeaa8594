"""The environment of the templates: escaping on, our folder beside GOV.UK's components, and what every page may use."""

from collections.abc import MutableMapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader, pass_context, pass_environment
from jinja2.runtime import Context
from markupsafe import Markup  # noqa: TID251 - wraps only what our own templates rendered

from tabara.access.enums import Permission
from tabara.interfaces.web import menu, texts
from tabara.interfaces.web.forms import components
from tabara.interfaces.web.lights import plan_light

AWAY = "https://www.wikipedia.org/"  # where "Exit this page" leads: a page that anybody may have open


class Pages(Environment):
    """Templates that share what every page may use, and have nothing of their own beside it.

    Jinja gives each template a chain of two dictionaries, its own and everybody's, and walks through it in Python at
    each import; a page of forms has hundreds. Ours have none of their own: a plain view of everybody's is enough.
    """

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return what a template may use: where it has nothing of its own, what every page may use, to be read only."""
        return super().make_globals(d) if d else MappingProxyType(self.globals)  # type: ignore[return-value]  # not to be written


def environment(**options: Any) -> Environment:
    """Return the environment, as Django asks for it."""
    components_of_govuk = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    options["loader"] = ChoiceLoader([options["loader"], components_of_govuk])
    page = Pages(extensions=["jinja2.ext.i18n"], trim_blocks=True, lstrip_blocks=True, **options)
    page.install_gettext_callables(translation.gettext, translation.ngettext, newstyle=True)  # type: ignore[attr-defined]  # added by the extension
    page.globals |= {
        "url": url,
        "url_if_any": url_if_any,
        "static": staticfiles_storage.url,
        "may": may,
        "navigation": navigation,
        "part_of_frame": part_of_frame,
        "languages": menu.languages,
        "language": translation.get_language,
        "code_label": texts.code_label,
        "plan_light": plan_light,
        "labels": texts.labels,
        "place_name": texts.place_name,
        "paired": texts.paired,
        "colon": texts.colon,
        "demo": settings.DEMO,
        "away": AWAY,
        "component": components.component,
        "kind_of": components.kind_of,
        "problems_of": components.problems_of,
    }
    page.filters |= {"day": texts.day, "moment": texts.moment, "number": texts.number, "month": texts.month}
    page.filters["quarter"] = texts.quarter
    return page


def url(name: str, **parts: Any) -> str:
    """Return the address of a page by its name."""
    return reverse(f"web:{name}", kwargs=parts) if parts else _fixed(name)


@cache
def _fixed(name: str) -> str:
    return reverse(f"web:{name}")


def url_if_any(name: str, **parts: Any) -> str:
    """Return the address of a page by its name, or an empty text where this instance has no such page."""
    try:
        return url(name, **parts)
    except NoReverseMatch:
        return ""


@pass_environment
def part_of_frame(page: Environment, part: str) -> Markup:
    """Return a part of the frame that is the same on every page in a language; it is rendered once."""
    return _kept(page, part, texts.language(), frozenset(), "")


@pass_context
def navigation(context: Context) -> Markup | str:
    """Return the menu of whoever reads; it is rendered once for the same permissions, place and language."""
    request = context["request"]
    if not request.user.is_authenticated:
        return ""
    return _kept(context.environment, "parts/menu.html", texts.language(), menu.allowed(request), menu.here(request))


@lru_cache(maxsize=512)
def _kept(page: Environment, part: str, spoken: str, allowed: frozenset[Permission], here: str) -> Markup:
    rendered = page.get_template(part).render(entries=menu.entries(allowed, here))
    return Markup(rendered)  # noqa: S704 - what our own template rendered, escaped there


@pass_context
def may(context: Context, permission: str) -> bool:
    """Return whether the reader's roles grant a permission; how far it reaches is asked by each operation."""
    member = context["request"].user
    return bool(member.is_authenticated and member.may(Permission(permission)))
