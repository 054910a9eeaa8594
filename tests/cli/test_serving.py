"""`tabara demo` and `tabara up` as a newcomer meets them: ready, used, stopped."""

import http.client
import os
import re
import signal
import threading

import pytest

PATIENCE = 120.0  # seconds


@pytest.fixture
def started(machine):
    """Start commands that run until they are stopped; none outlives the test."""
    running = []

    def start(*words):
        running.append(machine.start(*words))
        return running[-1]

    yield start
    for one in running:
        one.kill()
        one.wait()
        one.stdout.close()


def until(process, words):
    """Read what a command says up to these words; a command that never says them is stopped."""
    alarm = threading.Timer(PATIENCE, process.kill)
    alarm.start()
    said = []
    for line in process.stdout:
        said.append(line)
        if words in line:
            break
    alarm.cancel()
    assert words in "".join(said[-1:]), "".join(said)
    return "".join(said)


def status(port):
    """Ask for the first page; zero where nobody answers."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status
    except OSError:
        return 0
    finally:
        connection.close()


def gone(port):
    """Wait until nobody answers any more."""
    pause = threading.Event()
    return any(status(port) == 0 or pause.wait(0.1) for _ in range(int(PATIENCE / 0.1)))


def test_demo_says_where_it_is_and_who_may_sign_in_and_stops_when_told(started, free_port):
    demo = started("demo", "--scenario", "small", "--port", str(free_port))
    said = until(demo, "Ctrl-C stops it.")
    assert f"http://127.0.0.1:{free_port}/" in said
    assert re.search(r"caseworker +Caseworker\n +data +Data team\n", said)
    assert re.search(r"password of each: \w{4}-\w{4}-\w{4}\n", said)
    assert "Inventing" not in said
    assert status(free_port) in (200, 302)
    demo.send_signal(signal.SIGINT)
    assert demo.wait(PATIENCE) == 0
    assert "Stopped." in demo.stdout.read()
    assert status(free_port) == 0


def test_nothing_is_left_running_when_demo_is_killed(started, free_port):
    demo = started("demo", "--scenario", "small", "--port", str(free_port))
    until(demo, "Ctrl-C stops it.")
    demo.kill()
    assert gone(free_port)


def test_a_worker_that_dies_is_replaced(started, free_port):
    up = started("up", "--port", str(free_port), "--workers", "1")
    until(up, "Tabara is ready")
    children = f"/proc/{up.pid}/task/{up.pid}/children"
    with open(children) as file:  # noqa: PTH123 - a file of the kernel
        _server, worker = sorted(int(number) for number in file.read().split())
    os.kill(worker, signal.SIGKILL)
    until(up, "starting another")
    assert status(free_port) in (200, 302)
    up.terminate()
    assert up.wait(PATIENCE) == 0
