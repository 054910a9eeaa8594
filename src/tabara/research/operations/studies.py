"""Ask for a study, keep what it says, and have a second person decide whether its number may leave."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tabara import jobs
from tabara.access.enums import Permission
from tabara.access.errors import Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.unit import latest, write
from tabara.methods.prevalence import PrevalenceError, Status
from tabara.research.models import CaptureCount, SignOff, Study
from tabara.research.operations.making import ASSUMPTIONS, made
from tabara.research.operations.overlaps import SEEDS, refuse_struck
from tabara.research.operations.words import titled

LONGEST_TITLE, LONGEST_WORDS = 120, 300
FEWEST_RESAMPLES, MOST_RESAMPLES = 100, 10_000


@dataclass(frozen=True)
class StudyAsked:
    """How a study is set: what only a person can say of it, and how long it computes."""

    title: str
    seed: int = 1
    resamples: int = 1000
    claim: int | None = None  # a total that somebody claims
    why: Mapping[str, str] = field(default_factory=dict)  # assumption -> why it holds here


def study_key(study: Study) -> str:
    """Return the name under which a study is a job."""
    return f"research.study {study.pk}"


@operation("research.ask_study", needs=Permission.RESEARCH_KEEP)
def ask_study(*, by: Member, event: uuid.UUID, at: dt.datetime, counts: CaptureCount, asked: StudyAsked) -> Study:
    """Ask for a study of what was counted; a job does it, and its number goes nowhere until a second person agrees."""
    refuse_struck(counts.linkage)
    _refuse(counts, asked)
    row = Study(
        id=event,
        counts=counts,
        title=titled(asked.title, "title", LONGEST_TITLE),
        settings={
            "resamples": asked.resamples,
            "claim": asked.claim,
            "why": {key: text.strip()[:LONGEST_WORDS] for key, text in asked.why.items() if text.strip()},
        },
        seed=asked.seed,
        asked_by=by,
        asked_at=at,
    )
    write(row)
    told = {"member": str(by.pk), "study": str(row.pk), "at": at.isoformat(), "language": get_language()}
    jobs.enqueue(make_study, key=study_key(row), **told)
    return row


def _refuse(counts: CaptureCount, asked: StudyAsked) -> None:
    if not 0 <= asked.seed <= SEEDS:
        raise Refused(_("The seed is a whole number from 0 to %(most)s.") % {"most": SEEDS}, "seed")
    if not FEWEST_RESAMPLES <= asked.resamples <= MOST_RESAMPLES:
        said = {"fewest": FEWEST_RESAMPLES, "most": MOST_RESAMPLES}
        raise Refused(_("Choose between %(fewest)s and %(most)s resamples.") % said, "resamples")
    if asked.claim is not None and asked.claim <= counts.observed:
        raise Refused(
            _("%(seen)s people were seen. A total that is claimed is above that.") % {"seen": counts.observed}, "claim"
        )
    if set(asked.why) - set(ASSUMPTIONS):
        raise Refused(_("Say why each assumption holds, and of no other."), "why")


@jobs.task
def make_study(member: str, study: str, at: str, language: str | None) -> str:
    """Make a study in the name of whoever asked; return what came of it. Done twice, it is kept once."""
    with translation.override(language):
        by = Member.objects.select_related("agency").filter(pk=member, is_active=True).first()
        row = Study.objects.select_related("counts__linkage", "asked_by").filter(pk=study).first()
        if by is None or row is None:
            raise jobs.GiveUp(_("Whoever asked for this has no open account any more. Ask for it again."))
        if row.finished_at is not None:
            return row.outcome  # a worker kept it, and died before it could say so
        try:
            result = made(row, tell=lambda share, doing: jobs.progress(round(100 * share), doing))
            return keep_study(by=by, at=dt.datetime.fromisoformat(at), study=row, result=result).outcome
        except (PrevalenceError, Refused) as refusal:
            raise jobs.GiveUp(str(refusal)) from None


@operation("research.keep_study", needs=Permission.RESEARCH_KEEP)
def keep_study(*, by: Member, event: uuid.UUID, at: dt.datetime, study: Study, result: Mapping[str, Any]) -> Study:
    """Keep what a study says, once: a study that is done is never changed, another run is another study."""
    latest(study)
    if study.finished_at is not None:
        raise Refused(_("This study is done. Ask for another one."))
    outcome = str(result.get("outcome", ""))
    if outcome not in tuple(Status):
        raise ValueError("a study says whether there is a number")
    study.result, study.outcome, study.finished_at = dict(result), outcome, at
    write(study, "result", "outcome", "finished_at")
    return study


@operation("research.sign_study", needs=Permission.REPORT_PUBLISH)
def sign_study(*, by: Member, event: uuid.UUID, at: dt.datetime, study: Study, agrees: bool, words: str) -> SignOff:
    """Say as a second person whether what a study says may leave; the last word counts, and it can be taken back."""
    latest(study)
    if study.finished_at is None:
        raise Refused(_("This study is not done yet. Wait until it is."))
    if study.asked_by_id == by.pk:
        raise Refused(_("You asked for this study. Another person has to sign it off."))
    if agrees:
        refuse_struck(study.counts.linkage)
    row = SignOff(
        id=event,
        study=study,
        agrees=agrees,
        words=titled(words, "words", LONGEST_WORDS),
        signed_by=by,
        signed_at=at,
    )
    write(row)
    return row
