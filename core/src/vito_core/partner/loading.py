"""Loading a plugin to look at it, in a process of its own: whatever it does there, the check goes on."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import msgspec

from vito_core.partner.model import Facts, source_root

SECONDS = 20.0
_KEPT = ("PATH", "LANG", "LC_ALL", "TZ", "PYTHONPATH", "VIRTUAL_ENV")
"""Of the environment. No secret of whoever runs the check reaches the plugin."""


def load(package: Path, seconds: float = SECONDS) -> Facts:
    """What the plugin in `package` (the folder of its plugin.toml) says of itself."""
    with tempfile.TemporaryDirectory(prefix="vito-check-") as folder:
        out = Path(folder) / "facts.json"
        environment = environment_apart(package, folder)
        command = [sys.executable, "-B", "-m", "vito_core.partner.probe", str(package / "plugin.toml"), str(out)]
        try:
            done = subprocess.run(
                command,
                cwd=folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=seconds,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return Facts(error=f"it was not made within {seconds:g} seconds: construct cheaply, without waiting")
        try:
            return msgspec.json.decode(out.read_bytes(), type=Facts)
        except (OSError, msgspec.DecodeError):
            return Facts(error=f"it ended the process that loaded it ({_end(done)})")


def environment_apart(package: Path, folder: str) -> dict[str, str]:
    """In which the package can be imported; `folder` is all that it may take for its home."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    paths = [str(source_root(package)), kept.get("PYTHONPATH", "")]
    return kept | {"PYTHONPATH": os.pathsep.join(filter(None, paths)), "HOME": folder, "TMPDIR": folder}


def _end(done: subprocess.CompletedProcess[bytes]) -> str:
    said = done.stderr.decode(errors="replace").strip().splitlines()
    code = f"signal {-done.returncode}" if done.returncode < 0 else f"exit code {done.returncode}"
    return f"{code}: {said[-1][:200]}" if said else code
