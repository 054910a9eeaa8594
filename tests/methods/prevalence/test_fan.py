"""Whoever does the work, the numbers are the same: this process, others, or a cluster on this machine."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from distributed import LocalCluster

from tabara.methods.prevalence import PrevalenceError
from tabara.methods.prevalence.fan import even, fanned
from tabara.methods.prevalence.gibbs import Run
from tabara.methods.prevalence.study import study
from tests.methods.prevalence.published import published

RUN = Run(chains=12, iterations=80, burn_in=10, thin=4, classes=3)  # more than one group of chains


def said(processes: int = 1, cluster: str | None = None) -> dict[str, Any]:
    """A study of which bootstraps and chains are cut into several pieces."""
    with fanned(processes, cluster) as run:
        return study(published("Korea"), bootstrap=1200, methods=["latent"], chains=RUN, run=run).as_dict()


@pytest.fixture(scope="module")
def here() -> dict[str, Any]:
    """What comes of it in this process."""
    return said()


@pytest.fixture
def address() -> Iterator[str]:
    """A scheduler with two workers on this machine, spoken to as one speaks to a distant one."""
    with LocalCluster(  # type: ignore[no-untyped-call]  # Dask has no types
        n_workers=2,
        threads_per_worker=1,
        processes=False,
        protocol="tcp",
        host="127.0.0.1",
        dashboard_address=None,
        silence_logs=50,
    ) as cluster:
        yield cluster.scheduler_address


def test_processes_give_the_same_numbers(here: dict[str, Any]) -> None:
    assert said(processes=2) == here


def test_a_cluster_gives_the_same_numbers(here: dict[str, Any], address: str) -> None:
    assert said(cluster=address) == here


def test_work_is_cut_evenly_and_by_its_size_alone() -> None:
    assert (even(2201, 1100), even(1100, 1100)) == ([734, 734, 733], [1100])


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ({"processes": 0}, "0 processes cannot be started"),
        ({"processes": 2, "cluster": "tcp://127.0.0.1:1"}, "Choose one of them"),
        ({"cluster": "nonsense://x"}, "No cluster answers at nonsense://x"),
        ({"cluster": "tcp://127.0.0.1:9"}, "No cluster answers at tcp://127.0.0.1:9"),
    ],
)
def test_a_cluster_that_is_not_there_is_named(asked: dict[str, Any], why: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tabara.methods.prevalence.fan._PATIENCE", "300ms")
    with pytest.raises(PrevalenceError, match=why), fanned(**asked):
        pass


LONG = """
import signal, time
from tabara.methods.prevalence.fan import fanned
signal.signal(signal.SIGINT, signal.default_int_handler)  # where the tests run in the background, it is not heard
with fanned(2) as run:
    for at, _ in enumerate(run(time.sleep, [3, 3, 600, 600, 600, 600, 600, 600])):
        print("begun" if at else "", flush=True)
"""


@pytest.mark.parametrize("impatient", [False, True])
def test_ctrl_c_ends_the_work_of_several_processes_and_leaves_none_of_them_behind(impatient: bool) -> None:
    """Ctrl-C reaches all of them; an impatient person presses it again. What is left would hold the pipes open."""
    told = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "process_group": 0}
    with subprocess.Popen([sys.executable, "-c", LONG], **told) as work:  # noqa: S603 - our own words above
        assert work.stdout is not None
        assert (work.stdout.readline(), work.stdout.readline()) == (b"\n", b"begun\n")  # both of them are at work
        if impatient:
            os.kill(work.pid, signal.SIGINT)
        os.killpg(work.pid, signal.SIGINT)
        try:
            work.communicate(timeout=60)
        finally:
            if work.returncode is None:
                os.killpg(work.pid, signal.SIGKILL)
    assert work.returncode != 0
