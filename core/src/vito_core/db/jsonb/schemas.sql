create table core.jsonb_schemas (
  id uuid primary key default gen_random_uuid(),
  schema_name text not null check (schema_name ~ '^[a-z][a-z0-9_]{0,62}$'),
  version integer not null check (version > 0),
  schema jsonb not null,
  state text not null default 'draft' check (state in ('draft', 'accepted', 'active', 'retired')),
  is_active boolean not null generated always as (state = 'active') stored,
  created_at timestamptz not null default clock_timestamp(),
  activated_at timestamptz,
  unique (schema_name, version),
  check (state <> 'active' or activated_at is not null)
);

create unique index jsonb_schemas_one_active on core.jsonb_schemas (schema_name) where state = 'active';

create function core.guard_jsonb_schema() returns trigger
language plpgsql set search_path = pg_catalog as $$
declare
  fault text;
begin
  if tg_op = 'UPDATE' and (new.schema_name, new.version, new.schema) is distinct from
      (old.schema_name, old.version, old.schema) and old.state <> 'draft' then
    raise exception 'a JSON schema that was in force never changes; add a new version'
      using errcode = 'check_violation', constraint = 'jsonb_schemas_immutable';
  end if;
  fault := core.jsonb_schema_fault(new.schema);
  if fault is not null then
    raise exception 'JSON schema % version % cannot be enforced', new.schema_name, new.version
      using errcode = 'check_violation', constraint = 'jsonb_schemas_enforceable', detail = fault;
  end if;
  if new.state = 'active' and new.activated_at is null then
    new.activated_at := clock_timestamp();
  end if;
  return new;
end $$;

create trigger guard before insert or update on core.jsonb_schemas
  for each row execute function core.guard_jsonb_schema();
