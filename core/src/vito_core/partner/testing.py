"""Running a plugin's own tests, in a process of their own and without the secrets of whoever asks for it."""

import signal
import subprocess
import sys
import tempfile

from vito_core.partner.loading import environment_apart
from vito_core.partner.model import Partner

SECONDS = 900.0
END_SECONDS = 10.0
_COMMAND = (sys.executable, "-B", "-m", "pytest", "-q", "--no-header", "--color=no", "-p", "no:cacheprovider", "tests")
_NOTHING_RUN = 5
"""What pytest ends with where it found no test."""


def run_tests(partner: Partner, seconds: float = SECONDS) -> str:
    """What failed, in one line; "" if all passed. What has no folder `tests` has failed nothing: a rule asks for it."""
    if not (partner.folder / "tests").is_dir():
        return ""
    with tempfile.TemporaryDirectory(prefix="vito-tests-") as folder:
        running = subprocess.Popen(
            _COMMAND,
            cwd=partner.folder,
            env=environment_apart(partner.package, folder),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        try:
            said, _ = running.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            _end(running)
            return f"its tests did not end within {seconds:g} seconds"
    if running.returncode == 0:
        return ""
    if running.returncode == _NOTHING_RUN:
        return "pytest finds no test in it"
    lines = said.decode(errors="replace").strip().splitlines()
    return f"its tests fail: {lines[-1].strip('= ')[:200] if lines else f'exit code {running.returncode}'}"


def _end(running: "subprocess.Popen[bytes]") -> None:
    """Interrupted first, so that the tests stop the servers that they started."""
    running.send_signal(signal.SIGINT)
    try:
        running.communicate(timeout=END_SECONDS)
    except subprocess.TimeoutExpired:
        running.kill()
        running.wait()
        # Not read to its end: what the tests started may hold it open.
        if running.stdout is not None:
            running.stdout.close()
