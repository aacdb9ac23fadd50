create function core.enforce_jsonb() returns trigger
language plpgsql set search_path = pg_catalog as $$
-- Arguments: column and schema name; or column, beginning of the name, and the column whose value in small letters
-- ends it. A document fits if it fits the active version, or one accepted beside it while a change is under way.
declare
  written jsonb := to_jsonb(new);
  document jsonb := written -> tg_argv[0];
  wanted text := tg_argv[1] || coalesce(lower(written ->> tg_argv[2]), '');
  candidate record;
  version integer := 0;
  violation text := '# no version of this schema is active';
begin
  for candidate in select s.version, s.schema from core.jsonb_schemas s
      where s.schema_name = wanted and s.state in ('active', 'accepted') order by s.is_active desc, s.version desc loop
    if core.jsonb_matches(candidate.schema, document) then
      return null;
    end if;
    if version = 0 then
      version := candidate.version;
      violation := coalesce(core.jsonb_violation(candidate.schema, document), '# pg_jsonschema: refused');
    end if;
  end loop;
  raise exception '%.%.% does not fit JSON schema % version %',
      tg_table_schema, tg_table_name, tg_argv[0], wanted, version
    using errcode = 'check_violation', constraint = format('jsonb_schema:%s:%s', wanted, version), detail = violation,
      schema = tg_table_schema, table = tg_table_name, column = tg_argv[0];
end $$;

create function core.watch_jsonb(
  watched regclass, watched_column text, schema_name text, module_column text default null
) returns void language plpgsql set search_path = pg_catalog as $$
-- AFTER, so that a row which `on conflict do nothing` leaves out costs nothing; OF, so that an update of other columns
-- costs nothing.
begin
  execute format('create trigger %I after insert or update of %I%s on %s for each row'
    ' execute function core.enforce_jsonb(%L, %L%s)', 'enforce_' || watched_column, watched_column,
    coalesce(', ' || quote_ident(module_column), ''), watched, watched_column, schema_name,
    coalesce(', ' || quote_literal(module_column), ''));
end $$;
