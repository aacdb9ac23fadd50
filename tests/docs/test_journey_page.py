"""docs/journey.md lists the stages, signals, outcomes, milestones and settings that the code has."""

import json
import re
from pathlib import Path

from vito_contracts.journey import Outcome, Signal
from vito_core.container import build
from vito_core.demo.screen import MILESTONES
from vito_core.settings import Settings
from vito_host_sales.settings import Settings as SalesSettings
from vito_plugin_support.settings import Settings as SupportSettings

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "journey.md").read_text(encoding="utf-8")


def rows(heading: str) -> list[list[str]]:
    part = re.split(r"^## ", PAGE.split(f"## {heading}\n", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]
    lines = [line for line in part.splitlines() if line.startswith("|")]
    return [[cell.strip().strip("`") for cell in line.strip("|").split("|")] for line in lines[2:]]


def test_stages(tmp_path: Path):
    nowhere = "postgresql://nobody@127.0.0.1:1/none"
    engine = build(
        Settings(
            database_url=nowhere,
            dispatcher_url=nowhere,
            temporal="127.0.0.1:1",
            objects=tmp_path,
            plugins_file=ROOT / "plugins.toml",
        )
    )
    stages = sorted(engine.load().journey_stages, key=lambda each: each[1].order)
    assert rows("Stages") == [
        [stage.name, str(stage.order), plugin, stage.module.value, "yes" if stage.closing else "no"]
        for plugin, stage in stages
    ]
    drawn = set(re.findall(r"--> (\w+):", PAGE))
    assert drawn == {stage.name for _, stage in stages}


def test_signals_and_outcomes():
    assert [row[0] for row in rows("Signals")] == [signal.value for signal in Signal]
    assert {row[0] for row in rows("Outcomes")} == {outcome.value for outcome in Outcome}


def test_milestones():
    assert [row[0] for row in rows("Milestones")] == [name for name in MILESTONES if name != "qualified"]


def test_settings_and_their_defaults():
    told = {(row[1], row[0]): json.loads(row[2]) for row in rows("Timers")}
    known = {"sales-host": SalesSettings(), "support": SupportSettings()}
    assert told == {
        (plugin, name): getattr(settings, name)
        for plugin, settings in known.items()
        for name in settings.__struct_fields__
    }


def test_the_readme_shows_milestones_as_the_demo_prints_them():
    shown = re.findall(r"^ +\d+\.\d s  (.+)$", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert shown
    assert set(shown) <= set(MILESTONES.values())
