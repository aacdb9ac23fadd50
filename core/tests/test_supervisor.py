"""The supervisor gives up loudly."""

from pathlib import Path

import pytest

from vito_core.home import Home
from vito_core.supervisor import RESTARTS, ChildFailed, Supervisor, Tuning


def test_what_dies_again_and_again_ends_the_wait_with_an_error(tmp_path: Path):
    home = Home(tmp_path / "home")
    with home.in_use() as state:
        said: list[str] = []
        supervisor = Supervisor(home, state, Tuning(plugins_file=tmp_path / "plugins.toml"), said.append)
        for _ in range(RESTARTS):
            supervisor._died("the api process")
        assert supervisor.gave_up is None
        supervisor._died("the worker process")
        with pytest.raises(ChildFailed, match=rf"ended {RESTARTS + 1} times within 60 s, the last was the worker"):
            supervisor.wait()
    assert said[-1] == "the worker process ended; starting it again"
