"""Documents, their chunks and vocabulary, and the one function that searches them."""

import sqlalchemy as sa
from alembic import op
from pgvector.sqlalchemy import VECTOR
from sqlalchemy.dialects.postgresql import BIT, TSVECTOR, UUID

from vito_contracts.sql import CURRENT_TENANT, SEARCHER, create_tenant_table, plugin_role

revision = "knowledge_0001"
down_revision = None

SCHEMA = "knowledge"

# "/", "_" and "." part words: PostgreSQL takes "reels/stories" for a file's name, and one word. What stands between
# fences is code.
HEADING = "translate(heading, '/_.', '   ')"
PROSE = "translate(regexp_replace(text, '```.*?```', ' ', 'g'), '/_.', '   ')"
# Weights: A = title and headings, B = keywords, C = running text, D = only in code. The tenant is a lexeme too, so
# that the index finds a tenant's passages alone, however many the others have. An English page has no Spanish
# lexemes: stemmed as Spanish, English words become each other ("time" and "Tim" are both "tim").
TSV = f"""
array_to_tsvector(array['tenant:' || tenant_id::text])
|| setweight(to_tsvector('english', {HEADING}) || to_tsvector('simple', heading), 'A')
|| setweight(to_tsvector('english', keywords) || to_tsvector('simple', keywords), 'B')
|| setweight(to_tsvector('english', {PROSE}), 'C')
|| setweight(to_tsvector('simple', regexp_replace(text, '```.*?```', ' ', 'g')), 'C')
|| to_tsvector('simple', translate(text, '/_.', '   '))
|| case when language = 'en' then '' else
     setweight(to_tsvector('spanish', {HEADING}), 'A') || setweight(to_tsvector('spanish', keywords), 'B')
     || setweight(to_tsvector('spanish', {PROSE}), 'C')
   end
"""

SIGNATURE = (
    "knowledge.search(text[], boolean[], text[], text, public.vector, text[], uuid, uuid, double precision, integer)"
)


def within(row: str) -> str:
    """Which rows may be read: the tenant's own and its twin's; of another tenant (by grant) the twin's alone."""
    return f"""{row}.tenant_id = any(tenants)
        and (({row}.tenant_id = me and {row}.corpus not like 'twin:%') or {row}.corpus = twins)
        and (names = '{{}}' or {row}.corpus = any(names))"""


# forms, asked, spelt: one entry for each content word of the question: the forms it may stand in ("config:word",
# separated by spaces), whether it stands in a sentence that asks, and its trigrams as bits ("" where no other
# spelling is sought). spoken: the question's language. wanted: the question's vector. names: corpora to search, all
# readable ones if empty.
SEARCH = f"""
create function knowledge.search(
  forms text[], asked boolean[], spelt text[], spoken text, wanted public.vector, names text[],
  twin uuid, twin_owner uuid, threshold double precision, most integer
) returns table (
  id uuid, corpus text, source text, title text, passage text, relevance double precision, score double precision
) language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
  me constant uuid := {CURRENT_TENANT};
  twins constant text := 'twin:' || twin::text;
  tenants uuid[] := array[me];
  theirs tsquery;
begin
  if me is null or coalesce(array_length(forms, 1), 0) = 0 then
    return;
  end if;
  if twin_owner <> me and core.grant_allows(twin_owner, twin, 'knowledge') then
    tenants := tenants || twin_owner;
  end if;
  theirs := (select string_agg(quote_literal('tenant:' || each::text), ' | ')::tsquery from unnest(tenants) each);
  return query
  with term as materialized (
    select u.n, u.asks, nullif(u.bits, '')::bit(256) as bits, (
      select string_agg('(' || q.query::text || ')', ' | ')::tsquery
      from unnest(string_to_array(u.form, ' ')) one, lateral (
        select plainto_tsquery(split_part(one, ':', 1)::regconfig, translate(split_part(one, ':', 2), '_', ' '))
      ) q (query) where numnode(q.query) > 0) as query
    from unnest(forms, asked, spelt) with ordinality u (form, asks, bits, n)
  ),
  reach as materialized (
    select c.id, c.embedding operator(public.<=>) wanted as distance from knowledge.chunks c where {within("c")}
  ),
  -- "offset 0": the index answers first; else, without statistics (just after an ingest), every row is compared.
  direct as materialized (
    select t.n, c.id from term t, lateral (
      select c.id, c.tenant_id, c.corpus from knowledge.chunks c where c.tsv @@ (t.query && theirs) offset 0) c
    where {within("c")}
  ),
  -- A word that stands nowhere is taken for the word that is spelt most like it: Dice's coefficient of their
  -- trigrams. A text with many such words speaks of something else: four are looked up.
  missing as materialized (
    select t.n, t.bits from term t
    where t.bits is not null and not exists (select from direct d where d.n = t.n) order by t.n limit 4
  ),
  respelt as materialized (
    select m.n, best.word, best.likeness from missing m, lateral (
      select v.word,
        2.0::float8 * bit_count(v.signature & m.bits) / (bit_count(v.signature) + bit_count(m.bits)) as likeness
      from knowledge.vocabulary v where {within("v")}
      order by likeness desc, v.word limit 1) best
    where best.likeness >= 0.65
  ),
  meant as materialized (
    select t.n, t.asks, coalesce(r.likeness, 1) as credit, case when r.n is null then t.query else
      plainto_tsquery('english', r.word) || plainto_tsquery('spanish', r.word) || plainto_tsquery('simple', r.word)
      end as query
    from term t left join respelt r on r.n = t.n
  ),
  hit as materialized (
    select d.n, d.id from direct d
    union all
    select m.n, c.id from respelt r join meant m on m.n = r.n, lateral (
      select c.id, c.tenant_id, c.corpus from knowledge.chunks c where c.tsv @@ (m.query && theirs) offset 0) c
    where {within("c")}
  ),
  -- Inverse document frequency as in BM25: of a word in each passage almost 0, of an unknown word the most. A handful
  -- of passages tells little of how rare a word is: there the words count more alike.
  weighed as materialized (
    select m.n, m.asks, m.credit, m.query, 2 * df.n > size.n as everywhere,
      ln(1 + (size.n - df.n + 0.5) / (df.n + 0.5)) + 2 / (1 + size.n / 10) as weight
    from meant m, (select count(*)::float8 n from reach) size,
      lateral (select count(*)::float8 n from hit h where h.n = m.n) df
  ),
  whole as materialized (
    select sum(w.weight) as said, coalesce(sum(w.weight) filter (where w.asks), 0) as asked_for,
      (select 0.31 * ln(1 + count(*)) from reach) as unsaid,
      (string_agg('(' || w.query::text || ')', ' | ') filter (where numnode(w.query) > 0))::tsquery as query
    from weighed w
  ),
  -- One grouping of both lists instead of a join: without statistics that would be a nested loop.
  candidate as materialized (
    select b.id, max(b.distance) as distance from (
      select r.id, r.distance, 0::float8 as found from reach r
      union all
      select h.id, null, w.weight * w.credit from hit h join weighed w on w.n = h.n) b
    group by b.id having max(b.found) > 0
    order by sum(b.found) + 1 - max(b.distance) desc, b.id limit 100
  ),
  judged as (
    select k.id, k.distance, max(ts_rank('{{0.1, 0.4, 0.4, 1}}', c.tsv, whole.query, 32)) as often,
      0.2 * max(least(1, length(c.text) / 300.0)) + case max(c.language) when spoken then 0.2 else 0 end as fitting,
      sum(w.weight * hit.share) as found,
      sum(w.weight * hit.share) filter (where w.asks) as found_asked,
      coalesce(sum(w.weight * hit.share) filter (where hit.above), 0) as above,
      coalesce(sum(w.weight * hit.share) filter (where hit.above and w.asks), 0) as above_asked
    from whole, candidate k join knowledge.chunks c on c.id = k.id and c.tenant_id = any(tenants),
      lateral (select ts_filter(c.tsv, '{{a}}') as heading, ts_filter(c.tsv, '{{a,b,c}}') as prose offset 0) part,
      -- What stands in more than half of the passages is what all of them are about, as if it stood above each.
      weighed w, lateral (select part.heading @@ w.query or w.everywhere as above, w.credit * case
        when part.prose @@ w.query then 1 when c.tsv @@ w.query then 0.5 else 0 end as share offset 0) hit
    group by k.id, k.distance
  ),
  rated as (
    select j.id,
      -- The unsaid: a word in the running text says less of what a passage is about than one above it.
      greatest(j.found / (w.said + w.unsaid * (1 - j.above / w.said)), case when w.asked_for > 0 then
        j.found_asked / (w.asked_for + w.unsaid * (1 - j.above_asked / w.asked_for)) end) as relevance,
      (j.found + 0.6 * j.above) / w.said + 0.6 * (1 - j.distance) + 0.5 * j.often + j.fitting as score
    from judged j, whole w
  )
  select r.id, c.corpus, d.path, c.heading, c.text, r.relevance, r.score
  from (select * from rated where rated.relevance >= threshold order by rated.score desc, rated.id limit most) r
    join knowledge.chunks c on c.id = r.id and c.tenant_id = any(tenants)
    join knowledge.documents d on d.tenant_id = c.tenant_id and d.id = c.document
  order by r.score desc, r.id;
end $$
"""


def upgrade() -> None:
    create_tenant_table(
        SCHEMA,
        "documents",
        sa.Column("corpus", sa.Text, nullable=False),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("whole", sa.Boolean, nullable=False),
        sa.Column("made_by", sa.Text, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("twin", UUID),
        sa.Column("ingested_at", sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now()),
        sa.UniqueConstraint("tenant_id", "corpus", "path", name="documents_by_path"),
        sa.UniqueConstraint("tenant_id", "id", "corpus", name="documents_by_corpus"),
        sa.CheckConstraint(
            "corpus not like 'twin:%' and twin is null or twin is not null and corpus = 'twin:' || twin::text",
            name="documents_of_twin",
        ),
    )
    create_tenant_table(
        SCHEMA,
        "chunks",
        sa.Column("document", UUID, nullable=False),
        sa.Column("corpus", sa.Text, nullable=False),
        sa.Column("ordinal", sa.Integer, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("heading", sa.Text, nullable=False),
        sa.Column("keywords", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("embedding", VECTOR(384), nullable=False),
        sa.Column("tsv", TSVECTOR, sa.Computed(TSV, persisted=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "document", "corpus"],
            ["knowledge.documents.tenant_id", "knowledge.documents.id", "knowledge.documents.corpus"],
            name="chunks_of_document",
            ondelete="CASCADE",
        ),
    )
    create_tenant_table(
        SCHEMA,
        "vocabulary",
        sa.Column("corpus", sa.Text, nullable=False),
        sa.Column("word", sa.Text, nullable=False),
        sa.Column("signature", BIT(256), nullable=False),
        key=("corpus", "word"),
    )
    # In the row itself: an exact scan would else fetch every vector from the table's TOAST.
    op.execute("alter table knowledge.chunks alter column embedding set storage plain")
    op.create_index("chunks_of_corpus", "chunks", ["tenant_id", "corpus"], schema=SCHEMA)
    op.create_index("chunks_of_document", "chunks", ["tenant_id", "document"], schema=SCHEMA)
    op.execute("create index chunks_by_word on knowledge.chunks using gin (tsv) with (fastupdate = off)")
    op.execute(SEARCH)
    _searcher()


def _searcher() -> None:
    """The function's owner sees all rows, the function filters by tenant: `@@` under a policy uses no index."""
    op.execute(f"grant usage, create on schema knowledge to {SEARCHER}")
    for table in ("documents", "chunks", "vocabulary"):
        op.execute(f"grant select on knowledge.{table} to {SEARCHER}")
        op.execute(f"create policy searcher on knowledge.{table} for select to {SEARCHER} using (true)")
    op.execute(f"revoke all on function {SIGNATURE} from public")
    op.execute(f"alter function {SIGNATURE} owner to {SEARCHER}")
    op.execute(f"grant execute on function {SIGNATURE} to {plugin_role(SCHEMA)}")
    op.execute(f"revoke create on schema knowledge from {SEARCHER}")


def downgrade() -> None:
    op.execute(f"drop function {SIGNATURE}")
    for table in ("vocabulary", "chunks", "documents"):
        op.drop_table(table, schema=SCHEMA)
    op.execute(f"revoke usage on schema knowledge from {SEARCHER}")
