"""A turn's two transactions, each one round trip.

Functions of the caller's own rights (not definers): row level security holds inside them as it does outside. Each sets
the tenant for its own transaction first. What is rare (a repeated key, a turn of a dead process) is left to the caller.
"""

from alembic import op

from vito_core.db.operations import across, definer
from vito_core.db.roles import RESOLVER

revision = "core_0010"
down_revision = "core_0009"

APP = "vito_app"

ACCEPT = """
create function core.accept_turn(
  tenant uuid, in_conversation uuid, in_key uuid, digest bytea, body text, in_turn uuid, in_message uuid,
  in_owner bigint, origin jsonb, history_limit integer, message_limit integer,
  out outcome text, out said_at timestamptz, out contact uuid, out binding uuid, out conversation_context jsonb,
  out name text, out module text, out context jsonb, out required_guardrails text[], out twin_owner uuid,
  out twin uuid, out twin_name text, out version integer, out config jsonb, out tier text, out plugin_revision bigint,
  out history jsonb)
language plpgsql as $$
declare
  opened timestamptz; spoken timestamptz; messages integer; erased boolean;
begin
  perform set_config('app.tenant_id', tenant::text, true);
  select c.binding, c.contact, c.context, c.message_count, c.created_at, c.updated_at, p.erased_at is not null
    into binding, contact, conversation_context, messages, opened, spoken, erased
    from core.conversations c join core.contacts p on p.tenant_id = c.tenant_id and p.id = c.contact
    where c.tenant_id = tenant and c.id = in_conversation for no key update of c;
  if not found or erased then outcome := 'absent'; return; end if;
  select b.name, b.module, b.context, b.required_guardrails, b.twin_owner, b.twin, t.name, v.version, v.config
    into name, module, context, required_guardrails, twin_owner, twin, twin_name, version, config
    from core.bindings b
    join core.twins t on t.tenant_id = b.twin_owner and t.id = b.twin
    join lateral (select tv.version, tv.config from core.twin_versions tv
      where tv.tenant_id = b.twin_owner and tv.twin = b.twin and tv.state = 'approved'
      order by tv.version desc limit 1) v on true
    where b.tenant_id = tenant and b.id = accept_turn.binding and b.active
      and (b.twin_owner = tenant or exists (select from core.grants g
        where g.tenant_id = b.twin_owner and g.twin = b.twin and g.grantee = tenant and b.module = any(g.uses)
        and 'persona' = any(g.parts) and g.revoked_at is null and g.starts_at <= now()
        and (g.ends_at is null or now() < g.ends_at)));
  if not found then outcome := 'unbound'; return; end if;
  if core.turn_stopped(twin_owner, twin) then outcome := 'stopped'; return; end if;
  select n.tier, n.plugin_revision into tier, plugin_revision from core.tenants n
    where n.tenant_id = tenant and n.status = 'ACTIVE';
  if not found then outcome := 'stopped'; return; end if;
  if exists (select from core.turns t where t.tenant_id = tenant and t.key = in_key)
  then outcome := 'earlier'; return; end if;
  if exists (select from core.turns t where t.tenant_id = tenant and t.conversation = in_conversation
    and t.state = 'accepted')
  then outcome := 'busy'; return; end if;
  if messages + 2 > message_limit then outcome := 'full'; return; end if;
  -- Bounds on the time let PostgreSQL pass over the partitions in which the conversation cannot have messages.
  select coalesce(jsonb_agg(to_jsonb(h) order by h.at, h.id), '[]'), max(h.at) into history, said_at
    from (select m.id, m.conversation, m.speaker, m.text, m.at, m.citations, m.known from core.messages m
      where m.tenant_id = tenant and m.conversation = in_conversation and m.at >= opened - interval '1 day'
        and m.at <= greatest(now(), spoken) + interval '1 day'
      order by m.at desc, m.id desc limit history_limit) h;
  -- Later than every earlier message, also when the clock was set back.
  said_at := greatest(clock_timestamp(), spoken + interval '1 microsecond', said_at + interval '1 microsecond');
  update core.conversations c set message_count = c.message_count + 2, updated_at = accept_turn.said_at
    where c.tenant_id = tenant and c.id = in_conversation;
  insert into core.turns (tenant_id, id, conversation, binding, contact, key, message, text_digest, state, owner,
      interaction)
    values (tenant, in_turn, in_conversation, accept_turn.binding, accept_turn.contact, in_key, in_message, digest,
      'accepted', in_owner, origin);
  insert into core.messages (tenant_id, id, conversation, ordinal, speaker, text, at)
    values (tenant, in_message, in_conversation, messages + 1, 'end_user', body, accept_turn.said_at);
  outcome := 'accepted';
end $$
"""
ACCEPT_SIGNATURE = "core.accept_turn(uuid, uuid, uuid, bytea, text, uuid, uuid, bigint, jsonb, integer, integer)"

COMPLETE = """
create function core.complete_turn(
  tenant uuid, in_turn uuid, in_owner bigint, in_reply uuid, body text, in_citations jsonb, in_known boolean,
  asked_at timestamptz, origin jsonb, event_ids uuid[], event_types text[], event_versions smallint[],
  event_subjects uuid[], event_payloads jsonb[])
returns timestamptz language plpgsql as $$
declare
  said record; replied timestamptz := greatest(clock_timestamp(), asked_at + interval '1 microsecond');
begin
  perform set_config('app.tenant_id', tenant::text, true);
  update core.turns t set state = 'completed', reply = in_reply, completed_at = now()
    where t.tenant_id = tenant and t.id = in_turn and t.state = 'accepted' and t.owner = in_owner
    returning t.conversation, t.binding, t.contact, t.message into said;
  if not found then return null; end if;
  insert into core.messages (tenant_id, id, conversation, ordinal, speaker, text, citations, known, at)
    select tenant, in_reply, said.conversation, c.message_count, 'twin', body, in_citations, in_known, replied
    from core.conversations c where c.tenant_id = tenant and c.id = said.conversation;
  if origin is not null then
    insert into core.interactions (tenant_id, id, binding, contact, conversation, external_id, platform, post_id,
        language, message, reply, at)
      values (tenant, (origin->>'id')::uuid, said.binding, said.contact, said.conversation, origin->>'external_id',
        origin->>'platform', origin->>'post_id', origin->>'language', said.message, in_reply, asked_at);
  end if;
  insert into core.events (tenant_id, id, type, version, subject, payload, plugin)
    select tenant, e.id, e.type, e.version, e.subject, e.payload, 'core'
    from unnest(event_ids, event_types, event_versions, event_subjects, event_payloads) with ordinality
      as e (id, type, version, subject, payload, n) order by e.n;
  return replied;
end $$
"""
COMPLETE_SIGNATURE = (
    "core.complete_turn(uuid, uuid, bigint, uuid, text, jsonb, boolean, timestamptz, jsonb, uuid[], text[],"
    " smallint[], uuid[], jsonb[])"
)


OPEN = """create function core.tenants_with_open_turns(grace interval) returns table (tenant_id uuid)
  language sql stable security definer set search_path = pg_catalog
  as $$ select distinct t.tenant_id from core.turns t
        where t.state = 'accepted' and t.accepted_at <= clock_timestamp() - grace $$"""
OPEN_SIGNATURE = "core.tenants_with_open_turns(interval)"


def upgrade() -> None:
    across("turns", RESOLVER, "select")
    definer(OPEN_SIGNATURE, OPEN, APP)
    for statement, signature in ((ACCEPT, ACCEPT_SIGNATURE), (COMPLETE, COMPLETE_SIGNATURE)):
        op.execute(statement)
        op.execute(f"revoke all on function {signature} from public")
        op.execute(f"grant execute on function {signature} to {APP}")


def downgrade() -> None:
    op.execute(f"drop function {OPEN_SIGNATURE}")
    op.execute("drop policy resolver on core.turns")
    op.execute(f"revoke select on core.turns from {RESOLVER}")
    op.execute(f"drop function {COMPLETE_SIGNATURE}")
    op.execute(f"drop function {ACCEPT_SIGNATURE}")
