"""What others recommend from outside and what became of it, and the documents that hold: codes and months, no word."""

from collections.abc import Iterator

import pyarrow as pa
from django.db.models import Exists, OuterRef, Subquery

from tabara.mart.extraction.reading import AT_ONCE, Reading, Row, Source, month, month_or_none
from tabara.partnership.enums import UNSETTLED, RecommendationState
from tabara.partnership.models import Evidence, GuidanceVersion, Recommendation, RecommendationTie

NO, CODE, YES, DAY = pa.int32(), pa.string(), pa.bool_(), pa.date32()


def recommendations(reading: Reading) -> Iterator[Row]:
    """Give the recommendations: of which month, due in which, where they stand, how long until a decision."""
    shown = Exists(Evidence.objects.filter(recommendation=OuterRef("pk"), struck_on=None))
    answers = RecommendationTie.objects.filter(recommendation=OuterRef("pk"), untied_on=None, decision__isnull=False)
    days = answers.order_by("decision__meeting__held_on").values("decision__meeting__held_on")
    decided = Subquery(days[:1])
    query = Recommendation.objects.annotate(shown=shown, decided=decided).order_by("dated_on", "id")
    columns = ("review", "pillar", "dated_on", "due_on", "state", "settled_on", "shown", "decided")
    for review, pillar, dated, due, state, settled, is_shown, decided_on in query.values_list(*columns).iterator(
        chunk_size=AT_ONCE
    ):
        in_time = state == RecommendationState.DONE and due is not None and settled <= due
        late = state in UNSETTLED and due is not None and due < reading.until
        waited = None if decided_on is None else (decided_on - dated).days
        decided_m = month_or_none(decided_on)
        yield review, pillar, month(dated), month_or_none(due), state, in_time, late, is_shown, decided_m, waited


def documents(reading: Reading) -> Iterator[Row]:
    """Give the documents by language: a number of each, from which day it could be read, until it was withdrawn."""
    numbers: dict[object, int] = {}
    query = GuidanceVersion.objects.order_by("guidance__recorded_at", "guidance", "language", "number").values_list(
        *("guidance", "language", "number", "published_on", "guidance__withdrawn_on"),
        *("guidance__kind", "guidance__theme", "guidance__audience"),
    )
    for guidance, language, number, published, withdrawn, kind, theme, audience in query.iterator(chunk_size=AT_ONCE):
        key = numbers.setdefault(guidance, len(numbers) + 1)
        yield key, language, number, month(published), published, withdrawn, kind, theme, audience


SOURCES = (
    Source(
        "outside_recommendations",
        pa.schema(
            [
                *(("review", CODE), ("pillar", CODE), ("m", NO), ("due_m", NO), ("recommendation_state", CODE)),
                *(("in_time", YES), ("late", YES), ("shown", YES), ("decided_m", NO), ("days_to_decision", NO)),
            ]
        ),
        recommendations,
    ),
    Source(
        "published_documents",
        pa.schema(
            [
                *(("document", NO), ("language", CODE), ("version", NO), ("m", NO), ("since", DAY), ("until", DAY)),
                *(("guidance_kind", CODE), ("guidance_theme", CODE), ("audience", CODE)),
            ]
        ),
        documents,
    ),
)
