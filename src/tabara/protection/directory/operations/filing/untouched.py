"""What a file brought, as long as nobody has touched it since: only then it can be taken back."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.errors import Refused
from tabara.access.speaking import for_everybody
from tabara.access.unit import afterwards, write
from tabara.protection.directory.models import Brought, Offer, Provider, ProviderFile
from tabara.sealing.keys import Purpose, destroy_key

NAMED = 3


def refuse_touched(file: ProviderFile, brought: Iterable[Brought]) -> None:
    """Refuse to undo a file where somebody changed, confirmed, closed or used what it brought."""
    rows = list(brought)
    providers = _held(Provider, {one.provider for one in rows})
    offers = _held(Offer, {one.offer for one in rows if one.offer})
    made = {one.offer for one in rows if one.is_new}
    touched: dict[str, None] = {}
    for one in rows:
        provider = providers.get(one.provider)
        if provider is None or _touched(one, provider, offers, made, file):
            touched[provider.name if provider else "?"] = None
    if touched:
        said = _("Somebody has worked with this since: %(names)s. Correct it there by hand; nothing was undone.")
        raise Refused(said % {"names": ", ".join(list(touched)[:NAMED])})


def taken_back(brought: Iterable[Brought]) -> None:
    """Remove what is new, and write what stood there before over what was changed."""
    rows = list(brought)
    providers = _held(Provider, {one.provider for one in rows})
    offers = _held(Offer, {one.offer for one in rows if one.offer})
    for one in rows:
        if not one.is_new:
            _restored(offers[one.offer] if one.offer else providers[one.provider], one.before)
    Offer.objects.filter(pk__in=[one.offer for one in rows if one.is_new and one.offer]).delete()
    new = [one.provider for one in rows if one.is_new and one.offer is None]
    Provider.objects.filter(pk__in=new).delete()
    for number in new:
        if providers[number].sealed:
            afterwards(lambda number=number: destroy_key(number, Purpose.PLACE))  # type: ignore[misc]  # bound in each turn


def _held(kind: Any, numbers: set[Any]) -> dict[Any, Any]:
    return {row.pk: row for row in kind.objects.select_for_update().filter(pk__in=numbers)}


def _touched(one: Brought, provider: Provider, offers: Any, made: set[Any], file: ProviderFile) -> bool:
    if one.offer:
        offer = offers.get(one.offer)
        return offer is None or offer.version != one.version or offer.until is not None
    day = timezone.localdate(file.done_at)
    if (provider.version, provider.until) != (one.version, None):
        return True
    if (provider.verified_on, provider.verified_by_id) != (day, file.done_by_id):
        return True
    return one.is_new and _is_used(provider, made)


def _is_used(provider: Provider, made: set[Any]) -> bool:
    """Return whether anything hangs on a provider but the services that came with it; asked beyond the walls."""
    with for_everybody():
        for one in provider._meta.get_fields(include_hidden=True):
            if isinstance(one, models.ManyToOneRel):
                kind = one.field.model
                rows = kind._base_manager.filter(**{one.field.name: provider})
                if (rows.exclude(pk__in=made) if kind is Offer else rows).exists():
                    return True
    return False


def _restored(row: Model, before: dict[str, Any]) -> None:
    """Write what stood there before, as a new version: whoever has the page open is asked."""
    for name, value in before.items():
        field = row._meta.get_field(name)
        is_day = isinstance(field, models.DateField) and value is not None
        setattr(row, field.attname, dt.date.fromisoformat(value) if is_day else value)  # type: ignore[union-attr]  # a column
    row.version += 1  # type: ignore[attr-defined]  # providers and offers carry one
    write(row, "version", *before)
