"""Words that belong together are found together, in the four languages."""

import pytest

from tabara.methods.stems import stems, stems_of, words


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("rn", "umwana", "abana"),
        ("rn", "umuntu", "abantu"),
        ("rn", "igihano", "ibihano"),
        ("rn", "igihano", "guhana"),  # the punishment, to punish
        ("rn", "icaha", "ivyaha"),
        ("rn", "itegeko", "amategeko"),
        ("rn", "gucuruza", "icuruzwa"),  # to trade, the trade that is done
        ("rn", "gucuruza", "abacuruzi"),
        ("rn", "umwaka", "imyaka"),
        ("sw", "mtoto", "watoto"),
        ("sw", "kosa", "makosa"),
        ("sw", "kifungo", "vifungo"),
        ("sw", "mwathiriwa", "waathiriwa"),
        ("fr", "victime", "victimes"),
        ("fr", "puni", "punie"),
        ("en", "victim", "victims"),
        ("en", "punishing", "punished"),
    ],
)
def test_two_forms_of_a_word_share_a_stem(language: str, one: str, other: str) -> None:
    assert stems_of(one, language) & stems_of(other, language)


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [("rn", "umwana", "umuntu"), ("rn", "igihano", "icaha"), ("sw", "mtoto", "kosa"), ("fr", "victime", "peine")],
)
def test_two_words_share_none(language: str, one: str, other: str) -> None:
    assert not stems_of(one, language) & stems_of(other, language)


def test_accents_capitals_and_what_is_elided_make_no_difference() -> None:
    assert stems("L’ENFANT", "fr") == stems("enfant", "fr")
    assert stems("n'Umwana", "rn") == stems("umwana", "rn")
    assert stems("pénale", "fr") == stems("penale", "fr")


def test_a_word_says_where_it_stands() -> None:
    said = "D’une loi, l'autre."
    assert [said[begin:end] for begin, end, _word in words(said)] == ["une", "loi", "autre"]


def test_another_language_leaves_the_word_as_it_is() -> None:
    assert stems_of("Łódź", "pl") == {"łodz"}
