"""Files that are handed out, to be kept and opened in a spreadsheet."""

from django.http import HttpResponse

from tabara.interfaces.web.headers import SHUT


def csv_out(content: bytes, name: str) -> HttpResponse:
    """Return a CSV file under a name that says nothing about anybody."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"', "Content-Security-Policy": SHUT}
    return HttpResponse(content, content_type="text/csv; charset=utf-8", headers=headers)
