"""docs/report.schema.json comes from the structs, and docs/reports.md describes each of their fields."""

import datetime as dt
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, get_args, get_type_hints

import jsonschema
import msgspec
import pytest

from vito_contracts.conversation import Citation
from vito_contracts.money import Money
from vito_contracts.outputs import Reason
from vito_core.demo import report as structs
from vito_core.demo.report import Report
from vito_host_analytics.funnel import STEPS
from vito_host_analytics.settings import Settings as AnalyticsSettings
from vito_plugin_lead_gen.evaluation import EvalReport

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "reports.md").read_text(encoding="utf-8")
SCHEMA = json.loads((ROOT / "docs" / "report.schema.json").read_text(encoding="utf-8"))
STRUCTS = {name: struct for name, struct in vars(structs).items() if name.startswith("Report")}

EXAMPLE = Report(
    comments=(
        structs.ReportComment(
            id="1",
            author="ann",
            platform="TWITTER",
            text="How much is it?",
            reply="“29 USD” — prices.md",
            citations=(Citation("prices.md", "29 USD"),),
            known=True,
            is_lead=True,
            score=80,
            reasons=(Reason("asks_price", 80, "How much"),),
        ),
    ),
    leads=(
        structs.ReportLead(
            author="ann",
            platform="TWITTER",
            score=80,
            bant=structs.ReportBant(need="plan posts"),
            stages=(structs.ReportStage(name="qualified", at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC)),),
            outcome=None,
            reason="",
            deal_value=Money(14500, "USD"),
            deal_value_reason=None,
            customer_id=None,
        ),
    ),
    tickets=(),
    analytics=structs.ReportAnalytics(),
    plugins=(),
    timings={"turns": 1},
)


def table(struct: str) -> list[str]:
    part = re.split(r"^#+ ", PAGE.split(f"### `{struct}`\n")[1], maxsplit=1, flags=re.MULTILINE)[0]
    return re.findall(r"^\| `(\w+)` \|", part, re.MULTILINE)


def test_the_schema_is_in_step_with_the_structs():
    check = [sys.executable, str(ROOT / "tools" / "make_report_schema.py"), "--check"]
    done = subprocess.run(check, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_report_validates_and_a_wrong_one_does_not():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    good: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(EXAMPLE))
    jsonschema.validate(good, SCHEMA)
    good["comments"][0]["score"] = "high"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(good, SCHEMA)


@pytest.mark.parametrize("struct", sorted(set(STRUCTS) - {"ReportStage"}))
def test_every_field_is_described(struct: str):
    assert tuple(table(struct)) == STRUCTS[struct].__struct_fields__


def test_no_struct_of_the_report_is_forgotten():
    used = {name for struct in STRUCTS.values() for name in names_in(struct)}
    assert used == set(STRUCTS) - {"Report"}


def names_in(struct: Any) -> set[str]:
    hints = get_type_hints(struct).values()
    return {each.__name__ for hint in hints for each in (hint, *get_args(hint)) if each in STRUCTS.values()}


def test_steps_of_the_funnel_and_units_of_cost():
    told = re.search(r"Steps of the funnel: (.*?)\.\n", PAGE, re.DOTALL)
    assert told is not None
    assert tuple(re.findall(r"`(\w+)`", told[1])) == STEPS
    units = PAGE.split("| unit | metered by |")[1].split("\n\n")[0]
    assert set(re.findall(r"`(\w+)`", units)) == set(AnalyticsSettings().prices)


def test_every_field_of_the_measurement_is_described():
    part = PAGE.split("## Measuring lead detection\n")[1].split("\n## ")[0]
    assert tuple(re.findall(r"^\| `(\w+)` \|", part, re.MULTILINE)) == EvalReport.__struct_fields__
