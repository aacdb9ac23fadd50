create function core.jsonb_schema_fault(schema jsonb) returns text
language plpgsql immutable parallel safe as $$
-- Null: the validator enforces all that this schema asserts. Else where and why not: a keyword ignored in silence
-- would be a rule that everybody believes in and nobody keeps.
declare
  found text := core.jsonb_schema_fault_at(schema, schema, '#');
  start jsonb;
begin
  if found is not null or jsonb_typeof(schema) = 'boolean' then
    return found;
  end if;
  -- A chain of references that leads back to itself without a step into the data shows on any data, if one starts at
  -- the right place: the whole, or one of the definitions.
  for start in select schema union all select value from jsonb_each(schema -> '$defs') loop
    for i in 0 .. 5 loop
      perform core.jsonb_violation_at(start, '["", 0, [], {}, null, true]'::jsonb -> i, schema, '#', 0);
    end loop;
  end loop;
  return null;
exception when program_limit_exceeded or statement_too_complex then
  return '# $ref: leads back to itself without end';
end $$;

create function core.jsonb_schema_fault_at(schema jsonb, root jsonb, path text) returns text
language plpgsql immutable parallel safe as $$
declare
  keyword text;
  rule jsonb;
  kind text;
  key text;
  found text;
begin
  if jsonb_typeof(schema) = 'boolean' then
    return null;
  elsif jsonb_typeof(schema) is distinct from 'object' then
    return path || ': a schema is an object, true or false';
  end if;
  for keyword, rule in select * from jsonb_each(schema) loop
    kind := jsonb_typeof(rule);
    if keyword in ('title', 'description', '$comment', 'default', 'examples', 'deprecated') then
      continue;
    end if;
    found := case
      when keyword = '$schema' then
        case when rule #>> '{}' is distinct from 'https://json-schema.org/draft/2020-12/schema'
          then 'only draft 2020-12 is understood' end
      when keyword = 'type' then
        case when kind not in ('string', 'array') or rule = '[]'::jsonb or exists (
            select from jsonb_array_elements(case kind when 'array' then rule else jsonb_build_array(rule) end) t
            where t #>> '{}' not in ('null', 'boolean', 'integer', 'number', 'string', 'array', 'object')
              or jsonb_typeof(t) <> 'string')
          then 'one type, or a list of types' end
      when keyword = 'const' then null
      when keyword = 'enum' then case when kind <> 'array' then 'a list of values' end
      when keyword = 'required' then
        case when kind <> 'array' or exists (select from jsonb_array_elements(rule) r where jsonb_typeof(r) <> 'string')
          then 'a list of names' end
      when keyword in ('minLength', 'maxLength', 'minItems', 'maxItems') then
        case when kind <> 'number' or rule::numeric < 0 or rule::numeric <> trunc(rule::numeric)
          then 'a whole number, 0 or more' end
      when keyword in ('minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum') then
        case when kind <> 'number' then 'a number' end
      when keyword = 'multipleOf' then case when kind <> 'number' or rule::numeric <= 0 then 'a number above 0' end
      when keyword = 'uniqueItems' then case when kind <> 'boolean' then 'true or false' end
      when keyword = 'pattern' then core.jsonb_pattern_fault(rule)
      when keyword = 'format' then
        case when rule #>> '{}' is null or rule #>> '{}' not in ('date-time', 'uuid')
          then 'only date-time and uuid are enforced' end
      when keyword = '$ref' then
        case when kind <> 'string' or not (rule #>> '{}' = '#' or rule #>> '{}' ~ '^#/[$]defs/[^/%]+$'
            and coalesce(root -> '$defs' ? replace(replace(substr(rule #>> '{}', 9), '~1', '/'), '~0', '~'), false))
          then 'only # and #/$defs/<name> of this schema' end
      when keyword in ('items', 'additionalProperties', 'propertyNames', 'not') then
        core.jsonb_schema_fault_at(rule, root, path || '/' || keyword)
      when keyword in ('allOf', 'anyOf', 'oneOf') then
        case when kind <> 'array' or rule = '[]'::jsonb then 'a list of schemas' end
      when keyword in ('properties', 'patternProperties', '$defs') then
        case when kind <> 'object' then 'an object of schemas' end
      else 'this keyword is not enforced, so it is not accepted'
    end;
    if found is not null then
      return case when starts_with(found, '#') then found else path || '/' || keyword || ': ' || found end;
    end if;
    if keyword in ('allOf', 'anyOf', 'oneOf') then
      for i in 0 .. jsonb_array_length(rule) - 1 loop
        found := coalesce(found, core.jsonb_schema_fault_at(rule -> i, root, path || '/' || keyword || '/' || i));
      end loop;
    elsif keyword in ('properties', 'patternProperties', '$defs') then
      for key in select jsonb_object_keys(rule) loop
        if keyword = 'patternProperties' and found is null then
          found := path || '/patternProperties: ' || core.jsonb_pattern_fault(to_jsonb(key));
        end if;
        found := coalesce(found, core.jsonb_schema_fault_at(rule -> key, root, path || '/' || keyword || '/'
          || replace(replace(key, '~', '~0'), '/', '~1')));
      end loop;
    end if;
    if found is not null then
      return found;
    end if;
  end loop;
  return null;
end $$;

create function core.jsonb_pattern_fault(pattern jsonb) returns text
language plpgsql immutable parallel safe as $$
begin
  if jsonb_typeof(pattern) <> 'string' then
    return 'a regular expression';
  elsif pattern #>> '{}' ~ '\\[pPkcZAmMyY]|^\*\*\*|^\(\?[a-z]+\)' then
    return 'a regular expression means something else to PostgreSQL';
  end if;
  perform '' ~ (pattern #>> '{}');
  return null;
exception when invalid_regular_expression then
  return 'a regular expression that PostgreSQL can read';
end $$;
