"""Whoever checks what is shipped here finds gold, and every exemption names its reason."""

import re
from pathlib import Path

import pytest

from vito_core.partner.check import check
from vito_core.partner.model import Report

ROOT = Path(__file__).parents[2]
FOLDERS = sorted(
    path.parent for kind in ("plugins", "hosts", "examples") for path in ROOT.glob(f"{kind}/*/pyproject.toml")
)
EXEMPT = {
    "conversation": {"tenant-isolation-test"},
}
"""Plugin → rules that do not hold. This list is meant to shrink."""


@pytest.fixture(scope="module", params=FOLDERS, ids=lambda folder: folder.relative_to(ROOT).as_posix())
def report(request: pytest.FixtureRequest) -> Report:
    return check(request.param)


def test_it_is_gold(report: Report):
    assert (report.level, report.failed, report.warnings, report.unjudged) == ("gold", (), (), ())


def test_what_it_is_exempt_from_is_listed_here_with_a_reason_that_exists(report: Report):
    assert {each.rule for each in report.exempt} == EXEMPT.get(report.plugin, set())
    for each in report.exempt:
        for path in re.findall(r"\btests/[\w/]+", each.reason):
            assert (ROOT / path).exists(), each.reason


def test_none_is_left_out():
    assert len(FOLDERS) == len(list(ROOT.glob("*/*/src/*/plugin.toml"))) == 9
