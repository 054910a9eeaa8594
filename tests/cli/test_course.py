"""A long work says what it is doing: beside a bar on a terminal, else by a line now and then, never in its results."""

import json
import os
import pty
import re
import subprocess
import sys

import pytest

from tabara.interfaces.cli import output
from tabara.interfaces.cli.output import course
from tests.methods.prevalence.published import as_csv, published

QUICK = ("--bootstrap", "50", "--method", "stepwise")


def test_without_a_terminal_a_line_comes_now_and_then_and_not_before(capsys, monkeypatch):
    clock = iter([0.0, 4.0, 10.0, 10.0, 12.0, 21.0, 21.0])
    monkeypatch.setattr(output, "monotonic", lambda: next(clock))
    with course("study") as move:
        for share, what in ((0.0, "stepwise"), (0.2, "bic"), (0.3, "latent"), (0.9, "the fit")):
            move(share, what)
    told = capsys.readouterr()
    assert (told.out, told.err.splitlines()) == ("", ["study: 20% done, bic", "study: 90% done, the fit"])


def test_a_study_tells_each_step_and_its_results_stay_clean(tmp_path, monkeypatch, capsys):
    from typer.testing import CliRunner

    from tabara.interfaces.cli.main import program

    monkeypatch.setattr(output, "SECONDS_BETWEEN_LINES", 0.0)
    tmp_path.joinpath("kosovo.csv").write_text(as_csv(published("Kosovo")))
    chains = ("--chains", "20", "--iterations", "200", "--burn-in", "10", "--thin", "2", "--classes", "2")
    every = ("estimate", "kosovo.csv", "--method", "all", "--bootstrap", "0", *chains)
    for words in (("study", "kosovo.csv", *QUICK), every):
        monkeypatch.chdir(tmp_path)
        done = CliRunner().invoke(program("prevalence"), ["prevalence", *words, "--format", "json"])
        assert done.exit_code == 0, done.output
        assert json.loads(done.stdout)
        told = done.stderr.splitlines()
        shares = [int(re.fullmatch(r"\w+: (\d+)% done, .+", line)[1]) for line in told]
        assert shares == sorted(shares)
        named = {line.partition(", ")[2] for line in told}
        wanted = {"stepwise", "bic", "each two lists merged", "the fit", "done"}
        assert named >= (wanted if words[0] == "study" else {"stepwise", "bic", "graphs", "latent"})


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal of its own")
def test_on_a_terminal_the_bar_has_the_name_of_the_step(bare):
    """A real terminal: what is read from its other end."""
    bare.folder.joinpath("korea.csv").write_text(as_csv(published("Korea")))
    ours, theirs = pty.openpty()
    words = [sys.executable, "-m", "tabara.interfaces.cli.main", "prevalence", "study", "korea.csv", *QUICK]
    setting = os.environ | {"TERM": "xterm", "COLUMNS": "100"}
    with subprocess.Popen(words, cwd=bare.folder, stdout=subprocess.PIPE, stderr=theirs, env=setting) as running:  # noqa: S603 - our own command
        os.close(theirs)
        shown = b""
        while True:
            try:
                shown += os.read(ours, 4096)
            except OSError:  # the other end is closed
                break
        written = running.stdout.read() if running.stdout else b""
    os.close(ours)
    assert "study: done" in shown.decode()
    assert b"study:" not in written
