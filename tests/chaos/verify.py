"""The verdict on a chaos run, from the database and the target's own count; it trusts no process that took part."""

from pathlib import Path
from typing import Any

import asyncpg
import msgspec

from tests.chaos.plan import EVENT, SUBSCRIBERS
from tests.chaos.subscribers import KIND

_UNHANDLED = """
select s.subscriber, count(*) as n from unnest($2::text[]) as s (subscriber) cross join core.events e
where e.type = $1 and not exists (select from chaos.handled h
  where h.tenant_id = e.tenant_id and h.subscriber = s.subscriber and h.event = e.id)
group by s.subscriber
"""
_HEADS = """
select subject, max((payload->>'number')::integer) as head, count(distinct payload->>'number') as numbers, count(*) as n
from core.events where type = $1 group by tenant_id, subject
"""
_UNSETTLED = """
select count(*) from core.events e where e.type = $1 and (e.payload->>'effect')::boolean
and not exists (select from core.effects f where f.tenant_id = e.tenant_id and f.kind = $2 and f.key = e.id::text
  and f.state in ('confirmed', 'unknown'))
"""
_LOG_ORDER = """
select count(*) from (select (payload->>'number')::integer as number, lag((payload->>'number')::integer)
  over (partition by tenant_id, subject order by txid, seq) as before from core.events where type = $1) as e
where number <= before
"""
_ORDER = """
select count(*) from (select number, max(number) over (partition by tenant_id, subscriber, subject order by n
  rows between unbounded preceding and 1 preceding) as before from chaos.handled) as h
where number < before
"""


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """What went wrong, as numbers; all zero but `events` and `unknown` when nothing did."""

    events: int
    """Committed, as the database has them."""
    unhandled: dict[str, int]
    """Subscriber → events it never handled."""
    missing: int
    """Events that the database had acknowledged, or that a later number proves, and that are not there."""
    misplaced: int
    """Events whose position in the log contradicts the order of their commits."""
    overtaken: int
    """Events that a subscriber handled after a later one of the same subject."""
    doubled: int
    """Effects that arrived more than once."""
    unsettled: int
    """Effects that an event asked for and that are neither confirmed nor unknown, or that nobody planned."""
    unfounded: int
    """Effects noted as confirmed that never arrived."""
    unknown: int
    """Effects that nobody can tell about: a human decides. Allowed."""

    @property
    def lost(self) -> int:
        return sum(self.unhandled.values()) + self.missing + self.unsettled + self.unfounded

    @property
    def reordered(self) -> int:
        return self.misplaced + self.overtaken

    @property
    def clean(self) -> bool:
        return not (self.lost or self.reordered or self.doubled)

    def line(self, kills: int) -> str:
        counts = f"lost={self.lost} reordered={self.reordered} effects_doubled={self.doubled} kills={kills}"
        return f"chaos: events={self.events} {counts}"


async def judge(admin_dsn: str, folder: Path) -> Verdict:
    """`folder`: the run's, with what the writers noted and what arrived at the target."""
    connection = await asyncpg.connect(admin_dsn)
    try:
        heads = await connection.fetch(_HEADS, EVENT)
        effects = await _effects(connection, arrivals(folder / "target"))
        return Verdict(
            events=sum(row["n"] for row in heads),
            unhandled={r["subscriber"]: r["n"] for r in await connection.fetch(_UNHANDLED, EVENT, list(SUBSCRIBERS))},
            missing=_missing(heads, acknowledged(folder)),
            misplaced=await connection.fetchval(_LOG_ORDER, EVENT),
            overtaken=await connection.fetchval(_ORDER),
            **effects,
        )
    finally:
        await connection.close()


def acknowledged(folder: Path) -> dict[str, int]:
    """Subject → the highest number whose commit a writer saw answered. A last line cut off by a kill is no promise."""
    heads: dict[str, int] = {}
    for path in folder.glob("acknowledged-*"):
        for line in path.read_text(encoding="utf-8").splitlines(keepends=True):
            subject, _, head = line.partition(" ")
            if line.endswith("\n"):
                heads[subject] = max(heads.get(subject, 0), int(head))
    return heads


def _missing(rows: list[Any], promised: dict[str, int]) -> int:
    there = {str(row["subject"]): row for row in rows}
    holes = sum(row["head"] - row["numbers"] for row in rows)
    cut_off = sum(max(0, head - (there[s]["head"] if s in there else 0)) for s, head in promised.items())
    return int(holes) + cut_off


def arrivals(target: Path) -> dict[str, int]:
    """Effect id → how often it arrived."""
    return {path.name: path.stat().st_size for path in target.iterdir()}


async def _effects(connection: Any, arrived: dict[str, int]) -> dict[str, int]:
    rows = await connection.fetch("select id::text, state from core.effects where kind = $1", KIND)
    return {
        "doubled": sum(count > 1 for count in arrived.values()),
        "unsettled": await connection.fetchval(_UNSETTLED, EVENT, KIND),
        "unfounded": sum(row["state"] == "confirmed" and row["id"] not in arrived for row in rows),
        "unknown": sum(row["state"] == "unknown" for row in rows),
    }
