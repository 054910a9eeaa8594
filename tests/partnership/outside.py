"""A review of the invented country, a recommendation of it, a document."""

import datetime as dt
from typing import Any

from tabara.access.models import Member
from tabara.partnership import operations
from tabara.partnership.models import Evidence, Guidance, GuidanceVersion, Recommendation, RecommendationStep
from tests.factories import NOW, TODAY

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\nstartxref\n9\n%%EOF\n"
MONTH = dt.timedelta(days=30)


def taken_up(by: Member, key: str = "screening", *, at: Any = NOW) -> Recommendation:
    """Return a recommendation of the invented pack that is followed from now on."""
    return operations.take_up(by=by, at=at, review="mirror", year=2023, key=key)


def recommended(by: Member, **facts: Any) -> Recommendation:
    """Return a recommendation written down by hand."""
    usual = {"at": NOW, "review": "mirror", "year": TODAY.year, "words": "Open a line to call.", "pillar": "protection"}
    more = {"source": "Mirror Office, page 4", "dated_on": TODAY - 2 * MONTH}
    return operations.add_recommendation(by=by, **{**usual, **more, **facts})


def told(by: Member, one: Recommendation, state: str, **facts: Any) -> RecommendationStep:
    """Tell what became of a recommendation."""
    usual = {"at": NOW, "words": "The ministry said so.", "on": TODAY}
    return operations.tell_recommendation(by=by, recommendation=one, state=state, **{**usual, **facts})


def shown(by: Member, one: Recommendation, **facts: Any) -> Evidence:
    """Add evidence to a recommendation."""
    usual = {"at": NOW, "words": "The line rings.", "on": TODAY, "link": "https://example.org/line"}
    return operations.add_evidence(by=by, recommendation=one, **{**usual, **facts})


def published(by: Member, **facts: Any) -> Guidance:
    """Return a document without a file yet."""
    usual = {
        "at": NOW,
        "title": "How to listen",
        "kind": "guideline",
        "theme": "identification",
        "audience": "partners",
    }
    return operations.publish_guidance(by=by, **{**usual, **facts})


def version(by: Member, one: Guidance, **facts: Any) -> GuidanceVersion:
    """Add a file to a document."""
    usual = {"at": NOW, "language": "fr", "name": "paper.pdf", "content": PDF, "on": TODAY}
    return operations.add_guidance_version(by=by, guidance=one, **{**usual, **facts})
