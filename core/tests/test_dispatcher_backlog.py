"""What the dispatcher does for everything that waits must not look anew for each event that waits."""

import json
from uuid import uuid4

import asyncpg

from vito_core.embedded.postgres import PostgresAddress
from vito_core.events.patience import _FIND_STUCK
from vito_core.testing import EngineOf, admin_dsn

SUBJECTS, EVENTS, SETTLED = 200, 4_000, 2_000
PARK = """
insert into core.parked_events (tenant_id, subscriber, event, subject, txid, seq, attempts, pauses, next_at, state,
  error_code)
select $1, 'a/main', gen_random_uuid(), ($2::uuid[])[1 + i % $3], (1000 + i)::text::xid8, i, 0, 0,
  case when i < $3 then now() else 'infinity' end, 'waiting', 'held_back' from generate_series(0, $4 - 1) i
"""


async def test_the_look_for_stuck_subjects_walks_along_them_once(engine_of: EngineOf, postgres: PostgresAddress):
    """Nearly half of what was parked is settled and not vacuumed yet. A look of its own for each waiting event reads
    some blocks for each; one walk reads each block that they stand in."""
    engine = await engine_of()
    connection = await asyncpg.connect(admin_dsn(postgres, engine.settings.database_url.rpartition("/")[2]))
    try:
        await connection.execute("set session_replication_role = replica")  # rows without what they refer to
        subjects = [uuid4() for _ in range(SUBJECTS)]
        await connection.execute(PARK, uuid4(), subjects, SUBJECTS, EVENTS)
        await connection.execute("delete from core.parked_events where seq between $1 and $2", SUBJECTS, SETTLED)
        question = f"explain (analyze, buffers, format json) {_FIND_STUCK}"
        plan = await connection.fetchval(question, ["a/main"] * 16, list(range(16)))
    finally:
        await connection.close()
    assert json.loads(plan)[0]["Plan"]["Shared Hit Blocks"] < EVENTS - SETTLED
