"""What the wall's check asks PostgreSQL's catalogue, one query for each kind of thing."""

# Everybody's schemas but PostgreSQL's own; what an extension brought is the extension's.
_OURS = """
n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
and not exists (select from pg_depend x where x.objid = {oid} and x.deptype = 'e')
"""
_RELATION = _OURS.format(oid="c.oid")
_FUNCTION = _OURS.format(oid="p.oid")

RELATIONS = f"""
select c.oid, n.nspname as schema, n.nspname || '.' || c.relname as name, c.relkind in ('r', 'p') as is_table,
  c.relispartition as is_partition, c.relrowsecurity as enabled, c.relforcerowsecurity as forced,
  pg_get_userbyid(c.relowner) as owner,
  exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped)
    as is_tenants,
  exists (select from aclexplode(c.relacl) g where g.grantee = 0) as is_public,
  array(select distinct pg_get_userbyid(g.grantee)::text from aclexplode(c.relacl) g
    where g.grantee not in (0, c.relowner) and g.privilege_type in ('TRUNCATE', 'REFERENCES', 'TRIGGER')
    order by 1) as unwalled_rights_of
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'p', 'v', 'm', 'f') and {_RELATION}
order by 3
"""

POLICIES = """
select n.nspname as schema, n.nspname || '.' || c.relname as name, p.polname as policy, p.polpermissive as permissive,
  p.polcmd::text as command,
  array(select case r when 0 then 'public' else pg_get_userbyid(r) end from unnest(p.polroles) r order by 1) as roles,
  pg_get_expr(p.polqual, p.polrelid) as visible, pg_get_expr(p.polwithcheck, p.polrelid) as writable
from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace
order by 2, 3
"""

# As PostgreSQL itself writes the expression of `vito_contracts.sql.wall`.
TENANT_EXPRESSION = "(tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)"

DEFINERS = f"""
select n.nspname as schema, n.nspname || '.' || p.proname || '(' || oidvectortypes(p.proargtypes) || ')' as name,
  pg_get_userbyid(p.proowner) as owner,
  (select split_part(s, '=', 2) from unnest(p.proconfig) s where s like 'search\\_path=%') as search_path,
  p.proacl is null or exists (select from aclexplode(p.proacl) g where g.grantee = 0) as is_public
from pg_proc p join pg_namespace n on n.oid = p.pronamespace
where p.prosecdef and {_FUNCTION}
order by 2
"""

ROLES = """
select r.rolname as name, r.rolsuper or r.rolbypassrls as bypasses,
  r.oid = 10 or r.rolname = current_user
    or exists (select from pg_namespace n where n.nspname = 'core' and n.nspowner = r.oid) as is_owner,
  array(select o.rolname from pg_roles o where o.oid <> r.oid and pg_has_role(r.oid, o.oid, 'MEMBER')) as member_of
from pg_roles r where r.rolname !~ '^pg_'
order by 1
"""

# Unique keys, and exclusion constraints, that could tell one tenant that another has a value.
KEYS = f"""
select n.nspname as schema, n.nspname || '.' || c.relname as name, k.relname as key
from pg_index i join pg_class c on c.oid = i.indrelid join pg_class k on k.oid = i.indexrelid
  join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
where (i.indisunique or i.indisexclusion) and a.attnum <> all (i.indkey::smallint[])
  and not c.relispartition and {_RELATION}
order by 2, 3
"""

# References between tables of tenants that do not go from tenant_id to tenant_id.
REFERENCES = f"""
select n.nspname as schema, n.nspname || '.' || c.relname as name, k.conname as key
from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute here on here.attrelid = k.conrelid and here.attname = 'tenant_id' and not here.attisdropped
  join pg_attribute there on there.attrelid = k.confrelid and there.attname = 'tenant_id' and not there.attisdropped
where k.contype = 'f' and k.conparentid = 0 and {_RELATION}
  and not exists (select from unnest(k.conkey, k.confkey) pair (h, t)
    where pair.h = here.attnum and pair.t = there.attnum)
order by 2, 3
"""
