"""What the makers of a study say stands in the checklist; what they do not say is told as not said."""

import pytest

from tabara.methods.prevalence import PrevalenceError
from tabara.methods.prevalence.study import NOT_SAID, Description, Justified, Linked, NotAgreed, read_description
from tests.methods.prevalence.published import published
from tests.methods.prevalence.study.quick import quick

TOLD = """
title = "People exploited in 2025"
period = "January to December 2025"
victim = "Whoever was referred with two signs or more"
linkage = "Tabara 1, probability above 0.9"
made_by = "The data team"
[lists]
b = "People heard by the police"
[assumptions.closed]
why = "One year only"
by = "The data team"
"""


def test_a_checklist_has_every_item_and_says_what_nobody_said() -> None:
    found = quick(published("Korea"), methods=["stepwise"], description=read_description(TOLD))
    items = {one.key: one for one in found.checklist}
    assert list(items) == [
        *("list:b", "list:c", "list:d", "period", "victim", "not_agreed", "made_by"),
        *(f"assumption:{key}" for key in ("closed", "linked", "meant", "alike", "no_highest")),
        *("capture", "overlaps", "ensemble", "interval", "sensitivity", "left_out", "convergence", "repeated"),
        *("small_cells", "signed"),
    ]
    assert items["list:b"].text == "People heard by the police"
    assert (items["list:c"].said, items["list:c"].text) == (None, NOT_SAID)
    assert items["assumption:closed"].text == "One year only (The data team)"
    assert items["assumption:linked"].text == NOT_SAID
    assert items["capture"].text == f"{published('Korea').sha256}. Tabara 1, probability above 0.9"
    assert items["convergence"].text.startswith("The model with all pairs of lists has no estimate")
    assert f"Seed 1; prevalence {found.provenance.versions['prevalence']}" in items["repeated"].text
    assert found.as_dict()["description"]["assumptions"] == {"closed": {"why": "One year only", "by": "The data team"}}


def test_a_description_of_a_list_that_is_not_there_is_refused() -> None:
    with pytest.raises(PrevalenceError, match="“police” is described but is no list"):
        quick(published("Korea"), description=Description(lists={"police": "x"}))
    told = read_description("[left_out.police]\nno = 1\nnot_asked = 0\n")
    with pytest.raises(PrevalenceError, match=r"“police” is under left_out but is no list\. The lists are: b, c, d"):
        quick(published("Korea"), description=told)


def test_whoever_linked_the_lists_tells_of_one_on_which_nobody_agreed() -> None:
    """It has no column in the table, and yet people of it were compared with nobody."""
    told = Description(linked=Linked("tokens"), not_agreed={"police": NotAgreed(no=9, not_asked=2)})
    found = quick(published("Korea"), methods=[], description=told, bootstrap=0)
    assert "police: no 9, not asked 2" in next(one.text for one in found.checklist if one.key == "not_agreed")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("period = ", "The description is not valid TOML"),
        ('when = "2025"', "The description has “when”, which is not known"),
        ("period = 2025", "In the description “period” is a text"),
        ('lists = "police"', "In the description “lists” is a table"),
        ('[assumptions.closed]\nwhy = "x"', "The assumption “closed” needs two lines"),
        ('[assumptions.magic]\nwhy = "x"\nby = "y"', "There is no assumption “magic”"),
    ],
)
def test_a_description_that_cannot_be_meant_is_refused(text: str, why: str) -> None:
    with pytest.raises(PrevalenceError, match=why):
        read_description(text)


def test_an_empty_reason_is_no_reason() -> None:
    told = Description(assumptions={"closed": Justified("", "The data team")})
    items = {one.key: one.text for one in quick(published("Korea"), description=told, methods=[]).checklist}
    assert items["assumption:closed"] == NOT_SAID
