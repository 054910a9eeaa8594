"""What was sealed of an alert or a focal point, as a page shows it once it is open."""

from django.utils.translation import gettext as _

from tabara.protection.community.operations import Known, Told


def told_of(opened: Told) -> list[tuple[str, str]]:
    """Return what was told in an alert, each text beside its title."""
    found = (
        (_("What was heard"), opened.told),
        (_("How to reach them without danger"), opened.reach),
        (_("Where exactly"), opened.spot),
    )
    return [(title, text) for title, text in found if text]


def known_of(opened: Known) -> list[tuple[str, str]]:
    """Return who a focal point is, each text beside its title."""
    return [(title, text) for title, text in ((_("Name"), opened.name), (_("Telephone"), opened.phone)) if text]
