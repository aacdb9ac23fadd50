"""Where the lines of child processes go, and that they do not grow for ever."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from vito_core import children
from vito_core.children import Children

LIVING = "import sys; print('begun', flush=True)\nfor line in sys.stdin: print(line, end='', flush=True)"
SECONDS = 20


@pytest.fixture
def told() -> Iterator[tuple[int, int]]:
    """A pipe: what the child reads, and what the test writes."""
    ends = os.pipe()
    yield ends
    for end in ends:
        os.close(end)


def until(condition) -> None:
    deadline = time.monotonic() + SECONDS
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_a_log_that_has_grown_long_is_set_aside_while_its_process_goes_on(tmp_path: Path, monkeypatch, told):
    monkeypatch.setattr(children, "MOST_LOG_BYTES", 5)
    reading, writing = told
    running = Children(tmp_path)
    command = [sys.executable, "-c", f"import os; os.dup2({reading}, 0)\n{LIVING}"]
    running.start("api", command, dict(os.environ), reading)
    log, before = tmp_path / "api.log", tmp_path / "api.log.1"
    try:
        until(lambda: log.read_text() == "begun\n")
        running.rotate_logs()
        assert (log.read_text(), before.read_text()) == ("", "begun\n")
        os.write(writing, b"and on\n")
        until(lambda: log.read_text() == "and on\n")
        running.rotate_logs()
        assert (log.read_text(), before.read_text()) == ("", "and on\n")
        os.write(writing, b"ok\n")
        until(lambda: log.read_text() == "ok\n")
        running.rotate_logs()
        assert (log.read_text(), before.read_text()) == ("ok\n", "and on\n")
    finally:
        running.stop(SECONDS)


def test_a_log_is_emptied_even_where_it_cannot_be_copied(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(children, "MOST_LOG_BYTES", 5)
    (tmp_path / "api.log.1").mkdir()
    running = Children(tmp_path)
    running.start("api", [sys.executable, "-c", "print('long enough')"], dict(os.environ))
    until(lambda: running.dead() == ["api"])
    running.rotate_logs()
    assert (tmp_path / "api.log").read_text() == ""
    (tmp_path / "api.log").unlink()
    running.rotate_logs()


def test_lines_go_to_standard_error_where_that_is_asked_for(tmp_path: Path):
    script = (
        "import os, sys, time\n"
        "from pathlib import Path\n"
        "from vito_core.children import Children\n"
        f"running = Children(Path({str(tmp_path)!r}), to_stderr=True)\n"
        'line = \'import sys; print("out", flush=True); print("err", file=sys.stderr)\'\n'
        "running.start('api', [sys.executable, '-c', line], dict(os.environ))\n"
        "while not running.dead(): time.sleep(0.01)\n"
        "running.rotate_logs()\n"
        "print(running.last_words('api'))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stderr.splitlines() == ["out", "err"]
    assert done.stdout == "standard error says why\n"
    assert not list(tmp_path.glob("*.log"))


BUSY = """
import signal, time
both, came = {signal.SIGTERM, signal.SIGINT}, []
for each in both:
    signal.signal(each, lambda *_: came.append(1))
signal.pthread_sigmask(signal.SIG_BLOCK, both)
print("begun", flush=True)
while len(signal.sigpending()) == 0:
    time.sleep(0.01)
time.sleep(0.2)
signal.pthread_sigmask(signal.SIG_UNBLOCK, both)
while len(came) < 2:
    time.sleep(0.01)
"""


def test_a_child_that_has_no_time_to_look_is_still_told_twice(tmp_path: Path):
    running = Children(tmp_path)
    running.start("api", [sys.executable, "-c", BUSY], dict(os.environ))
    until(lambda: (tmp_path / "api.log").read_text() == "begun\n")
    running.hurry()
    began = time.monotonic()
    running.stop(SECONDS)
    assert time.monotonic() - began < SECONDS, "it was not killed"
