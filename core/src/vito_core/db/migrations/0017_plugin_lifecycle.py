"""What a plugin went through, for the installation and for a tenant.

`plugin_installations`: the version seen last, and a quarantine that holds for everybody. `plugin_states`: what the
plugin was told of a tenant (`call`: what it still has to be told), and whether it refused. `plugin_failures`: failures
within a window, and the quarantine that came of them. `plugin_erasures`: jobs that erase all a plugin holds of a
tenant.

Whatever changes which plugins may act raises `tenants.plugin_revision`, under which every process caches its answer:
a change of tier does it by a trigger, whoever writes it. `plugins_settled` is the last revision that plugins were told
of.
`core.plugin_choices` stays for processes of the release before.
"""

from alembic import op

from vito_core.db.operations import across, definer, wall
from vito_core.db.roles import APP, RESOLVER

revision = "core_0017"
down_revision = "core_0016"

TABLES = """
create table core.plugin_installations (
  plugin text primary key,
  version text not null,
  seen_at timestamptz not null default clock_timestamp(),
  quarantined_at timestamptz,
  retry_at timestamptz,
  strikes integer not null default 0
);
create table core.plugin_states (
  tenant_id uuid not null references core.tenants,
  plugin text not null,
  active boolean not null,
  version text not null,
  call text check (call in ('on_enabled', 'on_disabled', 'on_upgraded')),
  attempts integer not null default 0,
  next_at timestamptz,
  error_code text,
  refused boolean not null default false,
  changed_at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, plugin)
);
create index plugin_states_due on core.plugin_states (next_at) where next_at is not null;
create table core.plugin_failures (
  tenant_id uuid not null references core.tenants,
  plugin text not null,
  failures integer not null default 0,
  since timestamptz not null default clock_timestamp(),
  last_at timestamptz not null default clock_timestamp(),
  door text not null,
  error_code text not null,
  quarantined_at timestamptz,
  retry_at timestamptz,
  strikes integer not null default 0,
  primary key (tenant_id, plugin)
);
create index plugin_failures_held on core.plugin_failures (plugin) where quarantined_at is not null;
create table core.plugin_erasures (
  tenant_id uuid not null references core.tenants,
  id uuid not null,
  plugin text not null,
  state text not null default 'requested' check (state in ('requested', 'running', 'completed', 'failed')),
  rows_erased bigint not null default 0,
  requested_by uuid,
  requested_at timestamptz not null default clock_timestamp(),
  completed_at timestamptz,
  attempts integer not null default 0,
  next_at timestamptz default clock_timestamp(),
  error_code text,
  primary key (tenant_id, id)
);
create unique index plugin_erasures_open on core.plugin_erasures (tenant_id, plugin)
  where state in ('requested', 'running');
create index plugin_erasures_due on core.plugin_erasures (next_at) where next_at is not null;
alter table core.tenants add column plugins_settled bigint not null default 0;
create index tenants_unsettled on core.tenants (tenant_id) where plugins_settled <> plugin_revision
"""

TENANT_TABLES = ("plugin_states", "plugin_failures", "plugin_erasures")
SEEN = {
    "plugin_states": "tenant_id, plugin, active, version, next_at, refused",
    "plugin_failures": "tenant_id, plugin, quarantined_at, retry_at",
    "plugin_erasures": "tenant_id, next_at",
}
"""What the resolver reads of all tenants."""

TIER = """
create function core.tier_changes_plugins() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  new.plugin_revision := old.plugin_revision + 1;
  return new;
end $$
"""

READS = "language sql stable security definer set search_path = pg_catalog"
WRITES = "language plpgsql security definer set search_path = pg_catalog"

# `retry_in`: seconds until a quarantined plugin is tried again, the later of the tenant's and the installation's.
STANDING = f"""create function core.plugin_standing(tenants uuid[])
  returns table (tenant_id uuid, plugin text, enabled boolean, refused boolean, retry_in double precision) {READS}
  as $$ select n.tenant_id, n.plugin, c.enabled, coalesce(s.refused, false),
      extract(epoch from greatest(f.retry_at, i.retry_at) - clock_timestamp())::double precision
    from (select p.tenant_id, p.plugin from core.tenant_plugins p where p.tenant_id = any(tenants)
        union select p.tenant_id, p.plugin from core.plugin_states p where p.tenant_id = any(tenants) and p.refused
        union select p.tenant_id, p.plugin from core.plugin_failures p
          where p.tenant_id = any(tenants) and p.quarantined_at is not null
        union select t.id, p.plugin from unnest(tenants) t (id), core.plugin_installations p
          where p.quarantined_at is not null) n
      left join core.tenant_plugins c on c.tenant_id = n.tenant_id and c.plugin = n.plugin
      left join core.plugin_states s on s.tenant_id = n.tenant_id and s.plugin = n.plugin
      left join core.plugin_failures f
        on f.tenant_id = n.tenant_id and f.plugin = n.plugin and f.quarantined_at is not null
      left join core.plugin_installations i on i.plugin = n.plugin and i.quarantined_at is not null $$"""

WORK = f"""create function core.tenants_with_plugin_work() returns table (tenant_id uuid) {READS}
  as $$ select t.tenant_id from core.tenants t where t.plugins_settled <> t.plugin_revision
    union select s.tenant_id from core.plugin_states s where s.next_at <= clock_timestamp()
    union select e.tenant_id from core.plugin_erasures e where e.next_at <= clock_timestamp()
    union select s.tenant_id from core.plugin_states s
      join core.plugin_installations i on i.plugin = s.plugin and i.version <> s.version
      where s.active and s.next_at is null
    limit 500 $$"""

# For everybody, once it is quarantined for so many tenants.
HOLD = f"""create function core.hold_plugin(plugin text, tenants integer, pause interval) returns boolean {WRITES}
  as $$ begin
    if (select count(*) from core.plugin_failures f
        where f.plugin = hold_plugin.plugin and f.quarantined_at is not null) < greatest(tenants, 2) then
      return false;
    end if;
    update core.plugin_installations i set quarantined_at = coalesce(i.quarantined_at, clock_timestamp()),
        retry_at = clock_timestamp() + least(pause * 2 ^ least(i.strikes, 16), interval '1 day'),
        strikes = i.strikes + 1
      where i.plugin = hold_plugin.plugin
        and (i.quarantined_at is null or i.retry_at <= clock_timestamp());
    if not found then
      return false;
    end if;
    update core.tenants t set plugin_revision = t.plugin_revision + 1;
    return true;
  end $$"""
RELEASE = f"""create function core.release_plugin(plugin text) returns boolean {WRITES}
  as $$ begin
    update core.plugin_installations i set quarantined_at = null, retry_at = null, strikes = 0
      where i.plugin = release_plugin.plugin and i.quarantined_at is not null;
    if not found then
      return false;
    end if;
    update core.tenants t set plugin_revision = t.plugin_revision + 1;
    return true;
  end $$"""

DEFINERS = {
    "core.plugin_standing(uuid[])": STANDING,
    "core.tenants_with_plugin_work()": WORK,
    "core.hold_plugin(text, integer, interval)": HOLD,
    "core.release_plugin(text)": RELEASE,
}


def upgrade() -> None:
    for statement in TABLES.split(";\n"):
        op.execute(statement)
    op.execute(f"grant select, insert, update on core.plugin_installations to {APP}")
    op.execute(f"grant select, update on core.plugin_installations to {RESOLVER}")
    for table in TENANT_TABLES:
        wall(table, "select, insert, update")
    for table, columns in SEEN.items():
        across(table, RESOLVER, f"select ({columns})")
    op.execute(f"create policy revision on core.tenants for update to {RESOLVER} using (true)")
    op.execute(f"grant update (plugin_revision) on core.tenants to {RESOLVER}")
    op.execute(TIER)
    op.execute(
        "create trigger tier_changes_plugins before update of tier on core.tenants for each row"
        " when (old.tier is distinct from new.tier) execute function core.tier_changes_plugins()"
    )
    for signature, statement in DEFINERS.items():
        definer(signature, statement, APP)


def downgrade() -> None:
    for signature in DEFINERS:
        op.execute(f"drop function {signature}")
    op.execute("drop trigger tier_changes_plugins on core.tenants")
    op.execute("drop function core.tier_changes_plugins()")
    op.execute("drop policy revision on core.tenants")
    op.execute(f"revoke update (plugin_revision) on core.tenants from {RESOLVER}")
    op.execute("drop index core.tenants_unsettled")
    op.execute("alter table core.tenants drop column plugins_settled")
    for table in ("plugin_erasures", "plugin_failures", "plugin_states", "plugin_installations"):
        op.execute(f"drop table core.{table}")
