"""The context in words: where a file stands, what a column is called, what a part of the score says and why not."""

from collections.abc import Mapping, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tabara import codelists
from tabara.codelists import Comes, PriorityPart
from tabara.indicators import indicators
from tabara.interfaces.web import texts
from tabara.prevention.enums import YES_OR_NO, FileState
from tabara.publication.where import Commune, Lacks, Said

FILES: Mapping[str, str | Promise] = {
    FileState.READ: gettext_lazy("to be looked at"),
    FileState.IMPORTED: gettext_lazy("imported"),
    FileState.UNDONE: gettext_lazy("undone"),
    FileState.DROPPED: gettext_lazy("dropped"),
}
COMING = gettext_lazy("being imported")
UNITS: Mapping[str, str | Promise] = {"persons": gettext_lazy("people"), YES_OR_NO: gettext_lazy("yes or no")}
TAKEN: Mapping[str, str | Promise] = {
    "latest": gettext_lazy("the newest day of each place counts"),
    "sum": gettext_lazy("every day counts, added up"),
}
ROLES: Mapping[str, str | Promise] = {
    **{f"code{level}": gettext_lazy("code of the place") for level in range(5)},
    **{f"name{level}": gettext_lazy("name of the place") for level in range(5)},
    "version": gettext_lazy("division"),
    "date": gettext_lazy("date"),
    "year": gettext_lazy("year"),
    "value": gettext_lazy("value"),
    "cause": gettext_lazy("cause"),
    "round": gettext_lazy("round"),
    "origin": gettext_lazy("where the people came from"),
    "invented": gettext_lazy("mark of invented data"),
}
LACKS: Mapping[str, str | Promise] = {
    Lacks.NO_DATA: gettext_lazy("no data"),
    Lacks.WITHHELD: gettext_lazy("withheld: few people, or it would tell of few"),
    Lacks.NO_FIGURES: gettext_lazy("the figures are not built yet"),
}
REASONS, DECIMALS = 3, 2  # parts named in a list; places of a rate


def value(said: Said) -> str:
    """Return a part's own number in the reader's words, or why there is none."""
    if said.value is None:
        return str(LACKS[said.lacks])
    if _only_whether(said.part):
        return _("yes") if said.value else _("no")
    exact = said.part.comes is Comes.SESSIONS
    return texts.number(round(said.value, DECIMALS) if exact else round(said.value))


def points(said: Said) -> str:
    """Return what a part brings in of its weight."""
    weight = texts.number(said.part.weight)
    if said.points is None:
        return _("between 0 and %(weight)s") % {"weight": weight}
    return _("%(points)s of %(weight)s") % {"points": texts.number(round(said.points, 1)), "weight": weight}


def reasons(commune: Commune) -> list[str]:
    """Return the parts that bring a commune the most, in words."""
    known = [one for one in commune.parts if one.points]
    known.sort(key=lambda one: -(one.points or 0))
    return [texts.paired(one.part.text(texts.language()), value(one)) for one in known[:REASONS]]


def lacking(commune: Commune) -> list[str]:
    """Return the parts of a commune that are not known."""
    return [one.part.text(texts.language()) for one in commune.parts if one.value is None]


def span(commune: Commune) -> str:
    """Return the ranks that a commune may hold."""
    best, worst = texts.number(commune.rank.best), texts.number(commune.rank.worst)
    return best if best == worst else _("%(best)s to %(worst)s") % {"best": best, "worst": worst}


def scale(part: PriorityPart) -> str:
    """Return between which two values a part is scaled."""
    told = {"nothing": texts.number(part.nothing_at), "full": texts.number(part.full_at)}
    said = _("0 points at %(nothing)s, all of them at %(full)s") % told
    return f"{said}; " + _("the first ones weigh the most") if part.root else said


def columns(roles: Sequence[str], titles: Sequence[str]) -> list[tuple[str, str]]:
    """Return what each known column of a file is called there, and what it is taken for."""
    return [(title, str(ROLES[role])) for role, title in zip(roles, titles, strict=True)]


def _only_whether(part: PriorityPart) -> bool:
    if part.comes is Comes.FIGURE:
        return indicators()[part.figure].unit == "communes"
    layer = codelists.pack().codelist("context_layer").codes.get(part.layer)
    return part.comes is Comes.LAYER and layer is not None and layer.more.get("unit") == YES_OR_NO
