"""docs/observability.md and docs/slo.md: the metrics are those that are shown, the figures those of the code."""

import re
import shlex
from pathlib import Path

import rich_click as click
from prometheus_client.parser import text_string_to_metric_families

from tests.house import PLUGINS, dispatching
from vito_contracts.operations import AlertKind
from vito_core.cli import vito
from vito_core.operations.archive import CRON
from vito_core.telemetry.exposition import Exposition
from vito_core.telemetry.metrics import BUCKETS
from vito_core.testing import EngineOf, furnish

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "observability.md").read_text(encoding="utf-8")
SLO = (DOCS / "slo.md").read_text(encoding="utf-8")


async def test_every_metric_has_its_row_with_its_labels(engine_of: EngineOf):
    engine = await engine_of(*PLUGINS)
    await furnish(engine, "one")
    async with dispatching(engine):
        pass
    shown: dict[str, set[str]] = {}
    for family in text_string_to_metric_families((await Exposition(engine).render()).decode()):
        if family.name.startswith("vito_") and not family.name.endswith("_created"):
            shown[family.name + ("_total" if family.type == "counter" else "")] = {
                label for sample in family.samples for label in sample.labels if label != "le"
            }
    rows = re.findall(r"^\| `(vito_\w+)` \|([a-z, ]*)\|", PAGE, re.MULTILINE)
    written = {name: {label for label in labels.strip().split(", ") if label} for name, labels in rows}
    assert set(written) == set(shown)
    # What was not counted yet shows no labels.
    assert {name: (written[name], labels) for name, labels in shown.items() if labels and written[name] != labels} == {}


def test_every_query_asks_for_metrics_and_limits_that_there_are():
    rows = set(re.findall(r"^\| `(vito_\w+)`", PAGE, re.MULTILINE))
    for query in re.findall(r"^```promql\n(.*?)^```", SLO, re.MULTILINE | re.DOTALL):
        for name in re.findall(r"vito_\w+", query):
            assert re.sub(r"_(bucket|count|sum)$", "", name) in rows, name
        assert {float(limit) for limit in re.findall(r'le="([\d.]+)"', query)} <= set(BUCKETS)
        assert query.count("(") == query.count(")")
        # Each of requests says which: probes and scrapers are none of them.
        chosen = re.findall(r"vito_http_request_seconds_\w+\{([^}]*)\}", query)
        assert len(chosen) == query.count("vito_http_request_seconds")
        for labels in chosen:
            (sign, pattern), *_ = re.findall(r'route(=~|!~)"([^"]*)"', labels)
            for route in ("/health", "/health/live", "/health/ready", "/metrics"):
                assert bool(re.fullmatch(pattern, route)) is (sign == "!~"), (route, labels)
    for name in re.findall(r"`(vito_\w+)", SLO):
        assert name in rows, name


def test_every_alert_has_its_row_and_every_command_exists():
    assert set(re.findall(r"^\| `(\w+)` \| (?:critical|warning|info)", PAGE, re.MULTILINE)) == set(AlertKind)
    assert f"`{CRON}`" in PAGE
    for block in re.findall(r"^```console\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL):
        for line in block.splitlines():
            _, group, name, *arguments = shlex.split(line)
            found = vito.commands[group]
            assert isinstance(found, click.Group)
            found.commands[name].make_context(name, list(arguments))
