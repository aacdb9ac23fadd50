"""Keys with scopes, an end and a second secret while they are rotated; staff with passwords; sessions; log-ins.

`resolve_key` keeps its shape for engines of the release before, which know neither scopes nor plugins: it tells them of
whole keys only. This release asks `key_of`, which also says why a key is dead, so that the refusal can be told in the
log of its tenant.
"""

from alembic import op

from vito_core.db.operations import across, definer, wall
from vito_core.db.roles import APP, RESOLVER

revision = "core_0011"
down_revision = "core_0010"

CHANGES = """
alter table core.api_keys
  add column scopes text[],
  add column plugin text,
  add column expires_at timestamptz,
  add column last_used_at timestamptz,
  add column previous_hash bytea,
  add column previous_until timestamptz,
  add column rate_per_second double precision constraint api_keys_rate check (rate_per_second > 0),
  add column burst integer constraint api_keys_burst check (burst > 0),
  add column monthly_quota bigint constraint api_keys_quota check (monthly_quota >= 0),
  add column created_by uuid;
create index api_keys_by_previous_hash on core.api_keys (previous_hash) where previous_hash is not null;
alter table core.users
  add column email text,
  add column email_key text generated always as (lower(email)) stored,
  add column password_hash text,
  add column password_set_at timestamptz,
  add column invitation_hash bytea,
  add column invitation_until timestamptz,
  add column revision bigint not null default 1,
  drop constraint users_role_check,
  add constraint users_role_check
    check (role in ('platform_admin', 'tenant_admin', 'editor', 'approver', 'auditor', 'viewer')),
  add constraint users_email_key unique (tenant_id, email_key);
create index users_by_invitation on core.users (invitation_hash) where invitation_hash is not null;
create table core.sessions (
  tenant_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  token_hash bytea not null,
  method text not null,
  created_at timestamptz not null default now(),
  idle_until timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  end_reason text,
  primary key (tenant_id, id),
  constraint sessions_user foreign key (tenant_id, user_id) references core.users (tenant_id, id)
);
create index sessions_by_hash on core.sessions (token_hash);
create index sessions_by_user on core.sessions (tenant_id, user_id);
create table core.login_states (
  tenant_id uuid not null references core.tenants,
  state_hash bytea not null,
  nonce text not null,
  verifier text not null,
  return_to text not null,
  until timestamptz not null,
  primary key (tenant_id, state_hash)
);
create table core.login_pauses (
  key bytea primary key,
  attempts integer not null,
  next_at timestamptz not null,
  seen_at timestamptz not null default clock_timestamp()
);
create index login_pauses_by_time on core.login_pauses (seen_at)
"""

KEY_OF = """create function core.key_of(hash bytea)
  returns table (tenant_id uuid, id uuid, role text, scopes text[], plugin text, rate_per_second double precision,
    burst integer, monthly_quota bigint, dead text)
  language sql stable security definer set search_path = pg_catalog
  as $$ select k.tenant_id, k.id, k.role, k.scopes, k.plugin, k.rate_per_second, k.burst, k.monthly_quota,
          case when k.revoked_at is not null then 'revoked' when t.status <> 'ACTIVE' then 'tenant_on_hold'
            when k.expires_at <= clock_timestamp() then 'expired'
            when k.key_hash <> hash and k.previous_until <= clock_timestamp() then 'rotated' end
        from core.api_keys k join core.tenants t on t.tenant_id = k.tenant_id
        where k.key_hash = hash or k.previous_hash = hash limit 1 $$"""

RESOLVE_KEY = """create or replace function core.resolve_key(hash bytea)
  returns table (tenant_id uuid, id uuid, role text)
  language sql stable security definer set search_path = pg_catalog
  as $$ select k.tenant_id, k.id, k.role from core.key_of(hash) k
        where k.dead is null and k.scopes is null and k.plugin is null $$"""

# To the letter what migration 7 made.
RESOLVE_KEY_BEFORE = """create or replace function core.resolve_key(hash bytea)
  returns table (tenant_id uuid, id uuid, role text)
  language sql stable security definer set search_path = pg_catalog
  as $$ select k.tenant_id, k.id, k.role from core.api_keys k join core.tenants t on t.tenant_id = k.tenant_id
        where k.key_hash = hash and k.revoked_at is null and t.status = 'ACTIVE' $$"""

RESOLVE_SESSION = """create function core.resolve_session(hash bytea)
  returns table (tenant_id uuid, id uuid, user_id uuid, role text, idle_until timestamptz, expires_at timestamptz,
    dead text)
  language sql stable security definer set search_path = pg_catalog
  as $$ select s.tenant_id, s.id, s.user_id, u.role, s.idle_until, s.expires_at,
          case when s.ended_at is not null then 'ended' when t.status <> 'ACTIVE' then 'tenant_on_hold'
            when u.status <> 'ACTIVE' then 'user_off' when s.expires_at <= clock_timestamp() then 'expired'
            when s.idle_until <= clock_timestamp() then 'idle' end
        from core.sessions s join core.users u on u.tenant_id = s.tenant_id and u.id = s.user_id
          join core.tenants t on t.tenant_id = s.tenant_id
        where s.token_hash = hash limit 1 $$"""

RESOLVE_INVITATION = """create function core.resolve_invitation(hash bytea) returns table (tenant_id uuid, id uuid)
  language sql stable security definer set search_path = pg_catalog
  as $$ select u.tenant_id, u.id from core.users u join core.tenants t on t.tenant_id = u.tenant_id
        where u.invitation_hash = hash and u.invitation_until > clock_timestamp() and t.status = 'ACTIVE'
          and u.status in ('ACTIVE', 'PENDING_SETUP') $$"""

TENANT_OF_SLUG = """create function core.tenant_of_slug(wanted text) returns uuid
  language sql stable security definer set search_path = pg_catalog
  as $$ select t.tenant_id from core.tenants t where t.slug = wanted and t.status = 'ACTIVE' $$"""

DEFINERS = {
    "core.key_of(bytea)": KEY_OF,
    "core.resolve_session(bytea)": RESOLVE_SESSION,
    "core.resolve_invitation(bytea)": RESOLVE_INVITATION,
    "core.tenant_of_slug(text)": TENANT_OF_SLUG,
}


def upgrade() -> None:
    for statement in CHANGES.split(";\n"):
        op.execute(statement)
    wall("sessions", "select, insert, update, delete")
    wall("login_states", "select, insert, delete")
    op.execute(f"grant select, insert, update, delete on core.login_pauses to {APP}")
    across("users", RESOLVER, "select")
    across("sessions", RESOLVER, "select")
    for signature, statement in DEFINERS.items():
        definer(signature, statement, APP)
    op.execute(RESOLVE_KEY)


def downgrade() -> None:
    op.execute(RESOLVE_KEY_BEFORE)
    for signature in DEFINERS:
        op.execute(f"drop function {signature}")
    op.execute("drop policy resolver on core.users")
    op.execute(f"revoke select on core.users from {RESOLVER}")
    for table in ("login_pauses", "login_states", "sessions"):
        op.execute(f"drop table core.{table}")
    op.execute("drop index core.users_by_invitation")
    # Roles that the release before does not know become the least one; what was a key in part opens nothing there.
    op.execute("update core.users set role = 'viewer' where role in ('editor', 'approver', 'auditor')")
    op.execute(
        "alter table core.users drop constraint users_email_key, drop column email_key, drop column email,"
        " drop column password_hash, drop column password_set_at, drop column invitation_hash,"
        " drop column invitation_until, drop column revision, drop constraint users_role_check,"
        " add constraint users_role_check check (role in ('platform_admin', 'tenant_admin', 'viewer'))"
    )
    op.execute(
        "update core.api_keys set revoked_at = clock_timestamp() where revoked_at is null"
        " and (scopes is not null or plugin is not null or expires_at is not null)"
    )
    op.execute(
        "alter table core.api_keys drop column scopes, drop column plugin, drop column expires_at,"
        " drop column last_used_at, drop column previous_hash, drop column previous_until,"
        " drop column rate_per_second, drop column burst, drop column monthly_quota, drop column created_by"
    )
