"""A file of providers, held against the directory before anything is written: what each line would do, and why not."""

import pytest
from django.utils import translation

from tabara import codelists
from tabara.access.errors import NotAllowed, NotFound
from tabara.protection.directory import queries
from tabara.protection.directory.models import Provider
from tabara.protection.directory.operations import Terms, plan, standing_sheet, wrong_lines
from tabara.protection.directory.operations.filing.columns import COLUMNS
from tabara.protection.directory.operations.filing.plain import plain
from tests.factories import make_agency
from tests.protection.directory.filed import drawn, file_sent, flaws, looked_at, standings
from tests.protection.directory.invented import at_home, keeper, listed, next_door, offer, shelter
from tests.protection.sharing.sharers import today

pytestmark = pytest.mark.django_db(databases="__all__")

CLINIC = """
| Provider | Kind of provider | Place   | Telephone | Languages spoken | Service            | For which sex |
| Akabanga | Clinic or hospital | Ihuriro | 22 00 11 | Kirundi + fr     | Medical assistance | Female        |
| Akabanga |                    |         |          |                  | psychosocial       |               |
"""


def test_new_lines_are_told_from_changed_ones_and_from_the_same():
    one = listed("Akabanga", phone="22 00 11")
    offer(one, "medical", terms=Terms(sexes=("female",)))
    listed("Unity", kind="school", place="ZZB1", languages=())
    asked = """
    | Provider | Kind of provider   | Place    | Telephone | Languages spoken | Service            | For which sex |
    | Akabanga | Clinic or hospital | Ihuriro  | 22 00 11  | Kirundi + fr     | Medical assistance | Female        |
    | Akabanga |                    |          |           |                  | psychosocial       |               |
    | Unity    | School             | Nyenyeri | 33        |                  |                    |               |
    | Brothers | other              | ZZB2     |           |                  |                    |               |
    """
    assert standings(keeper(), asked) == ["same", "new", "changed", "new"]
    changes = [row.changes for row in looked_at(keeper(), asked).rows]
    assert [[(each.column, each.before, each.after) for each in row] for row in changes] == [
        [],
        [],
        [("phone", "", "33")],
        [],
    ]
    assert Provider.objects.count() == 2  # to look is to write nothing


def test_an_empty_cell_changes_nothing_and_a_dash_empties():
    terms = Terms(capacity=3, sexes=("male",), cost="paid")
    offer(listed("Akabanga", phone="22", hours="8-12"), "medical", terms=terms)
    asked = """
    | Provider | kind | Place | Telephone | Opening hours | Service | Cost | capacity | For which sex |
    | Akabanga |      | -     | -         |               | medical | -    | -        | -             |
    """
    (row,) = looked_at(keeper(), asked).rows
    assert {one.column: (one.before, one.after) for one in row.changes} == {
        "phone": ("22", ""),
        "place": ("Amahoro Mashasha / Ihuriro", ""),
        "cost": ("Paid", "Free of charge"),
        "capacity": ("3", ""),
        "sexes": ("Male", ""),
    }
    assert flaws(keeper(), "| Provider | Kind of provider |\n| Akabanga | - |")[0][1] == "kind"


def test_a_name_is_found_whatever_its_capitals_accents_and_blanks():
    listed("Foyer  d’Éclair")
    assert standings(keeper(), "| Provider |\n| foyer d'eclair |") == ["same"]


def test_a_closed_provider_is_no_longer_there_and_a_new_one_of_its_name_needs_its_kind():
    closed = listed("Akabanga")
    Provider.objects.filter(pk=closed.pk).update(until=today())
    assert [one[1] for one in flaws(keeper(), "| Provider |\n| Akabanga |")] == ["kind"]


def test_no_two_columns_are_called_alike_in_any_language():
    for language in codelists.pack().languages:
        with translation.override(language):
            assert len({plain(str(one.title)) for one in COLUMNS}) == len(COLUMNS)


def test_titles_of_every_language_and_the_keys_themselves_are_known():
    assert standings(keeper(), "| Prestataire | kind |\n| Akabanga | clinic |") == ["new"]


def test_what_is_handed_out_changes_nothing_when_it_comes_back():
    by, home = keeper(), make_agency("home")
    one = listed("=1+1 Sœurs, «la Paix»; «l’Espoir»", agency=home, place="ZZ203", place_version="2010", phone="+257 22")
    terms = Terms(
        cost="paid",
        hours="8-12; 14-16",
        closed_days=("sat", "sun"),
        capacity=4,
        full_until=today(),
        sexes=("female",),
        age_from=12,
        age_to=17,
        takes_children=True,
        child_age_to=5,
        disabilities=("seeing",),
        categories=("returnee",),
        needs_determination=True,
    )
    offer(one, "medical", terms=terms)
    offer(one, "psychosocial")
    listed("Empty", kind="other", place="", place_version="", languages=())
    shelter("Refuge", agency=home)
    sheet = standing_sheet(by=by, on=today())
    assert b"'=1+1" in sheet  # no spreadsheet runs it
    assert b"'+257" in sheet
    assert standings(by, sheet) == ["same"] * 4


def test_a_supervisor_is_handed_the_own_agencys_providers_alone():
    mine = at_home("supervisor")
    listed("Ours", agency=mine.agency)
    listed("Theirs")
    sheet = standing_sheet(by=mine, on=today()).decode()
    assert "Ours" in sheet
    assert "Theirs" not in sheet
    assert standings(mine, sheet.encode()) == ["same"]


WRONG = [
    ({"Provider": ""}, "name", "Give the provider a name"),
    ({"Provider": "A" * 121}, "name", "at most 120"),
    ({"Kind of provider": ""}, "kind", "Say what kind"),
    ({"Kind of provider": "zoo"}, "kind", "“zoo” is not known"),
    ({"Place": "Nowhere"}, "place", "no province or commune “Nowhere”"),
    ({"Place": "ZZA101"}, "place", "nothing finer"),
    ({"Place": "Éclair"}, "place", "exists more than once: ZZ103"),
    ({"Place": "Ihuriro", "Division of the place": "1999"}, "division", "no division “1999”"),
    ({"Telephone": "2" * 41}, "phone", "at most 40"),
    ({"Opening hours": "8" * 201}, "hours", "at most 200"),
    ({"Languages spoken": "Klingon"}, "languages", "“Klingon” is not known"),
    ({"Secret place": "perhaps"}, "is_confidential", "neither yes nor no"),
    ({"Secret place": "yes", "Telephone": "79"}, "phone", "sealed"),
    ({"Agency": "Nobody knows"}, "agency", "No agency “Nobody knows”"),
    ({"Service": "dancing"}, "service", "“dancing” is not known"),
    ({"Service": "", "From which age": "3"}, "service", "Name the service"),
    ({"Cost": "a goat"}, "cost", "“a goat” is not known"),
    ({"Hours of the service": "8" * 201}, "service_hours", "at most 200"),
    ({"Closed on": "Someday"}, "closed_days", "“Someday” is not known"),
    ({"Persons at a time": "many"}, "capacity", "no whole number"),
    ({"Persons at a time": "-1"}, "capacity", "no whole number"),
    ({"Persons at a time": "99999"}, "capacity", "from 0 to 10000"),
    ({"Full until": "31/02/2026"}, "full_until", "no day of the calendar"),
    ({"Full until": "soon"}, "full_until", "no day of the calendar"),
    ({"For which sex": "both"}, "sexes", "“both” is not known"),
    ({"From which age": "9.5"}, "age_from", "no whole number"),
    ({"From which age": "200"}, "age_from", "from 0 to 120"),
    ({"From which age": "20", "Up to which age": "10"}, "age_to", "youngest age is above the oldest"),
    ({"Up to which age of the children": "3"}, "takes_children", "Say first"),
    ({"A parent may bring children": "maybe"}, "takes_children", "neither yes nor no"),
    ({"Fit for which difficulties": "flying"}, "disabilities", "“flying” is not known"),
    ({"Only for these categories": "kings"}, "categories", "“kings” is not known"),
    ({"Only for identified victims": "2"}, "needs_determination", "neither yes nor no"),
]


@pytest.mark.parametrize(("cells", "column", "sentence"), WRONG)
def test_each_wrong_cell_is_named_with_its_line_its_column_and_the_reason(cells, column, sentence):
    told = {"Provider": "Akabanga", "Kind of provider": "clinic", "Service": "medical", **cells}
    table = f"| {' | '.join(told)} |\n| {' | '.join(told.values())} |"
    ((line, where, reason),) = flaws(keeper(), table)
    assert (line, where) == (2, column)
    assert sentence in reason


def test_everything_that_is_wrong_with_a_line_is_said_at_once():
    asked = """
    | Provider | Kind of provider | Languages spoken | Service | Closed on | From which age |
    | Akabanga | clinic           | Klingon          | medical | Someday   | young          |
    """
    assert [one[1] for one in flaws(keeper(), asked)] == ["languages", "closed_days", "age_from"]


def test_lines_of_one_provider_that_contradict_each_other_are_refused():
    asked = """
    | Provider | Kind of provider | Telephone | Service      |
    | Akabanga | clinic           | 22        | medical      |
    | Akabanga | clinic           | 33        | psychosocial |
    | Akabanga |                  |           | Medical assistance |
    """
    assert flaws(keeper(), asked) == [
        (3, "phone", "Line 2 says something else of this provider. Write the same in both."),
        (4, "service", "Line 2 names this service of this provider already. Keep one of them."),
    ]
    assert standings(keeper(), asked) == ["waits", "refused", "refused"]


def test_a_line_wider_than_the_header_is_refused_for_its_cells_may_have_slipped():
    assert flaws(keeper(), b"name,kind\nAkabanga,clinic,22 00")[0][2].startswith("There is more in this line")
    assert standings(keeper(), b"name,kind\nAkabanga,clinic,,") == ["new"]


def test_a_name_that_the_directory_has_twice_is_refused_until_somebody_tells_them_apart():
    listed("Akabanga")
    listed("Akabanga")
    assert [one[2] for one in flaws(keeper(), "| Provider |\n| Akabanga |")] == [
        "The directory has this name more than once. Give them different names there first."
    ]


def test_a_secret_place_stays_one_and_an_open_one_is_sealed_on_its_own_page():
    shelter("Refuge", agency=make_agency("home"))
    listed("Akabanga")
    asked = """
    | Provider | Agency | Secret place |
    | Refuge   | home   | no           |
    | Akabanga |        | yes          |
    """
    assert [one[2] for one in flaws(keeper(), asked)] == [
        "This place is secret, and stays so.",
        "Make it a secret place on its own page.",
    ]


def test_a_supervisor_brings_the_own_agencys_providers_and_nobody_elses():
    mine = at_home("supervisor")
    next_door()
    assert standings(mine, "| Provider | Kind of provider | Agency |\n| Ours | clinic | home |") == ["new"]
    assert looked_at(mine, "| Provider | Kind of provider |\n| Ours | clinic |").entries[0].agency == mine.agency
    ((_line, column, reason),) = flaws(
        mine, "| Provider | Kind of provider | Agency |\n| Theirs | clinic | next-door |"
    )
    assert (column, reason) == (
        "agency",
        "You keep the providers of your own agency. Leave the others to the coordinator.",
    )


@pytest.mark.parametrize("role", ["caseworker", "focal_point", "data_team", "administrator"])
def test_others_send_and_read_no_file(role):
    with pytest.raises(NotAllowed):
        file_sent(at_home(role), CLINIC)
    with pytest.raises(NotAllowed):
        queries.files(by=at_home(role))


def test_a_file_is_seen_by_the_agency_that_sent_it_alone():
    sent = file_sent(at_home("supervisor"), CLINIC)
    assert queries.file_of(by=at_home("supervisor"), number=sent.pk) == sent
    with pytest.raises(NotFound):
        queries.file_of(by=next_door("supervisor"), number=sent.pk)


def test_what_a_file_holds_lies_sealed():
    sent = file_sent(keeper(), "| Provider | Telephone |\n| Akabanga | 79 99 44 11 |")
    assert b"79 99" not in bytes(sent.sealed)


def test_the_lines_that_were_refused_come_back_with_the_reason_and_are_read_again():
    by = keeper()
    asked = """
    | Provider | Kind of provider | Telephone | Service      |
    | Akabanga | zoo              | +257 22   | medical      |
    | Akabanga |                  |           | psychosocial |
    | Brothers | other            |           |              |
    """
    back = wrong_lines(plan(by=by, file=file_sent(by, asked), on=today()))
    text = back.decode("utf-8-sig")
    assert "Brothers" not in text
    assert "Kind of provider: “zoo” is not known here." in text
    assert "it waits for the other lines" in text
    assert standings(by, back.replace(b"zoo", b"clinic")) == ["new", "new"]
    (entry,) = looked_at(by, back.replace(b"zoo", b"clinic")).entries
    assert entry.listing["phone"] == "+257 22"


def test_a_drawn_table_is_what_somebody_would_send():
    assert drawn("| a | b |\n| x + y | |").decode("utf-8-sig") == '"a","b"\r\n"x | y",""\r\n'
