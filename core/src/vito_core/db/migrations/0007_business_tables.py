"""The specification's tables in today's shape: enums, talents, contracts, brands, deployments, campaigns, revenue.

What of the specification's SQL could not work as written, and what stands here instead:

- `entity_status` lacks SCHEDULED, which a deployment may have; `transaction_type` lacks CPM and CPC, which a campaign
  earns. Both are added at the end.
- `jsonb_array_length` on `JSONB[]`: messages are rows of their own, so the limit of 1,000 is a check on the counter.
- `GIN ((config -> 'customDomain'))` serves `@>` below that key and nothing else; who looks for a domain compares texts.
  Six of the nine indexes are therefore B-trees. They lie on generated columns, not on the expressions: `->>` is not
  leakproof, so under row level security an index on an expression is never used, however plain the comparison.
- The three GIN indexes over whole documents answer `@>`, which is not leakproof either: `find_*` below are the way in.
  The tenant is part of what is indexed, so that a search touches no row of anybody else.
- `twin_config` stands in `core.twin_versions`; keys are in snake_case as everywhere in our documents.
- Money is whole minor units with a currency: shares of DECIMAL(10,2) need not add up to the amount, these must.
- A campaign and a share of revenue have two parties. The row is the talent's; the other side may read it.
"""

from alembic import op

from vito_contracts.sql import CURRENT_TENANT, SEARCHER, WALLED
from vito_core.db.operations import wall
from vito_core.db.roles import APP

revision = "core_0007"
down_revision = "core_0006"

ENUMS = {
    "celebrity_type": "SPORTS_COMMENTATOR ATHLETE COACH ENTERTAINER INFLUENCER EXPERT",
    "entity_status": "ACTIVE INACTIVE PENDING_SETUP SUSPENDED ARCHIVED SCHEDULED",
    "deployment_type": "VIBETHINK_PORTAL EMBEDDED_WIDGET BRAND_CAMPAIGN WHITE_LABEL",
    "transaction_type": "SUBSCRIPTION CAMPAIGN_FEE TRANSACTION_FEE SETUP_FEE PLATFORM_FEE CPM CPC",
}

TABLES = """
create table core.users (
  tenant_id uuid not null references core.tenants,
  id uuid not null,
  name text not null,
  role text not null check (role in ('platform_admin', 'tenant_admin', 'viewer')),
  status core.entity_status not null default 'ACTIVE',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id)
);
create table core.contracts (
  tenant_id uuid not null references core.tenants,
  id uuid not null,
  number text not null,
  status core.entity_status not null default 'PENDING_SETUP',
  signed_at timestamptz,
  starts_at timestamptz,
  ends_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, number),
  constraint contracts_dates check (ends_at > starts_at)
);
create table core.talents (
  tenant_id uuid primary key,
  kind text not null default 'talent' constraint talents_are_talents check (kind = 'talent'),
  name text not null,
  type core.celebrity_type not null,
  contract uuid,
  revenue_share_percentage numeric(5, 2) not null default 70.00
    constraint talents_share check (revenue_share_percentage between 0 and 100),
  status core.entity_status not null default 'PENDING_SETUP',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint talents_tenant foreign key (tenant_id, kind) references core.tenants (tenant_id, kind),
  constraint talents_contract foreign key (tenant_id, contract) references core.contracts (tenant_id, id)
);
create table core.brands (
  tenant_id uuid not null references core.tenants,
  id uuid not null,
  name text not null,
  status core.entity_status not null default 'ACTIVE',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, name)
);
create table core.deployments (
  tenant_id uuid not null references core.tenants,
  id uuid not null,
  binding uuid not null,
  type core.deployment_type not null,
  config jsonb not null default '{}' constraint deployments_config check (jsonb_typeof(config) = 'object'),
  status core.entity_status not null default 'ACTIVE',
  starts_at timestamptz,
  ends_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  custom_domain text generated always as (config ->> 'custom_domain') stored,
  brand_id text generated always as (config ->> 'brand_id') stored,
  primary key (tenant_id, id),
  constraint deployments_binding foreign key (tenant_id, binding) references core.bindings (tenant_id, id),
  constraint deployments_dates check (ends_at > starts_at),
  constraint deployments_scheduled check (status <> 'SCHEDULED' or starts_at is not null)
);
create index deployments_by_binding on core.deployments (tenant_id, binding);
create table core.brand_campaigns (
  tenant_id uuid not null references core.talents,
  id uuid not null,
  brand_tenant uuid not null,
  brand uuid not null,
  name text not null,
  starts_at timestamptz not null,
  ends_at timestamptz,
  is_exclusive boolean not null default false,
  fee_minor bigint constraint brand_campaigns_fee check (fee_minor >= 0),
  fee_currency text not null default 'USD' constraint brand_campaigns_currency check (fee_currency ~ '^[A-Z]{3}$'),
  guidelines jsonb not null default '{}',
  status core.entity_status not null default 'ACTIVE',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  constraint brand_campaigns_brand foreign key (brand_tenant, brand) references core.brands (tenant_id, id),
  constraint brand_campaigns_dates check (ends_at > starts_at)
);
create index brand_campaigns_by_brand on core.brand_campaigns (brand_tenant, brand);
create table core.revenue_transactions (
  tenant_id uuid not null references core.talents,
  id uuid not null,
  deployment_tenant uuid,
  deployment uuid,
  brand_campaign uuid,
  type core.transaction_type not null,
  amount_minor bigint not null,
  currency text not null default 'USD' constraint revenue_transactions_currency check (currency ~ '^[A-Z]{3}$'),
  celebrity_share_minor bigint not null,
  platform_share_minor bigint not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  constraint revenue_transactions_deployment foreign key (deployment_tenant, deployment)
    references core.deployments (tenant_id, id) match full,
  constraint revenue_transactions_campaign foreign key (tenant_id, brand_campaign)
    references core.brand_campaigns (tenant_id, id),
  constraint revenue_transactions_shares check (
    celebrity_share_minor::numeric + platform_share_minor = amount_minor
    and sign(celebrity_share_minor::numeric) * sign(amount_minor::numeric) >= 0
    and sign(platform_share_minor::numeric) * sign(amount_minor::numeric) >= 0)
);
create index revenue_transactions_by_time on core.revenue_transactions (tenant_id, created_at);
create index revenue_transactions_by_campaign on core.revenue_transactions (tenant_id, brand_campaign)
  where brand_campaign is not null;
create index revenue_transactions_by_deployment on core.revenue_transactions (deployment_tenant, deployment)
  where deployment is not null
"""

RIGHTS = {
    "users": "select, insert, update",
    "contracts": "select, insert, update",
    "talents": "select, insert, update",
    "brands": "select, insert, update",
    "deployments": "select, insert, update",
    "brand_campaigns": "select, insert, update",
    "revenue_transactions": "select, insert",  # a ledger: what was wrong is reversed, not changed
}

# The counter is updated at every turn. No index holds it or updated_at, so the update stays within its page (HOT) and
# touches no index: as long as the page has room, which the fill factor leaves.
CHANGES = """
alter table core.conversations
  add column deployment uuid,
  add column archived_at timestamptz,
  add column is_archived boolean generated always as (archived_at is not null) stored,
  add column brand_id text generated always as (context ->> 'brand_id') stored,
  add column campaign_id text generated always as (context ->> 'campaign_id') stored,
  add constraint conversations_deployment
    foreign key (tenant_id, deployment) references core.deployments (tenant_id, id);
alter table core.conversations add constraint conversations_message_limit
  check (message_count between 0 and 1000 or archived_at is not null) not valid;
alter table core.conversations set (fillfactor = 80);
create index conversations_by_deployment on core.conversations (tenant_id, deployment) where deployment is not null;
alter table core.twin_versions
  add column voice_clone_id text generated always as (config ->> 'voice_clone_id') stored,
  add column visual_avatar_id text generated always as (config ->> 'visual_avatar_id') stored
"""

# The specification's nine, by what they are looked up by.
BY_VALUE = {
    "twin_versions": ("voice_clone_id", "visual_avatar_id"),
    "deployments": ("custom_domain", "brand_id"),
    "conversations": ("brand_id", "campaign_id"),
}
DOCUMENTS = {"twin_versions": "config", "deployments": "config", "conversations": "context"}

# uuid_out and jsonb_in are immutable, jsonb_build_object is not; inlined, so that query and index meet.
MARKED = """
create function core.marked(tenant uuid, document jsonb) returns jsonb language sql immutable parallel safe
  return document || ('{"tenant":"' || tenant::text || '"}')::jsonb
"""


def finder(name: str, table: str, document: str, columns: dict[str, str]) -> str:
    """Whose document contains `$1`, at most `$2` of them. The mark narrows the index; the real column decides."""
    return f"""
create function core.{name}(wanted jsonb, most integer default 50)
  returns table ({", ".join(f"{column} {kind}" for column, kind in columns.items())})
  language sql stable security definer set search_path = pg_catalog as $$
  select {", ".join(f"t.{column}" for column in columns)} from core.{table} t
  where core.marked(t.tenant_id, t.{document}) @> core.marked({CURRENT_TENANT}, $1)
    and t.tenant_id = {CURRENT_TENANT} and t.{document} @> $1 and jsonb_typeof($1) = 'object'
  limit least(greatest($2, 0), 1000)
$$"""


FINDERS = {
    "find_twin_versions": ("twin_versions", {"twin": "uuid", "version": "integer"}),
    "find_deployments": ("deployments", {"id": "uuid"}),
    "find_conversations": ("conversations", {"id": "uuid"}),
}

# A tenant that was put on hold acts no more: its keys are nobody's. `active_tenants` still walks it, so that what was
# begun ends.
RESOLVE_KEY = """create or replace function core.resolve_key(hash bytea)
  returns table (tenant_id uuid, id uuid, role text)
  language sql stable security definer set search_path = pg_catalog
  as $$ select k.tenant_id, k.id, k.role from core.api_keys k join core.tenants t on t.tenant_id = k.tenant_id
        where k.key_hash = hash and k.revoked_at is null and t.status = 'ACTIVE' $$"""

# Its body is to the letter what the first migration made, blanks included.
RESOLVE_KEY_BEFORE = """create or replace function core.resolve_key(hash bytea)
  returns table (tenant_id uuid, id uuid, role text)
         language sql stable security definer set search_path = pg_catalog
         as $$ select k.tenant_id, k.id, k.role from core.api_keys k
               where k.key_hash = hash and k.revoked_at is null $$"""


def upgrade() -> None:
    for name, values in ENUMS.items():
        listed = ", ".join(f"'{value}'" for value in values.split())
        op.execute(f"create type core.{name} as enum ({listed})")
    op.execute("alter table core.tenants add column status core.entity_status not null default 'ACTIVE'")
    op.execute("alter table core.tenants add constraint tenants_kind_key unique (tenant_id, kind)")
    op.execute(RESOLVE_KEY)
    for statement in (*TABLES.split(";\n"), *CHANGES.split(";\n")):
        op.execute(statement)
    for table, rights in RIGHTS.items():
        wall(table, rights)
    op.execute(
        f"create policy brand on core.brand_campaigns for select to {WALLED} using (brand_tenant = {CURRENT_TENANT})"
    )
    op.execute(
        f"create policy deployer on core.revenue_transactions for select to {WALLED}"
        f" using (deployment_tenant = {CURRENT_TENANT})"
    )
    for table, columns in BY_VALUE.items():
        for column in columns:
            op.execute(
                f"create index {table}_by_{column} on core.{table} (tenant_id, {column}) where {column} is not null"
            )
    _search()


def _search() -> None:
    op.execute(MARKED)
    for table, document in DOCUMENTS.items():
        op.execute(
            f"create index {table}_by_document on core.{table}"
            f" using gin (core.marked(tenant_id, {document}) jsonb_path_ops)"
        )
        op.execute(f"create policy searcher on core.{table} for select to {SEARCHER} using (true)")
        op.execute(f"grant select on core.{table} to {SEARCHER}")
    op.execute(f"grant create on schema core to {SEARCHER}")
    for name, (table, columns) in FINDERS.items():
        signature = f"core.{name}(jsonb, integer)"
        op.execute(finder(name, table, DOCUMENTS[table], columns))
        op.execute(f"alter function {signature} owner to {SEARCHER}")
        op.execute(f"revoke all on function {signature} from public")
        op.execute(f"grant execute on function {signature} to {APP}")
    op.execute(f"revoke create on schema core from {SEARCHER}")


def downgrade() -> None:
    for name in FINDERS:
        op.execute(f"drop function core.{name}(jsonb, integer)")
    for table in ("twin_versions", "conversations"):
        op.execute(f"drop policy searcher on core.{table}")
        op.execute(f"revoke select on core.{table} from {SEARCHER}")
        op.execute(f"drop index core.{table}_by_document")
    op.execute("alter table core.twin_versions drop column voice_clone_id, drop column visual_avatar_id")
    op.execute("alter table core.conversations drop constraint conversations_message_limit")
    op.execute(
        "alter table core.conversations drop column deployment, drop column is_archived, drop column archived_at,"
        " drop column brand_id, drop column campaign_id"
    )
    op.execute("alter table core.conversations reset (fillfactor)")
    for table in ("revenue_transactions", "brand_campaigns", "deployments", "brands", "talents", "contracts", "users"):
        op.execute(f"drop table core.{table}")
    op.execute("drop function core.marked(uuid, jsonb)")
    op.execute(RESOLVE_KEY_BEFORE)
    op.execute("alter table core.tenants drop constraint tenants_kind_key, drop column status")
    for name in ENUMS:
        op.execute(f"drop type core.{name}")
