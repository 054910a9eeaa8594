"""A case knows of a court file while the person agrees; the file knows nothing of the case."""

import datetime as dt

import pytest

from tabara.access.errors import NotAllowed, NotFound, Refused
from tabara.access.models import Member
from tabara.access.protected import Whole
from tabara.prosecution import operations, queries
from tabara.prosecution.models import FileTie
from tabara.protection.cases.operations import withdraw_consent
from tests.factories import NOW, TODAY, make_agency, make_member, register
from tests.prosecution.courts import agrees_to_justice, on_trial, opened

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def officer() -> Member:
    return make_member("justice", agency=make_agency("parquet", kind="justice"))


@pytest.fixture
def worker() -> Member:
    return make_member()


def ties() -> list[FileTie]:
    return list(FileTie.objects.everything(Whole.CHECK))


def test_whoever_carries_the_case_sees_the_stage_and_the_next_hearing(officer: Member, worker: Member) -> None:
    case, (file, _charge) = register(worker), on_trial(officer)
    operations.set_hearing(by=officer, at=NOW, file=file, on=TODAY + dt.timedelta(days=9))
    agrees_to_justice(worker, case)
    operations.tie_file(by=worker, at=NOW, case=case, code=f" {file.code.lower()} ")
    (found,) = queries.of_case(by=worker, case=case, on=TODAY)
    assert (found.code, found.stage, found.hearing_on) == (file.code, "trial", TODAY + dt.timedelta(days=9))


def test_nothing_is_tied_to_somebody_who_did_not_agree(officer: Member, worker: Member) -> None:
    case, file = register(worker), opened(officer)
    for given in (None, False):
        if given is not None:
            agrees_to_justice(worker, case, given=given)
        with pytest.raises(Refused, match="has not agreed to cooperate with justice"):
            operations.tie_file(by=worker, at=NOW, case=case, code=file.code)
    assert ties() == []


@pytest.mark.parametrize("way", ["withdrawn", "a new no"])
def test_a_tie_ends_with_the_agreement(officer: Member, worker: Member, way: str) -> None:
    case, file = register(worker), opened(officer)
    agrees_to_justice(worker, case)
    operations.tie_file(by=worker, at=NOW, case=case, code=file.code)
    if way == "withdrawn":
        withdraw_consent(by=worker, at=NOW, case=case, purpose="justice")
    else:
        agrees_to_justice(worker, case, given=False)
    assert queries.of_case(by=worker, case=case, on=TODAY) == []
    assert [one.ended_on for one in ties()] == [TODAY]
    agrees_to_justice(worker, case)
    assert queries.of_case(by=worker, case=case, on=TODAY) == []  # to agree again ties nothing by itself


def test_one_file_is_tied_once_and_can_be_untied(officer: Member, worker: Member) -> None:
    case, file = register(worker), opened(officer)
    agrees_to_justice(worker, case)
    row = operations.tie_file(by=worker, at=NOW, case=case, code=file.code)
    with pytest.raises(Refused, match="tied to that court file already"):
        operations.tie_file(by=worker, at=NOW, case=case, code=file.code)
    with pytest.raises(Refused, match="There is no court file of that number"):
        operations.tie_file(by=worker, at=NOW, case=case, code="JJJJJ")
    operations.untie_file(by=worker, at=NOW, case=case, tie=row.pk)
    assert queries.of_case(by=worker, case=case, on=TODAY) == []
    with pytest.raises(NotFound):
        operations.untie_file(by=worker, at=NOW, case=register(worker), tie=row.pk)


def test_an_officer_of_justice_of_the_same_agency_sees_and_ties_no_case(worker: Member) -> None:
    officer = make_member("justice", agency=worker.agency)
    case, file = register(worker), opened(officer)
    agrees_to_justice(worker, case)
    operations.tie_file(by=worker, at=NOW, case=case, code=file.code)
    assert queries.of_case(by=officer, case=case, on=TODAY) == []
    assert list(FileTie.objects.visible_to(officer)) == []
    with pytest.raises(NotAllowed):
        operations.tie_file(by=officer, at=NOW, case=case, code=file.code)


def test_a_tie_is_not_shown_to_another_agency(officer: Member, worker: Member) -> None:
    case, file = register(worker), opened(officer)
    agrees_to_justice(worker, case)
    operations.tie_file(by=worker, at=NOW, case=case, code=file.code)
    stranger = make_member(agency=make_agency("away"))
    assert queries.of_case(by=stranger, case=case, on=TODAY) == []
    assert list(FileTie.objects.visible_to(stranger)) == []
