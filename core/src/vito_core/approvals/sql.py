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
with due as materialized (
  select id from core.approvals where state = 'pending' and expires_at <= clock_timestamp()
  order by expires_at limit $1 for update skip locked)
update core.approvals a set state = 'expired', decided_at = clock_timestamp()
from due where a.id = due.id and a.state = 'pending' returning a.id, a.kind, a.subject, a.state
"""
"""Rows that another process is at are its own business: nobody waits, nobody dead-locks. Materialized: in a plan that
reads a sub-select again for each row, more than $1 were expired."""

WITHDRAW = """
update core.approvals set state = 'expired', decided_at = clock_timestamp(),
  reason_code = case when expires_at > clock_timestamp() then 'withdrawn' end
where id = $1 and plugin = $2 and state = 'pending' returning id, kind, subject, state
"""

_DUE = "(state = 'pending' and expires_at <= clock_timestamp())"

SEEN = {
    "state": f"case when {_DUE} then 'expired' else state end as state",
    "decided_at": f"case when {_DUE} then expires_at else decided_at end as decided_at",
}
"""How the queue shows what has expired and was not told of yet: column → expression."""

IN_STATE = {
    "pending": "state = 'pending' and expires_at > clock_timestamp()",
    "expired": f"(state = 'expired' or {_DUE})",
}
"""Which rows the queue shows in these states; in the others, those that have it."""

TENANTS_WITH_DUE = "select tenant_id from core.tenants_with_due_approvals()"

EXPORT_OF_SUBJECT = """
select kind, state, proposal, edited, reason_code, note, asked_at, decided_at from core.approvals
where subject = $1 order by asked_at
"""

CLOSE_OF_SUBJECT = """
update core.approvals set state = 'expired', reason_code = 'erased', decided_at = clock_timestamp()
where subject = $1 and state = 'pending' returning id, kind, subject, state
"""
"""What is pending about an erased subject can never be granted any more, and whoever waits is told so."""

BLANK_OF_SUBJECT = """
update core.approvals set proposal = '{}', note = null, edited = case when edited is not null then '{}'::jsonb end
where subject = $1 and (proposal <> '{}' or note is not null or edited <> '{}')
"""
"""The texts go; ids, states and times stay."""
