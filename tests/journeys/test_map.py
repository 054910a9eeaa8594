"""Somebody of the data team looks at the map: what, where and how fine, what is withheld; and keeps a picture."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from tests.factories import assisted, make_agency, make_member, register
from tests.journeys.agencies import somebody
from tests.marts import built, folder
from tests.web.steps import page

__all__ = ["built", "folder"]
pytestmark = pytest.mark.past_the_walls  # the mart reads by a role of its own, which sees only what is committed


@pytest.fixture
def helped(built: Any, folder: Path, settings: Any) -> None:
    """Twelve people are helped in one commune and three in another of the same province, in a quarter that is over."""
    settings.MART = folder
    on = timezone.localdate().replace(day=1) - dt.timedelta(days=100)
    at, worker = timezone.now() - dt.timedelta(days=60), make_member()
    for number in range(15):
        place = {"place": "ZZ101" if number < 12 else "ZZ103", "place_version": "2010"}
        assisted(worker, register(worker, opened_on=on, at=at, **place), "psychosocial", on=on, at=at)
    built(at=timezone.now())


@pytest.mark.parametrize("width", [360, 1280])
def test_the_map_is_read_by_province_and_by_commune_and_taken_away(walks: Any, helped: None, width: int) -> None:
    reader = walks(somebody(make_agency("office", name="The office"), "data_team", "Diane"), width=width)
    reader.opens(page("figures")).follows("Look at the map").is_well()
    reader.says({"Indicator": "People assisted", "Level": "Province"}).presses("Show")
    reader.reads("People assisted: 15").reads_in_order("Amahoro Mashasha", "15", "Imvura", "0").is_well()
    assert reader.main.locator("svg title", has_text="15").count() == 1
    reader.says({"Level": "Commune", "Division of the country": "Since 2010"}).presses("Show").is_well()
    reader.reads("withheld", "Withheld is not zero.").reads_nothing_of("Anna")
    with reader.page.expect_download() as got:
        reader.main.locator("button", has_text="Download as a picture").click()
    assert Path(got.value.path()).read_bytes().startswith(b"\x89PNG")
