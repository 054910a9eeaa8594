"""Ask a real server for the same page over and over, with several connections at once."""

import http.client
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

SECONDS, CONNECTIONS = 8, 8


def pages_a_second(home: Path, cookie: str, path: str = "/cases/") -> tuple[float, str]:
    """Return how many pages a second a server of two processes gives, and with which program that was asked."""
    with serving(home) as port:
        ask = with_wrk if shutil.which("wrk") else with_threads
        warm_up(port, path, cookie)
        return ask(port, path, cookie, SECONDS), ask.__name__.replace("with_", "asked with ")


@contextmanager
def serving(home: Path) -> Iterator[int]:
    """Serve the instance by as many processes as there are cores; give the port."""
    port = free_port()
    program = Path(sys.executable).parent / "granian"
    options = ["--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers", str(os.cpu_count() or 1)]
    server = subprocess.Popen(
        [program, *options, "--log-level", "error", "tabara.project.wsgi:application"],
        env={**os.environ, "TABARA_HOME": str(home)},
    )
    try:
        wait_for(port)
        yield port
    finally:
        server.terminate()
        server.wait(20)


def warm_up(port: int, path: str, cookie: str, pages: int = 60) -> None:
    """Ask one by one until every process of the server has answered a few times."""
    for _ in range(pages):
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        line.request("GET", path, headers={"Cookie": cookie})
        answer = line.getresponse()
        answer.read()
        line.close()
        if answer.status != http.client.OK:
            raise SystemExit(f"The server answered {answer.status} instead of a page.")


def with_wrk(port: int, path: str, cookie: str, seconds: int) -> float:
    """Ask with wrk, and return the rate it prints; pages that are not 200 count for nothing."""
    command = [
        "wrk",
        "-t1",
        f"-c{CONNECTIONS}",
        f"-d{seconds}s",
        "-H",
        f"Cookie: {cookie}",
        f"http://127.0.0.1:{port}{path}",
    ]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in said:
        raise SystemExit(f"The server did not answer every page:\n{said}")
    return float(said.split("Requests/sec:")[1].split()[0])


def with_threads(port: int, path: str, cookie: str, seconds: int) -> float:
    """Ask with threads of this process, where wrk is not installed: a little slower than wrk."""
    end = time.monotonic() + seconds

    def one(_: int) -> int:
        asked, line = 0, http.client.HTTPConnection("127.0.0.1", port)
        while time.monotonic() < end:
            line.request("GET", path, headers={"Cookie": cookie})
            answer = line.getresponse()
            answer.read()
            if answer.status != http.client.OK:
                raise SystemExit(f"The server answered {answer.status} instead of a page.")
            asked += 1
        return asked

    with ThreadPoolExecutor(CONNECTIONS) as pool:
        return sum(pool.map(one, range(CONNECTIONS))) / seconds


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int, seconds: float = 30) -> None:
    """Wait until somebody listens on a port."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)  # noqa: TID251 - a port that is not open yet tells nobody when it opens
    raise SystemExit(f"No server came up on port {port} in {seconds:.0f} seconds.")
