"""What somebody types or reads stays on the page: no browser keeps it for later, or sends it to its maker."""

import re

import pytest

from tests.factories import register
from tests.web.steps import page, signed_in

pytestmark = pytest.mark.django_db(databases="__all__")
TYPED = re.compile(r'<input(?=[^>]*type="(?:text|tel|search)"|[^>]*inputmode)[^>]*>')


@pytest.fixture
def shown():
    client = signed_in("caseworker")
    case = register(client.member)
    names = ("record-service", "screening", "determination", "consent", "close", "add-category")
    pages = [client.get(page(name, number=case.pk)) for name in names]
    pages += [client.get(page(name)) for name in ("search", "intake", "cases")]
    pages.append(client.post(page("correct-name", number=case.pk)))
    return [answer.content.decode() for answer in pages]


def test_no_browser_offers_again_what_was_typed_before(shown):
    inputs = [tag for html in shown for tag in TYPED.findall(html)]
    assert inputs != []
    assert [tag for tag in inputs if 'autocomplete="off"' not in tag] == []


def test_no_browser_sends_a_note_away_to_check_its_spelling(shown):
    areas = [tag for html in shown for tag in re.findall("<textarea[^>]*>", html)]
    assert areas != []
    assert [tag for tag in areas if 'spellcheck="false"' not in tag] == []


def test_no_browser_offers_to_send_a_page_away_to_translate_it(shown):
    assert [html for html in shown if ' translate="no"' not in html or "notranslate" not in html] == []
