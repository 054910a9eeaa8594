"""The documents of a case that the member was allowed to open, as a list may show them: sealed."""

from collections.abc import Iterator

from django.utils import timezone

from tabara.protection.cases.models import Case, Document
from tabara.protection.cases.queries.words import Written, writes


def documents(*, case: Case) -> list[Document]:
    """Return the documents, newest first, without what they hold; what they are about stays sealed."""
    return list(case.documents.defer("sealed").select_related("added_by").order_by("-number"))


@writes
def _about(case: Case) -> Iterator[Written]:
    for row in case.documents.defer("sealed"):
        yield Written(timezone.localdate(row.added_at), "document", f"document.{row.pk}.about", row.about)
