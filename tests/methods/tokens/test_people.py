"""An agency's file: who agreed is read, who did not is counted, and what cannot be meant is refused."""

import pytest

from tabara.methods.linkage.errors import LinkageError
from tabara.methods.linkage.tokens import LeftOut, Person, read_people

HEAD = "unique_id,agency,first_name,surname,research\n"


def test_only_a_yes_is_a_yes() -> None:
    said = ("yes", "Oui", "no", "NON", "", "  ")
    people = read_people(HEAD + "".join(f"{at},A,Odette,Niragira,{one}\n" for at, one in enumerate(said)))
    assert people.agreed == (("A", Person("Odette", "Niragira")),) * 2
    assert people.left_out == {"A": LeftOut(no=2, not_asked=2)}
    assert people.left_out["A"].people == 4


def test_each_list_counts_its_own() -> None:
    people = read_people(HEAD + "1,A,Odette,,yes\n2,B,Aline,,no\n3,B,Denise,,\n")
    assert people.left_out == {"A": LeftOut(), "B": LeftOut(1, 1)}


def test_the_list_can_be_named_and_semicolons_and_marks_of_order_are_read() -> None:
    people = read_people("\ufefffirst_name;dob;research\nOdette;1990-05-02;yes\n", name="police")
    assert people.agreed == (("police", Person("Odette", dob="1990-05-02")),)


def test_a_file_of_people_who_all_agreed_needs_no_column_where_that_is_said() -> None:
    text = "first_name,agency\nOdette,A\n"
    assert len(read_people(text, everybody_agreed=True).agreed) == 1
    with pytest.raises(LinkageError, match="no column “research”"):
        read_people(text)


def test_a_no_is_a_no_where_it_is_said_that_everybody_agreed() -> None:
    people = read_people(HEAD + "1,A,Odette,,no\n", everybody_agreed=True)
    assert (people.agreed, people.left_out["A"].no) == ((), 1)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "The file is empty"),
        (HEAD, "a head and nobody below it"),
        ("agency,research\nA,yes\n", "no column first_name or surname"),
        ("first_name,first_name,research\na,b,yes\n", "Two columns are called “first_name”"),
        ("first_name,research\nOdette,yes\n", "Which list is this?"),
        (HEAD + "1,,Odette,,yes\n", "Line 2: the column “agency” is empty"),
        (HEAD + "1,A,Odette,,perhaps\n", "Line 2: what stands under research is neither yes nor no"),
        (HEAD + f"1,A,{'a' * 200_000},,yes\n", "Line 2 of the file cannot be read as CSV"),
        (HEAD + "1,A,Odette\n", "Line 2 has 3 cells, the head has 5"),
    ],
)
def test_a_file_that_cannot_be_meant_is_refused_with_the_cause(text: str, why: str) -> None:
    with pytest.raises(LinkageError, match=why):
        read_people(text)


def test_no_sentence_repeats_what_may_be_of_a_person() -> None:
    for text in ("Odette,Niragira,F,yes\nAline,Ntahe,F,yes\n", HEAD + "1,A,Aline,,Odette Niragira\n"):
        with pytest.raises(LinkageError) as refused:
            read_people(text)
        assert "niragira" not in str(refused.value).lower()


def test_columns_of_which_nothing_is_made_are_named() -> None:
    people = read_people("unique_id,agency,first_name,Date of birth,research,notes\n1,A,Odette,1998,yes,\n")
    assert people.passed_over == ("date of birth", "notes")
