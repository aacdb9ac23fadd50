do $$
-- The extension pg_jsonschema, where it is installed, is quicker than plpgsql. It takes `format` for an annotation, so
-- that a schema with formats is asked of both: a document must not fit here and be refused elsewhere.
declare
  extension text := (select format('%I.%I', n.nspname, p.proname) from pg_catalog.pg_proc p
    join pg_catalog.pg_namespace n on n.oid = p.pronamespace
    where p.proname = 'jsonb_matches_schema' and p.proargtypes = '114 3802' limit 1);
begin
  if extension is null then
    create function core.jsonb_matches(schema jsonb, data jsonb) returns boolean language sql immutable parallel safe
      return core.jsonb_violation(schema, data) is null;
  else
    execute format('create function core.jsonb_matches(schema jsonb, data jsonb) returns boolean
      language sql stable parallel safe as $f$ select %s(schema::json, data)
        and (not jsonb_path_exists(schema, ''$.**.format'') or core.jsonb_violation(schema, data) is null) $f$',
      extension);
  end if;
end $$;
