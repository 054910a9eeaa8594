"""A search of the law finds every form of a word in every language, ranks it, and shows the place."""

import datetime as dt

import pytest

from tabara.codelists import CodelistError
from tabara.prosecution import queries
from tests.factories import make_member

pytestmark = pytest.mark.django_db(databases="__all__")

ARTICLE_1, ARTICLE_2, ARTICLE_2A = "1", "2", "2a"


def found(sought: str, language: str = "fr", on: dt.date | None = None) -> list[str]:
    """Return the numbers of the articles of the invented law that are found."""
    everything = queries.find(by=make_member(), sought=sought, language=language, on=on)
    return sorted(one.article.number for one in everything if one.instrument.key == "trafficking-act")


@pytest.mark.parametrize(
    ("sought", "numbers"),
    [
        ("contraintes", [ARTICLE_1]),  # French; the text says contrainte
        ("exploited", [ARTICLE_1]),  # English; to exploit
        ("abana", [ARTICLE_1, ARTICLE_2A]),  # Kirundi, many; the text says one: umwana
        ("watoto", [ARTICLE_1, ARTICLE_2A]),  # Swahili, many; mtoto
        ("abacuruzi", [ARTICLE_1, ARTICLE_2, ARTICLE_2A]),  # Kirundi: who trades; the name of the law says the trade
        ("2a", [ARTICLE_2A]),  # its number
        ("enfant vingt", [ARTICLE_2A]),  # both words
        ("enfant kosa", []),  # both words, and one stands nowhere
        ("victims", [ARTICLE_2A]),
        ("   ", []),
        ('"; DROP TABLE article; --', []),
        ("NEAR AND OR ( *", []),
    ],
)
def test_every_form_of_a_word_is_found_in_every_language(sought: str, numbers: list[str]) -> None:
    assert found(sought) == numbers


def test_of_a_day_only_what_was_in_force_is_found() -> None:
    assert found("emprisonnement") == [ARTICLE_2, ARTICLE_2A]
    assert found("emprisonnement", on=dt.date(2012, 1, 1)) == [ARTICLE_2]
    assert found("emprisonnement", on=dt.date(2020, 1, 1)) == [ARTICLE_2A]


def test_the_place_is_shown_in_the_readers_language_where_the_word_stands_in_it() -> None:
    def place(sought: str, language: str) -> tuple[str, str]:
        one = queries.find(by=make_member(), sought=sought, language=language)[0]
        assert one.passage is not None
        return one.passage.language, one.passage.word

    assert place("coercion", "en") == ("en", "coercion")
    assert place("coercion", "rn") == ("en", "coercion")  # not said in Kirundi
    assert place("enfants", "fr") == ("fr", "enfant")


def test_what_stands_in_the_text_itself_is_shown_before_its_plain_words() -> None:
    found = queries.find(by=make_member(), sought="héberger", language="fr")
    one = next(one for one in found if one.instrument.key == "trafficking-act")
    assert one.passage is not None
    assert one.passage.before == "Constitue la traite le fait de recruter ou d’"


def test_an_article_that_there_is_not_is_refused_by_name() -> None:
    with pytest.raises(CodelistError, match="“trafficking-act” has no article “99” here; there are: 1, 2, 2a"):
        queries.article(by=make_member(), instrument="trafficking-act", number="99")
    with pytest.raises(CodelistError, match=r"There is no instrument “song”; there are: .*trafficking-act"):
        queries.article(by=make_member(), instrument="song", number="1")
