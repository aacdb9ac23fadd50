create function core.jsonb_violation(schema jsonb, data jsonb) returns text
language plpgsql immutable parallel safe as $$
-- Null: valid. Else "<JSON pointer> <keyword>: <what was expected>", made of the schema's own words alone: never a
-- value, and never a key that the schema does not name (people write those too; they show as *).
declare
  size integer := octet_length(data::text);
begin
  if data is null then
    return '# type: a JSON document, not NULL';
  end if;
  if size > 1048576 then
    return '# size: at most 1 MiB of text';
  end if;
  -- Each value takes some 10 µs to check: a megabyte of them would take seconds. (One is two bytes long at least.)
  if size > 100000 and (select count(*) from jsonb_path_query(data, 'strict $.**')) > 50000 then
    return '# size: at most 50,000 values';
  end if;
  if jsonb_path_exists(data, 'strict $.**{65}') then
    return '# depth: at most 64 levels';
  end if;
  return core.jsonb_violation_at(schema, data, schema, '#', 0);
end $$;

create function core.jsonb_violation_at(schema jsonb, data jsonb, root jsonb, path text, standing integer) returns text
language plpgsql immutable parallel safe as $$
-- Plain IFs on purpose: plpgsql evaluates each without a query (0.1 µs), a loop over the keywords costs a query (5 µs).
declare
  kind text;
  found text;
  part jsonb;
begin
  if jsonb_typeof(schema) = 'boolean' then
    return case when schema = 'false'::jsonb then path || ' false: nothing is allowed here' end;
  end if;
  if schema is null or standing > 32 then
    -- An error, not a violation: inside `not` a violation would count as a match.
    raise exception 'a stored JSON schema refers to itself without end' using errcode = 'program_limit_exceeded';
  end if;
  kind := jsonb_typeof(data);
  if schema ? 'type' and not (schema -> 'type') ? kind
      and not (kind = 'number' and (schema -> 'type') ? 'integer' and data::numeric = trunc(data::numeric)) then
    return path || ' type: ' || translate((schema -> 'type')::text, '"[]', '');
  end if;
  if schema ? 'const' and data <> schema -> 'const' then
    return path || ' const: ' || (schema -> 'const')::text;
  end if;
  if schema ? 'enum' and not (kind = 'string' and schema -> 'enum' ? (data #>> '{}'))
      and not exists (select from jsonb_array_elements(schema -> 'enum') allowed where allowed = data) then
    return path || ' enum: one of ' || (schema -> 'enum')::text;
  end if;
  if schema ? '$ref' then
    part := case when schema ->> '$ref' = '#' then root
      else root -> '$defs' -> replace(replace(substr(schema ->> '$ref', 9), '~1', '/'), '~0', '~') end;
    found := core.jsonb_violation_at(part, data, root, path, standing + 1);
    if found is not null then
      return found;
    end if;
  end if;
  if kind = 'string' then
    found := core.jsonb_string_violation(schema, data #>> '{}', path);
  elsif kind = 'number' then
    found := core.jsonb_number_violation(schema, data::numeric, path);
  elsif kind = 'object' then
    found := core.jsonb_object_violation(schema, data, root, path);
  elsif kind = 'array' then
    found := core.jsonb_array_violation(schema, data, root, path);
  end if;
  if found is null and schema ?| '{allOf,anyOf,oneOf,not}' then
    found := core.jsonb_combined_violation(schema, data, root, path, standing + 1);
  end if;
  return found;
end $$;

create function core.jsonb_string_violation(schema jsonb, data text, path text) returns text
language plpgsql immutable parallel safe as $$
begin
  if schema ? 'minLength' and char_length(data) < (schema -> 'minLength')::numeric then
    return path || ' minLength: ' || (schema ->> 'minLength') || ' characters or more';
  end if;
  if schema ? 'maxLength' and char_length(data) > (schema -> 'maxLength')::numeric then
    return path || ' maxLength: ' || (schema ->> 'maxLength') || ' characters or less';
  end if;
  if schema ? 'pattern' and data !~ (schema ->> 'pattern') then
    return path || ' pattern: ' || (schema ->> 'pattern');
  end if;
  if schema ? 'format' and not core.jsonb_has_format(schema ->> 'format', data) then
    return path || ' format: ' || (schema ->> 'format');
  end if;
  return null;
end $$;

create function core.jsonb_has_format(format text, data text) returns boolean
language plpgsql immutable parallel safe as $$
declare
  part text[];
  minute integer;
begin
  if format = 'uuid' then
    return data ~ '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$';
  elsif format <> 'date-time' then
    return false;
  end if;
  part := regexp_match(data, '^([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt]([0-9]{2}):([0-9]{2}):([0-9]{2})([.][0-9]+)?'
    '([Zz]|([+-])([0-9]{2}):([0-9]{2}))$');
  if part is null or not pg_input_is_valid(part[1], 'date')
      or part[2]::integer > 23 or part[3]::integer > 59 or part[4]::integer > 60
      or coalesce(part[8]::integer > 23 or part[9]::integer > 59, false) then
    return false;
  end if;
  if part[4] = '60' then  -- a leap second is the last one of a day in UTC
    minute := part[2]::integer * 60 + part[3]::integer
      - coalesce((part[7] || '1')::integer * (part[8]::integer * 60 + part[9]::integer), 0);
    return (minute + 1440) % 1440 = 1439;
  end if;
  return true;
end $$;

create function core.jsonb_number_violation(schema jsonb, data numeric, path text) returns text
language plpgsql immutable parallel safe as $$
begin
  if schema ? 'minimum' and data < (schema -> 'minimum')::numeric then
    return path || ' minimum: ' || (schema ->> 'minimum');
  end if;
  if schema ? 'maximum' and data > (schema -> 'maximum')::numeric then
    return path || ' maximum: ' || (schema ->> 'maximum');
  end if;
  if schema ? 'exclusiveMinimum' and data <= (schema -> 'exclusiveMinimum')::numeric then
    return path || ' exclusiveMinimum: more than ' || (schema ->> 'exclusiveMinimum');
  end if;
  if schema ? 'exclusiveMaximum' and data >= (schema -> 'exclusiveMaximum')::numeric then
    return path || ' exclusiveMaximum: less than ' || (schema ->> 'exclusiveMaximum');
  end if;
  if schema ? 'multipleOf' and data % (schema -> 'multipleOf')::numeric <> 0 then
    return path || ' multipleOf: ' || (schema ->> 'multipleOf');
  end if;
  return null;
end $$;

create function core.jsonb_array_violation(schema jsonb, data jsonb, root jsonb, path text) returns text
language plpgsql immutable parallel safe as $$
declare
  found text;
begin
  if schema ? 'minItems' and jsonb_array_length(data) < (schema -> 'minItems')::numeric then
    return path || ' minItems: ' || (schema ->> 'minItems');
  end if;
  if schema ? 'maxItems' and jsonb_array_length(data) > (schema -> 'maxItems')::numeric then
    return path || ' maxItems: ' || (schema ->> 'maxItems');
  end if;
  if schema -> 'uniqueItems' = 'true'::jsonb
      and (select count(distinct item) < count(*) from jsonb_array_elements(data) item) then
    return path || ' uniqueItems: no item twice';
  end if;
  if schema ? 'items' then
    for i in 0 .. jsonb_array_length(data) - 1 loop
      found := core.jsonb_violation_at(schema -> 'items', data -> i, root, path || '/' || i, 0);
      exit when found is not null;
    end loop;
  end if;
  return found;
end $$;

create function core.jsonb_object_violation(schema jsonb, data jsonb, root jsonb, path text) returns text
language plpgsql immutable parallel safe as $$
declare
  key text;
  found text;
  pattern text;
  matched boolean;
begin
  if schema ? 'required' then
    for i in 0 .. jsonb_array_length(schema -> 'required') - 1 loop
      if not data ? (schema -> 'required' ->> i) then
        return path || ' required: ' || (schema -> 'required' -> i)::text;
      end if;
    end loop;
  end if;
  if not schema ?| '{properties,patternProperties,additionalProperties,propertyNames}' then
    return null;
  end if;
  foreach key in array array(select jsonb_object_keys(data)) loop
    if schema ? 'propertyNames' then
      found := core.jsonb_violation_at(schema -> 'propertyNames', to_jsonb(key), root, path || '/*', 0);
      if found is not null then
        return found || ' (of a property''s name)';
      end if;
    end if;
    matched := false;
    if schema -> 'properties' ? key then
      matched := true;
      found := core.jsonb_violation_at(schema -> 'properties' -> key, data -> key, root,
        path || '/' || replace(replace(key, '~', '~0'), '/', '~1'), 0);
      if found is not null then
        return found;
      end if;
    end if;
    if schema ? 'patternProperties' then
      for pattern in select jsonb_object_keys(schema -> 'patternProperties') loop
        if key ~ pattern then
          matched := true;
          found := core.jsonb_violation_at(schema -> 'patternProperties' -> pattern, data -> key, root,
            path || '/*', 0);
          if found is not null then
            return found;
          end if;
        end if;
      end loop;
    end if;
    if not matched and schema ? 'additionalProperties' then
      if schema -> 'additionalProperties' = 'false'::jsonb then
        return path || ' additionalProperties: none but those the schema names';
      end if;
      found := core.jsonb_violation_at(schema -> 'additionalProperties', data -> key, root, path || '/*', 0);
      if found is not null then
        return found;
      end if;
    end if;
  end loop;
  return null;
end $$;

create function core.jsonb_combined_violation(schema jsonb, data jsonb, root jsonb, path text, standing integer)
returns text language plpgsql immutable parallel safe as $$
declare
  found text;
  near text;
  fitting integer := 0;
begin
  for i in 0 .. coalesce(jsonb_array_length(schema -> 'allOf'), 0) - 1 loop
    found := core.jsonb_violation_at(schema -> 'allOf' -> i, data, root, path, standing);
    if found is not null then
      return found;
    end if;
  end loop;
  if schema ? 'anyOf' then
    for i in 0 .. jsonb_array_length(schema -> 'anyOf') - 1 loop
      found := core.jsonb_violation_at(schema -> 'anyOf' -> i, data, root, path, standing);
      exit when found is null;
      -- Of the alternatives' violations, that of the one meant says most: one that was of the right type at least.
      if not starts_with(found, path || ' type: ') then
        near := found;
      end if;
    end loop;
    if found is not null then
      return coalesce(near, path || ' anyOf: one of ' || jsonb_array_length(schema -> 'anyOf') || ' alternatives');
    end if;
  end if;
  if schema ? 'oneOf' then
    for i in 0 .. jsonb_array_length(schema -> 'oneOf') - 1 loop
      if core.jsonb_violation_at(schema -> 'oneOf' -> i, data, root, path, standing) is null then
        fitting := fitting + 1;
      end if;
    end loop;
    if fitting <> 1 then
      return path || ' oneOf: exactly one of ' || jsonb_array_length(schema -> 'oneOf') || ' alternatives, not '
        || fitting;
    end if;
  end if;
  if schema ? 'not' and core.jsonb_violation_at(schema -> 'not', data, root, path, standing) is null then
    return path || ' not: anything but what the schema excludes';
  end if;
  return null;
end $$;
