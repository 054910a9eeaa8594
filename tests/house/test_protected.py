"""Nobody reads a record about a person without saying for whom: every model with a case or a person is protected."""

import pytest
from django.apps import apps

from tabara.access.protected import Protected, Unscoped, Whole
from tabara.protection.cases.models import Case, Person
from tests.house.tree import files, name

OF_SOMEBODY = {"case", "person"}


def about_people():
    for model in apps.get_models():
        if not model.__module__.startswith("tabara."):
            continue
        fields = model._meta.concrete_fields
        leads = any(field.related_model in (Case, Person) or field.name in OF_SOMEBODY for field in fields)
        if leads or model in (Case, Person) or model._meta.app_label == "vault":
            yield model


def test_every_model_with_a_case_or_a_person_is_protected():
    open_ones = [one._meta.label for one in about_people() if not isinstance(one._default_manager, Protected)]
    assert open_ones == []


@pytest.mark.parametrize("model", [pytest.param(one, id=one._meta.label) for one in about_people()])
def test_a_protected_model_refuses_to_be_asked_without_saying_for_whom(model):
    for ask in ("all", "count", "first", "none"):
        with pytest.raises(Unscoped, match=model.__name__):
            getattr(model.objects, ask)()
    with pytest.raises(Unscoped):
        model.objects.filter(pk=None)
    assert model.objects.everything(Whole.CHECK).query is not None


def test_the_plain_manager_is_used_only_where_rows_are_written():
    """`_base_manager` goes round the protection: by Django itself, and by the pen of operations."""
    used = {name(path) for path in files(".py", under=("src",)) if "_base_manager" in path.read_text()}
    assert used == {
        "src/tabara/access/operation.py",  # what an act made, for the act that arrives a second time
        "src/tabara/access/protected.py",  # says so
        "src/tabara/access/second.py",  # the record that an approval names, for whoever approved or asked
        "src/tabara/access/unit.py",  # writes rows that somebody holds
        "src/tabara/protection/directory/operations/filing/untouched.py",  # whether anything at all hangs on a provider
        "src/tabara/protection/referral/operations/handing.py",  # a person's row is held while a copy of it is made
    }
