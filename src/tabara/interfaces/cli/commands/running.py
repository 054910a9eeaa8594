"""`tabara demo`, `tabara up`, `tabara worker`: the commands that run until they are stopped."""

import os
import signal
import threading
from pathlib import Path
from typing import Annotated, Any

import typer

from tabara.interfaces.cli import instance, server, serving
from tabara.interfaces.cli.backup import nightly
from tabara.interfaces.cli.exits import Stop
from tabara.interfaces.cli.filling import DEMO, fill
from tabara.interfaces.cli.instance import Home
from tabara.interfaces.cli.output import give, say

HERE = "127.0.0.1"
LAST_ROUND = 10.0  # seconds that the sealer of the audit has to finish
Port = Annotated[int, typer.Option(help="The port to listen on.", min=1, max=65535)]


def demo(
    home: Home = None,
    port: Port = 8000,
    scenario: Annotated[str, typer.Option(help="Which invented people; a file in scenarios/ of the pack.")] = DEMO,
    reset: Annotated[
        bool, typer.Option("--reset", help="Forget what was done since, and invent the people anew.")
    ] = False,
) -> None:
    """Try Tabara: make an instance of invented people, build its mart, and serve it on this machine until Ctrl-C.

    The second time it starts in seconds, with everything as you left it.
    """
    serving.refuse_taken(HERE, port)
    folder = instance.settle(home)
    os.environ["TABARA_DEMO"] = "1"
    note = fill(folder, scenario, reset=reset)
    server.forget_owner()
    server.refuse_unfit()
    say("Starting")
    serving.serve(HERE, port, cores(), when_ready=lambda: give(welcome(port, note)))
    say("Stopped.")


def welcome(port: int, note: dict[str, Any]) -> str:
    """Return what the newcomer needs to know."""
    lines = [f"  {username:<14} {title}" for username, title in note["accounts"].items()]
    return "\n".join(
        (
            "",
            f"Tabara is ready: http://{HERE}:{port}/",
            "Everybody in it is invented. Sign in as:",
            *lines,
            f"The password of each: {note['password']}",
            "Ctrl-C stops it.",
        )
    )


def up(
    home: Home = None,
    host: Annotated[
        str, typer.Option(help="The address of this machine to listen on; other machines come by https.")
    ] = HERE,
    port: Port = 8000,
    workers: Annotated[int, typer.Option(help="Web processes; 0 is one for each core.", min=0)] = 0,
) -> None:
    """Serve an instance: the web server, and a worker for background jobs, until SIGTERM or Ctrl-C."""
    serving.refuse_open_network(host)
    serving.refuse_taken(host, port)
    folder = instance.open_instance(home)
    server.forget_owner()
    server.refuse_unfit()
    from django.conf import settings

    from tabara.access.queries import is_founded

    if not is_founded():
        raise Stop("Nobody could sign in: the instance has no members. Make the first ones with: tabara found")
    if not (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
        raise Stop("The static files have not been collected. Run: script/setup")
    if line := server.engine_line(folder):
        say(line)
    serving.serve(
        host, port, workers or cores(), when_ready=lambda: give(f"Tabara is ready: {serving.address(host, port)}")
    )
    say("Stopped.")


def worker(home: Home = None) -> None:
    """Do background jobs until SIGTERM or Ctrl-C; the job in hand is finished first. `demo` and `up` start one.

    Where officers are named to seal them to, it also makes the backups of every night. It chains the audit every
    second, and signs it every ten minutes.
    """
    folder = instance.open_instance(home)
    server.forget_owner()
    server.refuse_unfit()
    from django.conf import settings

    from tabara import jobs
    from tabara.access import audit

    nightly.watch(folder)

    stop = jobs.StopWord()

    def told(*_: object) -> None:
        if stop.is_set():
            os._exit(130)  # told twice: the lease hands the job to the next worker
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, told)
    sealer = threading.Thread(target=audit.keep, args=(stop,), name="audit sealer", daemon=True)
    sealer.start()
    jobs.work(stop=stop, days=not settings.DEMO)  # invented people of long ago stay for whoever tries the program
    sealer.join(LAST_ROUND)


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
