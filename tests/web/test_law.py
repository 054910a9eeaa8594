"""Every member reads the law: leaf through it, search it, see what binds and what is disputed."""

import pytest
from django.urls import reverse

from tests.web.steps import said as said_in
from tests.web.steps import signed_in

pytestmark = pytest.mark.django_db(databases="__all__")


def test_the_first_page_lists_the_instruments_and_says_what_is_held() -> None:
    said = said_in(signed_in("focal_point").get(reverse("web:law")))
    assert "Palermo Protocol" in said
    assert "a part" in said


def test_a_search_leads_to_the_article_with_its_penalties_side_by_side() -> None:
    client = signed_in("caseworker")
    answer = client.get(reverse("web:law"), {"q": "enfant vingt"})
    address = reverse("web:law-article", kwargs={"instrument": "trafficking-act", "article": "2a"})
    assert address in answer.content.decode()
    said = said_in(client.get(address))
    assert "Imprisonment: 10 to 20 years" in said
    assert "Fine: 1,000 to 5,000 XTS" in said
    assert "The first text binds" in said


def test_nothing_found_leads_on() -> None:
    said = said_in(signed_in("caseworker").get(reverse("web:law"), {"q": "submarine"}))
    assert "No article holds all these words" in said


def test_a_day_that_is_none_is_left_aside_and_one_that_is_holds() -> None:
    client = signed_in("caseworker")
    assert "Punishment, as it was" in said_in(client.get(reverse("web:law"), {"q": "2", "on": "soon"}))
    assert "Punishment, as it was" not in said_in(client.get(reverse("web:law"), {"q": "2", "on": "2020-01-01"}))


@pytest.mark.parametrize(
    ("name", "parts"),
    [("law-instrument", {"instrument": "song"}), ("law-article", {"instrument": "trafficking-act", "article": "99"})],
)
def test_what_there_is_not_is_not_found(name: str, parts: dict[str, str]) -> None:
    assert signed_in("caseworker").get(reverse(f"web:{name}", kwargs=parts)).status_code == 404
