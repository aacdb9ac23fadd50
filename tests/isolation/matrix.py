"""All doors, one after the other, and what A's rows look like afterwards."""

from typing import Any

from tests.isolation.calls import try_calls
from tests.isolation.marks import fingerprint, rows_with_secret
from tests.isolation.report import Leak, Report
from tests.isolation.routes import try_routes
from tests.isolation.stage import Stage, stage_of
from tests.isolation.tables import try_definers, try_tables
from vito_core.engine import Engine

INSTALLATION_WIDE = {
    "core.tenants_with_plugin_work": "ids alone: the caretaker walks the tenants whose plugins have to be told",
    "core.allowed_origins": "origins and ids alone: an answer to a browser is made before it is known whose it is",
    "core.forget_answers": "a count: what is older than a day goes, whose ever it is",
    "core.active_tenants": "ids alone: who has a key of the platform may list tenants, the recovery loop walks them",
    "core.crowded_conversations": "ids and a number, for the keeper of alerts; no route answers it",
    "core.large_documents": "ids and a number, for the keeper of alerts; its route needs platform:read",
    "core.open_alerts": "ids and numbers, for the keeper of alerts; its route needs platform:read",
    "core.tenants_to_archive": "ids of tenants and counts, for the archive job",
}
"""Definer functions that answer about every tenant, with the reason; they are not asked."""

UNREACHABLE: dict[str, str] = {}
"""Doors whose answer proves nothing whatever they are asked, with the reason."""


async def run_matrix(engine: Engine, postgres: Any) -> Report:
    async with stage_of(engine, postgres) as stage:
        return await tried(stage)


async def tried(stage: Stage) -> Report:
    report = Report(excused=UNREACHABLE)
    await try_tables(stage, report)
    await try_definers(stage, report, INSTALLATION_WIDE)
    await try_routes(stage, report)
    await try_calls(stage, report)
    report.leaks += await afterwards(stage)
    return report


async def afterwards(stage: Stage) -> list[Leak]:
    """What B's calls have done to A's rows, and what of A's words stands in B's."""
    after = await fingerprint(stage.admin, stage.a.scope.tenant)
    changed = sorted(table for table in after if after[table] != stage.before.get(table, ""))
    copied = await rows_with_secret(stage.admin, stage.b.scope.tenant)
    return [Leak("A's rows", f"{table} changed") for table in changed] + [
        Leak("B's rows", f"A's word in {table}") for table in copied
    ]
