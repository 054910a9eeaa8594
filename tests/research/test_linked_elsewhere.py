"""Lists that were linked elsewhere come in as counts, are studied as others are, and are never linked here."""

import json

import pytest
from django.core import serializers

from tabara.access.errors import NotAllowed, NotFound, OtherAnswers, Refused
from tabara.access.models import AuditEvent
from tabara.access.operation import new_event
from tabara.methods.disclosure import INTERNAL
from tabara.methods.prevalence.study import NotAgreed, from_dict, study
from tabara.publication.studies.report import contents
from tabara.publication.studies.shown import shown
from tabara.research import queries
from tabara.research.enums import Origin
from tabara.research.models import CaptureCount, Linkage
from tabara.research.operations import (
    Counted,
    Files,
    Linked,
    bring_in,
    keep_counts,
    keep_linkage,
    keep_study,
    read,
    strike_linkage,
)
from tabara.research.operations.making import described
from tabara.research.operations.receiving import MOST_PAIRS
from tests.factories import NOW, make_member
from tests.methods.tokens.sent import CAPTURE, NUMBERS, PAIRS, account
from tests.research.elsewhere import SINCE, brought_in, files, told
from tests.research.studied import counted, found_of, studied

pytestmark = pytest.mark.django_db(databases="__all__")


def many_pairs(end):
    """Return a pair more than may come in, said again and again, each line ended so."""
    head, one = PAIRS.splitlines()[:2]
    return end.join([head, *[one] * (MOST_PAIRS + 1), ""])


@pytest.fixture
def researcher():
    return make_member("researcher")


def test_counts_come_in_and_no_study_number_is_kept(researcher) -> None:
    row = brought_in(researcher)
    assert row.histories == {"100": 3, "010": 1, "001": 2, "110": 2, "101": 1, "011": 1} | row.histories
    assert (row.observed, len(row.drawn), row.sha256) == (11, 20, queries.table_of(row).sha256)
    linkage = row.linkage
    assert (linkage.origin, linkage.here, linkage.keys) == (Origin.TOKENS, False, ["A", "B", "C"])
    assert linkage.account["key"] == "11111 22222 33333 44444 55555"
    assert linkage.people["C"] == {"linked": 4, "left_out": 41}
    assert queries.left_out(row)["A"] == NotAgreed(15, 12, 3)
    assert linkage.lists[0] == {
        "key": "A",
        "title": "List A",
        "agencies": [],
        "victims": "identified",
        "words": "Whoever called.",
        "since": "2025-01-01",
        "until": "2026-01-01",
    }
    stored = serializers.serialize("json", [linkage, row])
    assert [number for number in NUMBERS if number in stored] == []
    assert len(linkage.sha256) == 64
    assert AuditEvent.objects.filter(operation="research.bring_in", member=researcher.pk).count() == 1


def test_the_same_act_twice_is_one(researcher) -> None:
    event = new_event()
    given = {"by": researcher, "event": event, "at": NOW, "lists": told()}
    assert bring_in(**given, brought=read(files())).pk == bring_in(**given, brought=read(files())).pk
    with pytest.raises(OtherAnswers):
        bring_in(**given, brought=read(files(), seed=2))
    assert (Linkage.objects.count(), CaptureCount.objects.count()) == (1, 1)


def test_a_table_comes_without_an_account_and_says_so(researcher) -> None:
    row = brought_in(researcher, account=None, numbers=None, pairs=None)
    assert (row.linkage.origin, row.linkage.account, row.drawn) == (Origin.ELSEWHERE, {}, [])
    assert queries.left_out(row) is None
    told_of = telling(studied_now(researcher, row), "fr")
    assert "Personne n’a dit combien de personnes ont été laissées de côté" in told_of
    assert "Appariées ailleurs ; personne n’a dit comment." in told_of


def test_a_history_that_nobody_can_have_stays_impossible_in_the_study(researcher) -> None:
    row = brought_in(researcher, capture=CAPTURE + "1,1,1,impossible\n", numbers=None, pairs=None)
    assert (row.impossible, queries.table_of(row).impossible) == (["111"], {0b111})
    made = studied_now(researcher, row)
    assert from_dict(made.result).table.impossible == {0b111}
    assert made.result["capture_sha256"] == row.sha256


@pytest.mark.parametrize(
    ("other", "field", "why"),
    [
        ({"capture": ""}, "capture", "empty"),
        ({"capture": CAPTURE.replace(",3\n", ",withheld\n")}, "capture", "tabara linkage match --study"),
        ({"capture": "A,count\n1,2\n"}, "capture", "at least two lists"),
        ({"capture": CAPTURE + "1,1,1,4\n"}, "account", "one linkage"),
        ({"capture": "age-encryption.org/v1\n"}, "capture", "still sealed"),
        ({"pairs": "age-encryption.org/v1\n"}, "pairs", "still sealed"),
        ({"capture": "%PDF-1.4"}, "capture", "no CSV"),
        ({"capture": "A" * 1024**2 + ",B,count\n"}, "capture", "larger than 1024 KB"),
        ({"pairs": "x" * 8 * 1024**2}, "pairs", "larger than 8 MB together"),
        ({"pairs": many_pairs("\n")}, "pairs", "more than 20000 pairs"),
        ({"pairs": many_pairs("\r")}, "pairs", "more than 20000 pairs"),
        ({"account": account(withheld=True)}, "account", "withheld"),
        ({"account": account(left_out={"A": {"no": -1, "not_asked": 0}})}, "account", "left out"),
        ({"pairs": None}, "pairs", "go together"),
        ({"lists": told("A", "B")}, "title", "what the list “C” is"),
        ({"lists": told("A", "B", "C", "D")}, "", "no list “D”"),
        ({"lists": told(title=" ")}, "title", "A: Write a few words"),
        ({"lists": told(words="x" * 301)}, "words", "A: Write at most 300"),
        ({"lists": told(victims="everybody")}, "victims", "which people the list “A” counts"),
        ({"lists": told(until=SINCE)}, "until", "of the list “A” ends before"),
        ({"seed": -1}, "seed", "seed"),
        (
            {"capture": CAPTURE.replace("A,", "A" * 41 + ",", 1), "account": None, "pairs": None, "numbers": None},
            "capture",
            "too long a name",
        ),
    ],
)  # fmt: skip - the last of them would take six lines
def test_what_cannot_come_in_is_refused_and_nothing_is_kept(researcher, other, field, why) -> None:
    with pytest.raises(Refused, match=why) as refusal:
        brought_in(researcher, **other)
    assert refusal.value.field == field
    assert (Linkage.objects.count(), CaptureCount.objects.count()) == (0, 0)


def test_pairs_come_in_whichever_way_their_lines_end_and_as_many_as_may(researcher) -> None:
    crlf, cr = (read(files(pairs=end.join([*PAIRS.splitlines(), ""]))) for end in ("\r\n", "\r"))
    assert crlf.drawn == cr.drawn == read(files()).drawn
    head, *rows = PAIRS.splitlines()
    as_many = [head, *(rows * MOST_PAIRS)[:MOST_PAIRS]]
    assert len(read(files(pairs="\r".join(as_many))).drawn) == 20


def test_text_in_another_encoding_is_refused(researcher) -> None:
    latin = Files(CAPTURE.replace("A", "Rép").encode("latin-1"))
    with pytest.raises(Refused, match="not written in UTF-8"):
        read(latin)


def test_whoever_links_sees_nothing_of_it_and_it_is_never_linked_or_counted_here(researcher) -> None:
    row, officer = brought_in(researcher), make_member("linkage_officer")
    assert queries.linkages(by=officer) == []
    assert queries.linkages(by=researcher, here=True) == []
    assert [one.pk for one in queries.linkages(by=researcher)] == [row.linkage_id]
    with pytest.raises(NotFound):
        queries.linkage_of(by=officer, number=row.linkage_id)
    with pytest.raises(Refused, match="linked elsewhere"):
        keep_linkage(by=officer, at=NOW, linkage=row.linkage, found=Linked({}, {}, {}))
    with pytest.raises(Refused, match="linked elsewhere"):
        keep_counts(by=officer, at=NOW, linkage=row.linkage, found=Counted({(1, 0, 0): 3}))
    strike_linkage(by=researcher, at=NOW, linkage=row.linkage)
    assert queries.linkages(by=researcher) == []


@pytest.mark.parametrize("role", ["caseworker", "coordinator", "linkage_officer", "secretariat"])
def test_only_those_who_keep_research_bring_lists_in(role) -> None:
    with pytest.raises(NotAllowed):
        brought_in(make_member(role))


def test_a_study_of_them_says_in_the_readers_words_how_they_were_linked_and_who_was_left_out(researcher) -> None:
    made = studied_now(researcher, brought_in(researcher))
    assert made.result["description"]["not_agreed"]["C"] == {"people": 41, "no": 1, "not_asked": 40, "since": None}
    assert len(made.result["linkages"]["variants"]) == 20
    french = telling(made, "fr")
    assert "Appariées par jetons, sans noms" in french
    assert "Projet « Who is hidden », tour 2, clé 11111 22222 33333 44444 55555" in french
    assert "A (15), B (0) et C (41)" in french
    assert "Reconnue victime possible ou avérée par une détermination" in french
    assert "1er janvier 2025" in french
    assert [word for word in ("Linked", "Registered", "Found by", "not asked") if word in french] == []
    assert "A (15), B (0) and C (41)" in telling(made, "en")


def test_a_study_of_lists_linked_here_says_it_too_and_one_that_an_earlier_version_stored(researcher) -> None:
    made = studied_now(researcher, counted(researcher, left_out={"A": 2}))
    kept = {"A": NotAgreed(3, since=2), "B": NotAgreed(3, since=0), "C": NotAgreed(3, since=0)}
    assert queries.left_out(made.counts) == kept
    french = telling(made, "fr")
    assert "A (5), B (3) et C (3)" in french
    assert "Appariées en clair dans le coffre (splink 5.0.0)" in french
    assert "parce qu’elles l’ont retiré depuis : A (5)" in french
    assert "avant l’appariement" not in french
    assert '"Listes", "Avant l’appariement", "Depuis l’appariement", "Laissées de côté"' in french
    assert '["A", "3", "2", "5"], ["B", "3", "0", "3"]' in french
    old = dict(found_of(made.counts))
    old["description"] = {key: old["description"][key] for key in ("title", "period", "linkage", "made_by", "lists")}
    old["description"] |= {"assumptions": {}, "victim": "Found by a determination to be a possible or an actual victim"}
    made.result = json.loads(json.dumps(old))
    french = telling(made, "fr")
    assert "A (5), B (3) et C (3)" in french
    assert "Reconnue victime possible" in french
    old["description"]["not_agreed"] = {"A": {"people": 5, "no": None, "not_asked": None}}  # once one sum
    made.result = json.loads(json.dumps(old))
    assert '["A", "3", "2", "5"]' in telling(made, "fr")


def studied_now(by, counts):
    """Return a study of counts, made as a worker makes it but for the methods that take long."""
    row = studied(by, counts=counts, resamples=100)
    table = queries.table_of(counts)
    drawn = [queries.table_of(counts, one) for one in counts.drawn]
    told_of = {"linkages": drawn, "description": described(row, table.lists)}
    found = study(table, methods=("stepwise",), bootstrap=0, **told_of).as_dict()
    return keep_study(by=by, at=NOW, study=row, result=json.loads(json.dumps(found)))


def telling(made, language):
    """Return all words of the report."""
    told_of = contents(shown(from_dict(queries.result_of(made)), language, INTERNAL), NOW.date())
    for section in told_of["sections"]:
        section["blocks"] = [one for one in section["blocks"] if one["kind"] != "picture"]
    text = json.dumps([told_of["front"]["rests"], told_of["sections"]], ensure_ascii=False)
    return " ".join(text.replace("\u202f", " ").replace("\u00a0", " ").split())
