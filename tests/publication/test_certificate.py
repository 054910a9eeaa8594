"""A certificate is an accessible page in its own language, the same bytes each time, and names nobody elsewhere."""

import datetime as dt
import io
from typing import Any

import pytest
from pypdf import PdfReader

from tabara.publication.certificate import Certificate, render
from tabara.publication.errors import PublicationError

DAY = dt.date(2026, 3, 1)


def one(**facts: Any) -> Certificate:
    usual = {"name": "Zebedayo Kanaridomo", "course": "Juger la traite", "hours": 12, "first": DAY, "last": DAY}
    more = {"place": "Muyinga", "agency": "Agency (demo)", "code": "CABCD1234", "issued_on": DAY, "language": "fr"}
    return Certificate(**{**usual, **more, **facts})


def read(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("en", "This certifies that Zebedayo Kanaridomo took part in the course"),
        ("fr", "Il est certifié que Zebedayo Kanaridomo a suivi la formation"),
        ("rn", "Turemeza ko Zebedayo Kanaridomo yakurikiranye inyigisho"),
        ("sw", "Hii ni kuthibitisha kwamba Zebedayo Kanaridomo alishiriki katika kozi"),
    ],
)
def test_it_speaks_the_language_of_its_holder_on_one_page(language: str, says: str) -> None:
    (text,) = read(render([one(language=language)], language="en"))
    assert says in text
    assert "CABCD1234" in text


def test_the_days_the_hours_and_the_place_stand_on_it() -> None:
    (text,) = read(render([one(last=DAY + dt.timedelta(days=2))], language="fr"))
    assert "1er mars 2026 – 3 mars 2026 · 12 heures · Muyinga" in text.replace("\u00a0", " ")


def test_a_whole_list_is_one_document_with_a_page_for_each() -> None:
    pages = read(render([one(), one(name="Nandi Uwase", code="CZZZZ9999", language="rn")], language="fr"))
    assert [("Zebedayo" in text, "Nandi" in text) for text in pages] == [(True, False), (False, True)]


def test_the_same_gives_the_same_bytes_and_no_name_stands_in_what_describes_the_document() -> None:
    pdf = render([one()], language="fr")
    assert pdf == render([one()], language="fr")
    reader = PdfReader(io.BytesIO(pdf))
    assert reader.metadata is not None
    assert reader.metadata.title == "Certificat"
    assert "Zebedayo" not in str(reader.metadata)


def test_the_longest_texts_stay_on_the_page() -> None:
    long = one(name="Wanjiru " * 10, course="Formation " * 12, agency="Agency " * 12, place="Bujumbura Mairie")
    assert len(read(render([long], language="fr"))) == 1


def test_it_says_that_it_is_invented() -> None:
    assert "Invented, for demonstration" in read(render([one(language="en")], language="en", demo=True))[0]


def test_markup_in_a_name_is_a_name() -> None:
    assert "#emph[x] *y* Nandi" in read(render([one(name="#emph[x] *y* Nandi")], language="fr"))[0]


def test_a_letter_that_the_typeface_lacks_is_refused_with_the_remedy() -> None:
    with pytest.raises(PublicationError, match="Change the text"):
        render([one(name="吴")], language="fr")
