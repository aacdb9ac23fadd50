"""Fixtures of the whole workspace, and what the real data is for."""

import os
from pathlib import Path

import pytest

pytest_plugins = ["vito_core.testing"]

_FAIL_ON_SKIP = os.environ.get("VITO_FAIL_ON_SKIP") == "1"


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real data; the test is skipped (and counted) where there is none."""
    named = os.environ.get("VITO_TEST_DATA")
    folder = Path(named) if named else Path(__file__).parent.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip(f"no real data at {folder} (set VITO_TEST_DATA)")
    return folder


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if _FAIL_ON_SKIP and exitstatus == 0 and reporter is not None and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
