"""The statements of the queue. Time is the database's own: several machines, whose clocks differ, decide on one row."""

ERASED = "select erased_at is not null from core.contacts where id = $1 for share"
"""The lock makes a question about a contact wait for its erasure, and the erasure for the question."""

ASK = """
insert into core.approvals (tenant_id, id, kind, key, subject, binding, plugin, proposal, expires_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, clock_timestamp() + $9::interval) on conflict do nothing returning id
"""

READ = "select *, state = 'pending' and expires_at <= clock_timestamp() as due from core.approvals where id = $1"

DECIDE = """
update core.approvals
set state = $2, edited = $3, reason_code = $4, note = $5, decided_by = $6, decided_at = clock_timestamp()
where id = $1 and state = 'pending' and expires_at > clock_timestamp() returning id, kind, subject, state
"""
"""The one statement that decides: of several deciders, and of a decision and the expiry, exactly one finds the row."""

EXPIRE_ONE = """
update core.approvals set state = 'expired', decided_at = clock_timestamp()
where id = $1 and state = 'pending' and expires_at <= clock_timestamp() returning id, kind, subject, state
"""

EXPIRE_DUE = """
update core.approvals set state = 'expired', decided_at = clock_timestamp()
where state = 'pending' and id in (
  select id from core.approvals where state = 'pending' and expires_at <= clock_timestamp()
  order by expires_at limit $1 for update skip locked)
returning id, kind, subject, state
"""
"""Rows that another process is at are its own business: nobody waits, nobody dead-locks."""

WITHDRAW = """
update core.approvals set state = 'expired', decided_at = clock_timestamp(),
  reason_code = case when expires_at > clock_timestamp() then 'withdrawn' end
where id = $1 and plugin = $2 and state = 'pending' returning id, kind, subject, state
"""

TENANTS_WITH_DUE = "select tenant_id from core.tenants_with_due_approvals()"

EXPORT_OF_SUBJECT = """
select kind, state, proposal, edited, reason_code, note, asked_at, decided_at from core.approvals
where subject = $1 order by asked_at
"""

ERASE_OF_SUBJECT = """
update core.approvals set proposal = '{}', note = null,
  edited = case when edited is not null then '{}'::jsonb end,
  reason_code = case when state = 'pending' then 'erased' else reason_code end,
  decided_at = case when state = 'pending' then clock_timestamp() else decided_at end,
  state = case when state = 'pending' then 'expired' else state end
where subject = $1
"""
"""The texts go; ids, states and times stay. What was pending can never be granted any more."""
