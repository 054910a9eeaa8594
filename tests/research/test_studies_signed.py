"""What a linkage found is kept as counts; what a study says leaves once a second person agreed, and no sooner."""

import pytest

from tabara.access.errors import NotAllowed, Refused
from tabara.research import queries
from tabara.research.enums import StudyState
from tabara.research.models import CaptureCount, SignOff, Study
from tabara.research.operations import Counted, keep_counts, keep_study, sign_study, strike_linkage
from tests.factories import NOW, make_member
from tests.research.studied import HISTORIES, asked, counted, studied

pytestmark = pytest.mark.django_db(databases="__all__")
FOUND = {"outcome": "LOWER_BOUND_ONLY", "value": 130}


@pytest.fixture
def researcher():
    return make_member("researcher")


@pytest.fixture
def data():
    return make_member("data_team")


def test_counts_become_the_capture_table_that_estimates_take(researcher) -> None:
    row = counted(researcher, drawn=[HISTORIES, {**HISTORIES, (1, 1, 0): 9}], left_out={"A": 3}, decided=2, undecided=1)
    table = queries.table_of(row)
    assert (table.lists, table.observed, table.total("A", "B"), table.sha256) == (("A", "B", "C"), 102, 8, row.sha256)
    assert row.observed == table.observed
    assert [queries.table_of(row, one).total("A", "B") for one in row.drawn] == [8, 11]


def test_a_list_on_which_nobody_stands_is_in_no_table(researcher) -> None:
    row = counted(researcher, histories={(1, 0, 0): 12, (0, 0, 1): 9, (1, 0, 1): 2})
    assert queries.table_of(row).lists == ("A", "C")


def test_lists_with_nobody_at_all_are_refused(researcher) -> None:
    with pytest.raises(Refused, match="cannot be counted"):
        counted(researcher, histories={})
    assert CaptureCount.objects.count() == 0


def test_what_was_not_linked_is_not_counted(researcher) -> None:
    with pytest.raises(Refused, match="not been linked"):
        keep_counts(by=make_member("linkage_officer"), at=NOW, linkage=asked(researcher), found=Counted(HISTORIES))


def test_who_links_keeps_the_counts_and_reads_none(researcher) -> None:
    officer = make_member("linkage_officer")
    row = counted(researcher, officer=officer)
    assert [one.pk for one in queries.linkages(by=officer)] == [row.linkage_id]
    for read in (
        lambda: queries.counts(by=officer, linkage=row.linkage),
        lambda: queries.counts_of(by=officer, number=row.pk),
        lambda: queries.studies(by=officer),
        lambda: keep_counts(by=researcher, at=NOW, linkage=row.linkage, found=Counted(HISTORIES)),
    ):
        with pytest.raises(NotAllowed):
            read()


def test_a_study_waits_is_done_and_is_never_done_again(researcher) -> None:
    study = studied(researcher, seed=7, resamples=200, claim=400, why={"closed": " One year only. ", "alike": " "})
    assert (study.state, study.seed) == (StudyState.RUNNING, 7)
    assert study.settings == {"resamples": 200, "claim": 400, "why": {"closed": "One year only."}}
    keep_study(by=researcher, at=NOW, study=study, result=FOUND)
    assert (study.state, study.outcome, study.result) == (StudyState.DONE, "LOWER_BOUND_ONLY", FOUND)
    with pytest.raises(Refused, match="is done"):
        keep_study(by=researcher, at=NOW, study=study, result=FOUND)


def test_a_result_that_does_not_say_whether_there_is_a_number_is_a_defect(researcher) -> None:
    with pytest.raises(ValueError, match="whether there is a number"):
        keep_study(by=researcher, at=NOW, study=studied(researcher), result={"value": 12})


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"seed": -1}, "seed"),
        ({"seed": 2**31}, "seed"),
        ({"resamples": 5}, "resamples"),
        ({"resamples": 10**6}, "resamples"),
        ({"claim": 102}, "claim"),
        ({"why": {"luck": "Always."}}, "why"),
        ({"title": " "}, "title"),
    ],
)
def test_a_study_that_cannot_be_meant_is_refused(researcher, facts, field) -> None:
    with pytest.raises(Refused) as refusal:
        studied(researcher, **facts)
    assert (refusal.value.field, Study.objects.count()) == (field, 0)


def test_a_number_leaves_once_a_second_person_agreed(researcher, data) -> None:
    study = studied(researcher)
    with pytest.raises(Refused, match="not done yet"):
        sign_study(by=data, at=NOW, study=study, agrees=True, words="I read the report.")
    keep_study(by=researcher, at=NOW, study=study, result=FOUND)
    assert queries.latest_signed(by=data) is None
    sign_study(by=data, at=NOW, study=study, agrees=True, words="I read the report.")
    found = queries.latest_signed(by=make_member("coordinator"))
    assert (found.pk, found.state) == (study.pk, StudyState.SIGNED)


def test_nobody_signs_off_what_they_asked_for(data) -> None:
    study = keep_study(by=data, at=NOW, study=studied(data), result=FOUND)
    with pytest.raises(Refused, match="Another person"):
        sign_study(by=data, at=NOW, study=study, agrees=True, words="Mine.")
    assert SignOff.objects.count() == 0
    sign_study(by=make_member("data_team"), at=NOW, study=study, agrees=True, words="I read it.")
    assert queries.study_of(by=data, number=study.pk).state is StudyState.SIGNED


def test_a_sign_off_can_be_taken_back_and_both_words_stay(researcher, data) -> None:
    study = keep_study(by=researcher, at=NOW, study=studied(researcher), result=FOUND)
    for agrees, words in ((True, "I read it."), (False, "A list was double.")):
        sign_study(by=data, at=NOW, study=study, agrees=agrees, words=words)
    assert queries.latest_signed(by=data) is None
    told = queries.study_of(by=data, number=study.pk)
    assert (told.state, [one.words for one in told.signatures.all()]) == (
        StudyState.REFUSED,
        ["A list was double.", "I read it."],
    )


def test_a_sign_off_says_why(researcher, data) -> None:
    study = keep_study(by=researcher, at=NOW, study=studied(researcher), result=FOUND)
    for words in (" ", "x" * 301):
        with pytest.raises(Refused) as refusal:
            sign_study(by=data, at=NOW, study=study, agrees=True, words=words)
        assert refusal.value.field == "words"


def test_what_is_out_of_use_is_neither_studied_nor_signed_nor_shown(researcher, data) -> None:
    study = keep_study(by=researcher, at=NOW, study=studied(researcher), result=FOUND)
    sign_study(by=data, at=NOW, study=study, agrees=True, words="I read it.")
    strike_linkage(by=researcher, at=NOW, linkage=study.counts.linkage)
    assert queries.latest_signed(by=data) is None
    with pytest.raises(Refused, match="out of use"):
        studied(researcher, counts=study.counts)
    with pytest.raises(Refused, match="out of use"):
        sign_study(by=data, at=NOW, study=study, agrees=True, words="Again.")


@pytest.mark.parametrize("role", ["researcher", "coordinator", "caseworker", "linkage_officer"])
def test_who_does_not_publish_signs_nothing_off(role, researcher) -> None:
    study = keep_study(by=researcher, at=NOW, study=studied(researcher), result=FOUND)
    with pytest.raises(NotAllowed):
        sign_study(by=make_member(role), at=NOW, study=study, agrees=True, words="I read it.")


@pytest.mark.parametrize("role", ["caseworker", "supervisor", "coordinator", "secretariat", "justice"])
def test_overlaps_and_studies_are_shown_to_no_one_else(role, researcher) -> None:
    row, by = counted(researcher), make_member(role)
    for read in (
        lambda: queries.linkages(by=by),
        lambda: queries.linkage_of(by=by, number=row.linkage_id),
        lambda: queries.counts_of(by=by, number=row.pk),
        lambda: queries.studies(by=by),
    ):
        with pytest.raises(NotAllowed):
            read()
