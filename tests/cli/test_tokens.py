"""`tabara linkage key`, `encode`, `match` and `unseal`: from two agencies' homes to a study, and what is refused."""

import csv
import json
import re

import pytest
from typer.testing import CliRunner

from tabara.interfaces.cli.main import app
from tabara.methods.linkage.tokens import normaliser
from tabara.methods.prevalence import read_csv
from tabara.sealing.linkage import keep, new_key
from tests.cli.desk import Desk
from tests.methods.tokens.lists import invented_lists

NAMES = re.compile(r"Odette|Niragira|Jeannette|Dative|Lambert")


@pytest.fixture
def desk(tmp_path):
    """A desk with a key for trying out, and a file of an agency each."""
    desk = Desk(tmp_path)
    desk.run("key", "new", "Who is hidden", "--unsealed", "--output", tmp_path / "key")
    for name in "ABC":
        rows = [(of, "yes", one) for of, one in invented_lists(300, seed=9)[0] if of == name]
        desk.people(name, rows)
    return desk


def rows_of(place):
    return list(csv.DictReader(place.read_text().splitlines()))


def encode(desk, name, *more, key="key"):
    folder = desk.folder
    done = desk.run(
        "encode",
        folder / f"{name}.csv",
        "--key",
        folder / key,
        "--output",
        folder / f"{name}.tokens",
        *more,
        "--format",
        "json",
    )  # fmt: skip - the words of one command
    return json.loads(done.stdout)


def match(desk, *more, names="ABC"):
    files = [desk.folder / f"{name}.tokens" for name in names]
    done = desk.run("match", *files, "--output", desk.folder / "study.csv", *more, "--format", "json")
    return json.loads(done.stdout)


def test_lists_are_linked_and_flow_into_the_capture_table(desk):
    for name in "ABC":
        encode(desk, name)
    identity, public = desk.officer("study")
    capture = desk.folder / "lists.csv"
    account = desk.folder / "account.json"
    told = match(desk, "--capture", capture, "--study", public, "--account", account)
    desk.run("unseal", capture, "--identity", identity, "--output", desk.folder / "opened.csv")
    desk.run("unseal", desk.folder / "study.csv", "--identity", identity, "--output", desk.folder / "numbers.csv")
    desk.run("unseal", account, "--identity", identity, "--output", desk.folder / "account")
    whole = json.loads((desk.folder / "account").read_text())
    assert (whole["key"], whole["threshold"], whole["withheld"]) == (told["key"], 0.5, False)
    table = read_csv((desk.folder / "opened.csv").read_text())
    rows = rows_of(desk.folder / "numbers.csv")
    assert sum(told["records"].values()) == len(rows) == len({row["study_id"] for row in rows})
    assert table.observed == len({row["person"] for row in rows})
    assert {row["list"] for row in rows} == set(table.lists) == set("ABC")
    assert min(table.total("A", "B"), table.total("B", "C")) > 15  # of about 30 in truth


def test_study_numbers_are_drawn_anew_and_pairs_of_a_run_belong_to_its_own(desk):
    for name in "AB":
        encode(desk, name)
    identity, public = desk.officer("study")
    numbers = []
    for turn in "12":
        match(desk, "--pairs", desk.folder / "pairs.csv", "--study", public, names="AB")
        for name in ("study", "pairs"):
            desk.run(
                "unseal", desk.folder / f"{name}.csv", "--identity", identity, "--output", desk.folder / f"{name}{turn}"
            )
        numbers.append({row["study_id"] for row in rows_of(desk.folder / f"study{turn}")})
        pairs = rows_of(desk.folder / f"pairs{turn}")
        assert {row[side] for row in pairs for side in ("unique_id_l", "unique_id_r")} <= numbers[-1]
        assert {0 < float(row["probability"]) <= 1 for row in pairs} == {True}
    assert numbers[0] & numbers[1] == set()
    sealed = desk.folder / "study.csv"
    assert "is there already" in desk.says_no("unseal", sealed, "--identity", identity, "--output", identity)
    assert "AGE-SECRET-KEY-1" in identity.read_text()  # nobody writes over it by mistake


def test_a_trusted_unit_compares_tokens_of_fields(desk):
    for name in "AB":
        encode(desk, name, "--trusted")
    told = match(desk, "--trusted", names="AB")
    assert told["scheme"] == "fields"
    assert {tuple(one["lists"]): one["people"] > 15 for one in told["histories"]}[("A", "B")]


def test_in_the_clear_small_overlaps_are_withheld_and_no_estimate_can_be_made(desk):
    desk.people("C", [(of, "yes", one) for of, one in invented_lists(300, seed=9)[0] if of == "C"][:25])
    for name in "ABC":
        encode(desk, name)
    told = match(desk, "--capture", desk.folder / "lists.csv")
    assert told["withheld"] is True
    assert [one for one in told["histories"] if len(one["lists"]) > 1 and one["people"] < 10] == []
    assert "withheld" in (desk.folder / "lists.csv").read_text()
    rows = rows_of(desk.folder / "study.csv")
    assert 0 < len(rows) < sum(told["records"].values())
    done = CliRunner().invoke(app, ["prevalence", "estimate", str(desk.folder / "lists.csv")])
    assert "the count is “withheld”" in str(done.exception)


def test_a_file_of_tokens_holds_no_name_and_is_sealed_to_the_unit(desk):
    unit, public = desk.officer("unit")
    encode(desk, "A")
    clear = (desk.folder / "A.tokens").read_bytes()
    assert NAMES.search((desk.folder / "A.csv").read_text())
    assert not NAMES.search(clear.decode())
    assert (desk.folder / "A.tokens").stat().st_mode & 0o077 == 0
    encode(desk, "A", "--recipient", public)
    encode(desk, "B", "--recipient", public)
    assert (desk.folder / "A.tokens").read_bytes().startswith(b"age-encryption.org/")
    match(desk, "--identity", unit, names="AB")
    stranger, _ = desk.officer("stranger")
    files = [desk.folder / "A.tokens", desk.folder / "B.tokens"]
    why = desk.says_no("match", *files, "--output", desk.folder / "no.csv", "--identity", stranger)
    assert why == "A.tokens cannot be opened: it was sealed to another unit, or altered."
    assert not (desk.folder / "no.csv").exists()


def test_whoever_did_not_agree_is_not_encoded_and_counted_as_such(desk):
    people = [one for _, one in invented_lists(60, seed=2)[0]]
    said = ["no"] * 12 + [""] * 3 + ["yes"] * (len(people) - 15)
    desk.people("A", [("A", answer, one) for answer, one in zip(said, people, strict=True)])
    (told,) = encode(desk, "A")["lists"]
    assert (told["encoded"], told["left_out_said_no"], told["left_out_not_asked"]) == (len(people) - 15, 12, 3)
    encode(desk, "B")
    found = match(desk, names="AB")
    assert found["left_out"] == {"A": {"no": 12, "not_asked": None}, "B": {"no": 0, "not_asked": 0}}  # 3 is withheld
    assert found["records"]["A"] == len(people) - 15
    said = desk.run("match", *(desk.folder / f"{one}.tokens" for one in "AB"), "--output", desk.folder / "s.csv").stdout
    assert "Whoever did not agree to research is in none of these numbers" in said


def test_a_file_of_another_key_or_round_is_refused_with_the_cause(desk):
    encode(desk, "A")
    desk.run("key", "rotate", desk.folder / "key", "--output", desk.folder / "next")
    encode(desk, "B", key="next")
    files = [desk.folder / "A.tokens", desk.folder / "B.tokens"]
    why = desk.says_no("match", *files, "--output", desk.folder / "study.csv")
    assert re.match(r"B\.tokens was made with the key [\d ]{29} \(Who is hidden, round 2\), A\.tokens with ", why)
    assert not (desk.folder / "study.csv").exists()


def test_a_file_of_another_normaliser_or_of_a_unit_trusted_otherwise_is_refused(desk):
    encode(desk, "A")
    encode(desk, "B", "--trusted")
    files = [desk.folder / "A.tokens", desk.folder / "B.tokens"]
    assert "B.tokens holds tokens of fields; match-keys are asked for" in desk.says_no("match", *files, "--output", "s")
    other = files[0].read_bytes().replace(b'"normaliser":"1.', b'"normaliser":"0.')
    files[1].write_bytes(other)
    assert f"B.tokens was made by the normaliser 0.{normaliser()[2:]}, this unit has {normaliser()}" in desk.says_no(
        "match", *files, "--output", "s"
    )


def test_the_unit_never_holds_the_key(desk):
    (_, agency), (_, other) = desk.officer("one"), desk.officer("two")
    words = ("--agency", agency, "--agency", other, "--output", desk.folder / "sealed")
    made = desk.run("key", "new", "Who is hidden", *words).stdout
    shown = desk.run("key", "show", desk.folder / "sealed", "--identity", desk.folder / "one").stdout
    assert made == shown
    assert re.fullmatch(r"Who is hidden, round 1: \d{5} \d{5} \d{5} \d{5} \d{5}\n", shown)
    why = desk.says_no(
        "encode",
        desk.folder / "A.csv",
        "--key",
        desk.folder / "sealed",
        "--identity",
        desk.folder / "one",
        "--output",
        desk.folder / "A.tokens",
        "--recipient",
        other,
    )  # fmt: skip - the words of one command
    assert "an agency that holds the key" in why
    assert not (desk.folder / "A.tokens").exists()


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("key", "new", "P", "--output", "{f}/new"), "Name each agency's public key with --agency"),
        (("key", "new", "P", "--unsealed", "--output", "{f}/key"), "is there already"),
        (("key", "new", "P", "--agency", "age1x", "--agency", "age1y", "--output", "{f}/n"), "is no public key of age"),
        (("key", "show", "{f}/A.csv"), "can be read by others"),
        (("encode", "{f}/no.csv", "--key", "{f}/key", "--output", "{f}/t"), "no.csv cannot be read"),
        (("encode", "{f}/A.csv", "--key", "{f}/no", "--output", "{f}/t"), "The key"),
        (
            ("encode", "{f}/A.csv", "--key", "{f}/key", "--output", "{f}/t", "--recipient", "x"),
            "is no public key of age",
        ),
        (("match", "{f}/A.csv", "--output", "{f}/t"), "A.csv: This is no file of tokens"),
        (("match", "{f}/no", "--output", "{f}/t"), "cannot be read"),
        (("match", "{f}/no", "--output", "{f}/t", "--pairs", "{f}/p"), "Pairs show every overlap"),
        (("unseal", "{f}/A.csv", "--output", "{f}/t"), "Whose key opens it?"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence_and_nothing_is_written(desk, words, why):
    (desk.folder / "A.csv").chmod(0o644)
    before = sorted(desk.folder.iterdir())
    assert why in desk.says_no(*(word.format(f=desk.folder) for word in words))
    assert sorted(desk.folder.iterdir()) == before


def test_two_agencies_may_call_their_files_alike_but_nobody_comes_twice(desk):
    encode(desk, "A")
    for folder in ("one", "two"):
        (desk.folder / folder).mkdir()
        (desk.folder / folder / "ours.tokens").write_bytes((desk.folder / "A.tokens").read_bytes())
    files = [desk.folder / folder / "ours.tokens" for folder in ("one", "two")]
    why = desk.says_no("match", *files, "--output", desk.folder / "s")
    assert why == f"The list “A” is in {files[0]} and in {files[1]}. Take one of them away."
    assert "The list “A” is in" in desk.says_no("match", files[0], files[0], "--output", desk.folder / "s")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("encode", "{f}/A.csv", "--key", "{f}/key", "--output", "{f}/A.csv"), "A.csv is read here"),
        (("encode", "{f}/A.csv", "--key", "{f}/key", "--output", "{f}/../{n}/key"), "key is read here"),
        (("match", "{f}/A.tokens", "--output", "{f}/A.tokens"), "A.tokens is read here"),
        (("match", "{f}/A.tokens", "--output", "{f}/s", "--capture", "{f}/s"), "Two of the files to write"),
        (("pairs", "{f}/A.csv", "--output", "{f}/A.csv"), "A.csv is read here"),
    ],
)
def test_nothing_is_written_over_what_is_read_or_over_another_result(desk, words, why):
    encode(desk, "A")
    before = {one: one.read_bytes() for one in desk.folder.iterdir()}
    assert why in desk.says_no(*(word.format(f=desk.folder, n=desk.folder.name) for word in words))
    assert {one: one.read_bytes() for one in desk.folder.iterdir()} == before


def test_what_could_not_be_put_in_its_place_is_not_left_beside_it(desk):
    (desk.folder / "folder").mkdir()
    before = sorted(desk.folder.iterdir())
    words = ("encode", desk.folder / "A.csv", "--key", desk.folder / "key", "--output", desk.folder / "folder")
    assert desk.says_no(*words).startswith(f"{desk.folder / 'folder'} cannot be written")
    assert sorted(desk.folder.iterdir()) == before


def test_who_encodes_is_told_of_columns_passed_over_and_of_people_too_little_known(desk):
    place = desk.folder / "D.csv"
    place.write_text("agency,first_name,Date of birth,research\n[/b],Odette,1998-08-03,yes\n")
    done = desk.run("encode", place, "--key", desk.folder / "key", "--output", desk.folder / "D.tokens")
    assert "Nothing was made of the columns: date of birth." in done.stderr
    assert "People of whom too little is known for any token: 1." in done.stderr
    assert "[/b]" in done.stdout


def test_what_is_sealed_or_saved_otherwise_says_what_opens_it(desk):
    place = desk.folder / "E.csv"
    place.write_bytes("agency,first_name,research\nA,Thérèse,yes\n".encode("cp1252"))
    why = desk.says_no("encode", place, "--key", desk.folder / "key", "--output", desk.folder / "E.tokens")
    assert "it is not written in UTF-8. A spreadsheet saves it so as “CSV UTF-8”" in why


def test_no_instance_is_needed(bare):
    bare.folder.joinpath("people.csv").write_text("agency,first_name,surname,research\nA,Odette,Niragira,yes\n")
    keep(new_key("P"), bare.folder / "key")
    done = bare.tabara("linkage", "encode", "people.csv", "--key", "key", "--output", "tokens")
    assert (done.returncode, "is not sealed" in done.stderr) == (0, True)
    assert not bare.home.exists()
