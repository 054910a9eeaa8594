"""The documents of a case that the member was allowed to open, as a list may show them: sealed."""

from tabara.protection.cases.models import Case, Document


def documents(*, case: Case) -> list[Document]:
    """Return the documents, newest first, without what they hold; what they are about stays sealed."""
    return list(case.documents.defer("sealed").select_related("added_by").order_by("-number"))
