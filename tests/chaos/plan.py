"""What a chaos run does: how much, how many processes, how often something is killed. All of it follows the seed."""

from pathlib import Path
from uuid import UUID

import msgspec

from vito_contracts.events import EventPayload
from vito_contracts.ids import derived_id
from vito_core.settings import Settings

EVENT = "chaos.noted"
PLUGIN = "chaos"
SUBSCRIBERS = ("recorder", "flaky", "effector")
TENANTS = 3


class Noted(EventPayload, frozen=True, kw_only=True):
    """`number`: 1, 2, 3, … for each subject, in the order of its commits. `effect`: the effector has to act on it."""

    number: int
    effect: bool


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """`write_seconds`: the writers spread their events over this long. `stall_seconds`: when nothing has moved for so
    long, the run is judged as it is."""

    seed: int
    events: int
    writers: int
    dispatchers: int
    write_seconds: float
    stall_seconds: float
    kill_every: tuple[float, float]
    kills: int
    """At most; there are fewer when the events are handled sooner."""
    lanes: int = 4
    """Subjects of one writer that are written side by side, in transactions of their own."""
    subjects: int = 6
    """For each lane."""
    batch: int = 60
    effect_share: float = 0.08
    clocks: tuple[float, ...] = (0.0,)
    """How far the machine clocks of the processes are ahead, in seconds: shared out in turn to the posts of a kind."""

    def quota(self, writer: int, lane: int) -> int:
        """How many events a lane writes; all lanes together write `events`."""
        share, rest = divmod(self.events, self.writers * self.lanes)
        return share + (writer * self.lanes + lane < rest)


class Post(msgspec.Struct, frozen=True, kw_only=True):
    """What a child process is told. `began`: the system's monotonic clock at the start of the run."""

    plan: Plan
    settings: Settings
    tenants: tuple[UUID, ...]
    folder: Path
    number: int
    life: int
    """How many processes have held this post before."""
    began: float


def subjects_of(plan: Plan, writer: int, lane: int) -> list[UUID]:
    return [derived_id(PLUGIN, plan.seed, writer, lane, each) for each in range(plan.subjects)]


TABLES = """
create schema chaos;
create table chaos.handled (
  tenant_id uuid not null,
  subscriber text not null,
  event uuid not null,
  subject uuid not null,
  number integer not null,
  n bigint not null generated always as identity,
  primary key (tenant_id, subscriber, event)
);
alter table chaos.handled enable row level security;
alter table chaos.handled force row level security;
create policy tenant on chaos.handled to vito_walled
  using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
grant usage on schema chaos to vito_walled;
grant select, insert on chaos.handled to vito_walled;
"""
"""`n`: the order in which events were handled for the first time."""
