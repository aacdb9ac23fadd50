"""A data key for each tenant, wrapped by the installation's key; and since when a journey must carry its tenant."""

from alembic import op

from vito_core.db.operations import across, definer, wall
from vito_core.db.roles import APP, RESOLVER

revision = "core_0005"
down_revision = "core_0004"

TABLE = """create table core.data_keys (
  tenant_id uuid not null references core.tenants (tenant_id),
  version integer not null check (version > 0),
  wrapped bytea,
  wrapped_by text not null,
  created_at timestamptz not null default clock_timestamp(),
  retired_at timestamptz,
  primary key (tenant_id, version),
  check ((wrapped is null) = (wrapped_by = '')),
  check (wrapped is not null or retired_at is not null)
)"""
ONE_CURRENT = "create unique index data_keys_current on core.data_keys (tenant_id) where retired_at is null"
MASTERS = """create function core.data_key_masters() returns table (wrapped_by text, data_keys bigint)
  language sql stable security definer set search_path = pg_catalog
  as $$ select k.wrapped_by, count(k.version) from core.data_keys k
        where k.wrapped_by <> '' group by k.wrapped_by $$"""

# Journeys begun before this revision carry no tenant header and must not be lost: a missing header is forgiven for
# what began up to a day after it (processes of the old release may still run), and on a new database for nothing.
HEADERS = """do $$
declare since timestamptz := null;
begin
  if exists (select from core.journeys) then since := clock_timestamp() + interval '1 day'; end if;
  execute format('create function core.headers_required_since() returns timestamptz language sql immutable'
    ' set search_path = pg_catalog as %L', format('select %L::timestamptz', since));
end $$"""


def upgrade() -> None:
    op.execute(TABLE)
    op.execute(ONE_CURRENT)
    wall("data_keys", "select, insert, update (wrapped, wrapped_by, retired_at)")
    across("data_keys", RESOLVER, "select (version, wrapped_by)")
    definer("core.data_key_masters()", MASTERS, APP)
    # An owner that is no superuser would see no journeys while row level security is forced on it.
    op.execute("alter table core.journeys no force row level security")
    op.execute(HEADERS)
    op.execute("alter table core.journeys force row level security")
    op.execute("revoke all on function core.headers_required_since() from public")
    op.execute(f"grant execute on function core.headers_required_since() to {APP}")


def downgrade() -> None:
    op.execute("drop function core.headers_required_since()")
    op.execute("drop function core.data_key_masters()")
    op.execute("drop table core.data_keys")
