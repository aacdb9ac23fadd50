"""The table of the OWASP API Security Top 10 is whole, and each row names tests (their links: test_links.py)."""

import re
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "security.md"


def test_every_risk_has_a_row_with_tests():
    rows = re.findall(r"^\| API(\d+) .*$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert [int(number) for number in rows] == list(range(1, 11))
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if line.startswith("| API") and line[5].isdigit():
            assert line.count("[`test_") >= 3, line
