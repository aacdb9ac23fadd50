"""Requests that may be repeated: idempotency keys and their answers; and which origins browsers may call from.

An answer is kept for 24 hours, sealed with its tenant's data key: it may show a new key, or what a person wrote.
"""

from alembic import op

from vito_core.db.operations import across, definer, wall
from vito_core.db.roles import APP, RESOLVER

revision = "core_0013"
down_revision = "core_0012"

ANSWERED = """
create table core.answered_requests (
  tenant_id uuid not null references core.tenants,
  id uuid not null,
  fingerprint bytea not null,
  owner bigint not null,
  begun_at timestamptz not null default now(),
  answered boolean not null default false,
  answer bytea,
  key_version integer,
  primary key (tenant_id, id),
  constraint answered_requests_sealed check ((answer is null) = (key_version is null)),
  constraint answered_requests_answered check (answered or answer is null)
)
"""
INDEX = "create index answered_requests_by_age on core.answered_requests (begun_at)"

FORGET = """create function core.forget_answers() returns bigint
  language sql security definer set search_path = pg_catalog
  as $$ with gone as (delete from core.answered_requests r where r.begun_at < now() - interval '24 hours' returning 1)
        select count(*) from gone $$"""
FORGET_SIGNATURE = "core.forget_answers()"

ORIGINS = """create function core.allowed_origins() returns table (tenant_id uuid, deployment uuid, origin text)
  language sql stable security definer set search_path = pg_catalog
  as $$ select d.tenant_id, d.id, lower(o.origin) from core.deployments d
        cross join lateral jsonb_array_elements_text(
          case jsonb_typeof(d.config -> 'allowed_origins') when 'array' then d.config -> 'allowed_origins'
          else '[]' end) as o (origin)
        where d.status = 'ACTIVE' and (d.starts_at is null or d.starts_at <= now())
          and (d.ends_at is null or now() < d.ends_at) $$"""
ORIGINS_SIGNATURE = "core.allowed_origins()"


def upgrade() -> None:
    op.execute(ANSWERED)
    op.execute(INDEX)
    wall("answered_requests", "select, insert, update, delete")
    across("answered_requests", RESOLVER, "select, delete")
    definer(FORGET_SIGNATURE, FORGET, APP)
    definer(ORIGINS_SIGNATURE, ORIGINS, APP)


def downgrade() -> None:
    op.execute(f"drop function {ORIGINS_SIGNATURE}")
    op.execute(f"drop function {FORGET_SIGNATURE}")
    op.execute("drop table core.answered_requests")
