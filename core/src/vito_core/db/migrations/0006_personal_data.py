"""Requests to export or erase one contact, with their receipts; and the fence around a contact that is erased.

`subject_requests.held`: what was written by and about the contact, sealed with the tenant's data key and kept while
its erasure runs, so that the verification knows what to look for. `held_until`: when it goes after a failure.
`counts`: rows erased so far, by plugin.

The fence is a trigger, not a check in each writer: a writer that forgot it would bring an erased person back. It takes
the lock that a foreign key takes anyway: the mark waits for whoever is writing, and whoever comes later sees the mark.
"""

from alembic import op

from vito_contracts.sql import CURRENT_TENANT
from vito_core.db.operations import definer, wall
from vito_core.db.roles import APP, RESOLVER

revision = "core_0006"
down_revision = "core_0005"

TABLE = """
create table core.subject_requests (
  tenant_id uuid not null,
  id uuid not null,
  contact uuid not null,
  kind text not null check (kind in ('export', 'erase')),
  state text not null default 'requested' check (state in ('requested', 'running', 'completed', 'failed')),
  step text not null default '',
  requested_by text not null,
  requested_at timestamptz not null default clock_timestamp(),
  touched_at timestamptz not null default clock_timestamp(),
  completed_at timestamptz,
  error_code text,
  error_plugin text,
  held bytea,
  held_until timestamptz,
  counts jsonb not null default '{}',
  receipt jsonb,
  archive text,
  primary key (tenant_id, id),
  foreign key (tenant_id, contact) references core.contacts (tenant_id, id)
)
"""
INDEXES = (
    "create unique index subject_requests_one_erasure on core.subject_requests (tenant_id, contact)"
    " where kind = 'erase'",
    "create index subject_requests_by_contact on core.subject_requests (tenant_id, contact, id)",
    "create index subject_requests_open on core.subject_requests (touched_at) where state in ('requested', 'running')",
    "create index subject_requests_archived on core.subject_requests (completed_at) where archive is not null",
    "create index subject_requests_held on core.subject_requests (held_until) where held_until is not null",
)

REFUSE = """
create function core.refuse_erased() returns trigger language plpgsql set search_path = pg_catalog as $$
declare erased boolean;
begin
  select c.erased_at is not null into erased from core.contacts c
    where c.tenant_id = new.tenant_id and c.id = new.contact for key share;
  if erased then
    raise exception using errcode = 'VT001', message = 'the contact was erased';
  end if;
  return new;
end $$
"""
FENCES = {
    "conversations": "before insert",
    "interactions": "before insert",
    "replies": "before insert",
    "enquiries": "before insert",
    "journeys": "before insert",
    "turns": "before insert or update of state",
}

DUE = "core.subject_requests_due()"
DUE_COLUMNS = "tenant_id, id, state, touched_at, completed_at, archive, held_until"
DUE_STATEMENT = """
create function core.subject_requests_due() returns table (tenant_id uuid, id uuid)
  language sql stable security definer set search_path = pg_catalog as $$
  select due.tenant_id, due.id from (
    select r.tenant_id, r.id, r.touched_at from core.subject_requests r
      where r.state in ('requested', 'running') and r.touched_at < clock_timestamp() - interval '5 seconds'
    union
    select r.tenant_id, r.id, r.touched_at from core.subject_requests r
      where r.archive is not null and r.completed_at < clock_timestamp() - interval '30 days'
    union
    select r.tenant_id, r.id, r.touched_at from core.subject_requests r where r.held_until < clock_timestamp()) due
  order by due.touched_at limit 100
$$
"""

# `core.pending_events() > 0`, which stops at the first: whoever only waits for none need not have them counted.
PENDING = "core.has_pending_events()"
PENDING_STATEMENT = f"""
create function core.has_pending_events() returns boolean
  language sql stable security definer set search_path = pg_catalog as $$
  select case when exists (select from core.cursors) then
      exists (select from core.cursors c left join core.subscribers s on s.subscriber = c.subscriber
        join core.events e on e.shard = c.shard and (e.txid, e.seq) > (c.txid, c.seq)
        where e.tenant_id = {CURRENT_TENANT} and (s.types is null or e.type = any(s.types))
        and (not exists (select from core.dispatchers)
          or exists (select from core.dispatchers d where c.subscriber = any(d.subscribers))))
      or exists (select from core.parked_events p where p.tenant_id = {CURRENT_TENANT} and p.state = 'waiting'
        and p.error_code not in ('plugin_disabled', 'capability_unavailable', 'newer_version', 'stopped',
          'held_back'))
    else exists (select from core.events e where e.tenant_id = {CURRENT_TENANT}) end
$$
"""


def upgrade() -> None:
    op.execute(TABLE)
    for index in INDEXES:
        op.execute(index)
    wall("subject_requests", "select, insert, update")
    op.execute(f"create policy resolver on core.subject_requests for select to {RESOLVER} using (true)")
    op.execute(f"grant select ({DUE_COLUMNS}) on core.subject_requests to {RESOLVER}")
    definer(DUE, DUE_STATEMENT, APP)
    definer(PENDING, PENDING_STATEMENT, APP)
    op.execute(REFUSE)
    for table, moment in FENCES.items():
        accepted = " when (new.state = 'accepted')" if table == "turns" else ""
        op.execute(
            f"create trigger refuse_erased {moment} on core.{table} for each row{accepted}"
            " execute function core.refuse_erased()"
        )


def downgrade() -> None:
    for table in FENCES:
        op.execute(f"drop trigger refuse_erased on core.{table}")
    op.execute("drop function core.refuse_erased()")
    op.execute(f"drop function {PENDING}")
    op.execute(f"drop function {DUE}")
    op.execute("drop table core.subject_requests")
