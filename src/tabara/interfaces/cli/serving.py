"""Keep a web server and a worker running beside each other until told to stop."""

import ctypes
import errno
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable

from tabara.access.walls.address import is_this_machine
from tabara.interfaces.cli.exits import Stop
from tabara.interfaces.cli.opening import for_children
from tabara.interfaces.cli.output import say
from tabara.jobs.stopping import StopWord

FIRST_ANSWER, LAST_WORD = 60.0, 15.0  # seconds: to answer the first time, to finish when told to stop
HEAVIEST = 1024  # megabytes of a web process; one that grows beyond is replaced when its requests are answered
PARENT_DIED = 1  # prctl(2): PR_SET_PDEATHSIG


def refuse_taken(host: str, port: int) -> None:
    """Refuse an address that another program listens on, or that this machine does not have."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
            probe.listen(1)
        except OSError as error:
            other = f"Choose another, for example: --port {max(port, 8000) + 1}"
            if error.errno == errno.EADDRINUSE:
                raise Stop(f"Port {port} is in use by another program. {other}") from None
            if error.errno == errno.EACCES:
                raise Stop(f"Port {port} is not open to this account. {other}") from None
            raise Stop(f"Tabara cannot listen on {host}: {error.strerror}. Choose another with --host.") from None


def refuse_open_network(host: str) -> None:
    """Refuse to be heard by other machines: Tabara speaks no TLS itself, so what is typed would travel open."""
    if not host or not is_this_machine(host):
        raise Stop(
            f"Tabara itself is not served to other machines ({host}). Leave --host out, and let a web server with a "
            "certificate on this machine stand before it, with TABARA_HTTPS=1 (docs/operations.md, section 3)."
        )


def address(host: str, port: int) -> str:
    """Return what to open in a browser; passkeys work under the name of this machine, not under its number."""
    return f"http://{'localhost' if host == '127.0.0.1' else host}:{port}/"


def serve(host: str, port: int, workers: int, *, when_ready: Callable[[], None]) -> None:
    """Run the web server and a worker until SIGINT or SIGTERM; a worker that dies is replaced.

    Raises:
        Stop: where the web server does not answer, or ends by itself.
    """
    stop = StopWord()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    server, worker = child(server_command(host, port, workers)), child(worker_command())
    try:
        if await_answer(server, host, port, stop):
            when_ready()
        while not stop.wait(1.0):
            if server.poll() is not None:
                raise Stop(f"The web server ended by itself (code {server.returncode}); the lines above say why.")
            if worker.poll() is not None:
                say(f"The worker ended (code {worker.returncode}); starting another.")
                worker = child(worker_command())
    finally:
        end(server, worker)


def server_command(host: str, port: int, workers: int) -> list[str]:
    """Return how the web server is started: WSGI, one process per core, two threads in each."""
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)),
        *("--workers", str(workers), "--blocking-threads", "2", "--blocking-threads-idle-timeout", "600"),
        *("--respawn-failed-workers", "--workers-kill-timeout", "10", "--log-level", "warning", "--no-ws"),
        *("--workers-max-rss", str(HEAVIEST)),
        "tabara.project.wsgi:application",
    ]


def worker_command() -> list[str]:
    """Return how a worker is started."""
    return [sys.executable, "-m", "tabara.interfaces.cli.main", "worker"]


def child(command: list[str]) -> subprocess.Popen[bytes]:
    """Start a process that does not hear Ctrl-C (we tell it to stop), and that does not outlive us."""
    return subprocess.Popen(  # noqa: S603 - our own commands, no shell
        command,
        env=for_children(),
        start_new_session=True,
        preexec_fn=die_with_parent if sys.platform == "linux" else None,
    )


def die_with_parent() -> None:
    """Ask the kernel for a SIGTERM when the parent is gone, however it went."""
    ctypes.CDLL(None).prctl(PARENT_DIED, signal.SIGTERM)


def await_answer(server: subprocess.Popen[bytes], host: str, port: int, stop: StopWord) -> bool:
    """Wait for the first good answer; return whether it came before we were told to stop."""
    until = time.monotonic() + FIRST_ANSWER
    while not stop.wait(0.1):
        if server.poll() is not None:
            raise Stop(f"The web server could not start (code {server.returncode}); the lines above say why.")
        answer = status(host, port)
        if answer >= http.client.INTERNAL_SERVER_ERROR or time.monotonic() > until:
            raise Stop("The web server does not answer as it should; the lines above say why.")
        if answer:
            return True
    return False


def status(host: str, port: int) -> int:
    """Return the status of the web server's answer; zero where it does not answer yet."""
    connection = http.client.HTTPConnection(host, port, timeout=10)
    try:
        connection.request("GET", "/", headers={"Host": os.environ.get("TABARA_HOSTS", "127.0.0.1").split(",")[0]})
        return connection.getresponse().status
    except OSError:
        return 0
    finally:
        connection.close()


def end(*children: subprocess.Popen[bytes]) -> None:
    """Tell the processes to stop; those that do not are killed."""
    for one in children:
        one.terminate()
    until = time.monotonic() + LAST_WORD
    for one in children:
        try:
            one.wait(max(until - time.monotonic(), 0.1))
        except subprocess.TimeoutExpired:
            one.kill()
            one.wait()
