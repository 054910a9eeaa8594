"""An officer of data protection narrows the audit, on a telephone and on a desk, in French and in English."""

import pytest

from tabara.access import audit
from tests.factories import make_agency, make_member
from tests.web.browser import fits, press, sign_in


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize(("language", "button"), [("fr", "Filtrer"), ("en", "Filter")])
def test_the_audit_is_narrowed_and_fits_the_screen(context, width: int, language: str, button: str) -> None:
    home = make_agency("home")
    worker = make_member("caseworker", agency=home, name="Aline")
    for _ in range(60):
        audit.note(by=worker, operation="page.figures", outcome="denied", asked="x")
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 800})
    sign_in(page, make_member("data_protection_officer", agency=home))
    page.goto(f"/audit/?language={language}")
    fits(page)
    page.locator("#member").select_option(label=f"Aline ({worker.username})")
    press(page, button)
    assert page.locator("tbody tr").count() == 50
    page.locator("a[rel=next]").click()
    fits(page)
    assert page.locator("tbody tr").count() == 10
