"""Ingest and search on the real PostgreSQL, through the engine: nothing across the wall but by a grant."""

import asyncio
import time
from pathlib import Path
from typing import Any

import asyncpg
import pytest
import sqlalchemy as sa

from vito_contracts.capabilities import Document, IngestReport, KnowledgeBase, Source
from vito_contracts.conversation import Passage, Query
from vito_contracts.errors import InvalidInput
from vito_contracts.ids import new_id
from vito_contracts.modules import Module
from vito_contracts.scope import BindingScope
from vito_contracts.twin import TwinPart
from vito_core.engine import Engine
from vito_core.testing import EngineOf, Furnished, furnish
from vito_plugin_knowledge.ingest import Ingest
from vito_plugin_knowledge.settings import Settings

PAGES = {
    "general/quickstart.mdx": (
        "# Quickstart\n\n## Connect a channel\n\nClick **Add Channel** and pick Instagram to connect it."
    ),
    "cloud/plans.mdx": "# Plans\n\n## Prices\n\nThe Team plan costs $39 per month. Yearly billing is cheaper.",
    "api/limits.md": (
        "# Limits\n\nThe public API has a rate limit of 90 requests per hour.\n\n```bash\ncurl zanzibar\n```"
    ),
    "ayuda.md": "# Ayuda\n\nLa publicación se programa en el calendario. Para cancelar, escriba a soporte.",
}


def documents(pages: dict[str, str]) -> tuple[Document, ...]:
    return tuple(Document(path=path, text=text) for path, text in pages.items())


class Talk:
    """One tenant with its knowledge."""

    def __init__(self, engine: Engine, who: Furnished) -> None:
        self.engine, self.who = engine, who
        self.binding = who.bindings[Module.MARKETING]

    async def base(self) -> KnowledgeBase:
        return await self.engine.capabilities.of(self.binding, KnowledgeBase)

    async def ingest(self, pages: dict[str, str], corpus: str = "docs", **more: Any) -> IngestReport:
        return await (await self.base()).ingest(
            self.who.scope, Source(corpus=corpus, documents=documents(pages)), **more
        )

    async def ask(self, text: str, scope: BindingScope | None = None, **more: Any) -> list[Passage]:
        return list(await (await self.base()).search(scope or self.binding, Query(text=text, **more)))

    async def sources(self, text: str, **more: Any) -> list[str]:
        return [passage.source for passage in await self.ask(text, **more)]


@pytest.fixture
async def engine(engine_of: EngineOf) -> Engine:
    return await engine_of("knowledge")


@pytest.fixture
async def talk(engine: Engine) -> Talk:
    made = Talk(engine, await furnish(engine, "acme"))
    await made.ingest(PAGES)
    return made


@pytest.fixture
async def other(engine: Engine) -> Talk:
    return Talk(engine, await furnish(engine, "globex"))


async def test_a_question_finds_its_passage(talk: Talk):
    first = (await talk.ask("how do I connect instagram?"))[0]
    assert first.source == "general/quickstart.mdx"
    assert first.corpus == "docs"
    assert first.title == "Quickstart > Connect a channel"
    assert first.text == "Click Add Channel and pick Instagram to connect it."
    assert 0.57 <= first.relevance <= 1


@pytest.mark.parametrize(
    ("question", "source"),
    [
        ("How much does it cost per month?", "cloud/plans.mdx"),
        ("does it have an API rate limit?", "api/limits.md"),
        ("how do i connect my instagran", "general/quickstart.mdx"),
        ("¿cuánto cuesta al mes?", "cloud/plans.mdx"),
        ("¿la API tiene límite de peticiones?", "api/limits.md"),
        ("¿cómo programo una publicación?", "ayuda.md"),
        ("como programo una publicacion", "ayuda.md"),
    ],
)
async def test_questions_in_both_languages(talk: Talk, question: str, source: str):
    assert (await talk.sources(question))[:1] == [source]


@pytest.mark.parametrize(
    "chatter",
    [
        "LMAO, AMAZING!",
        "Damn, running late sucks.",
        "what is the capital of France",
        "best recipe for paella",
        "hi!",
        "",
        "😂",
    ],
)
async def test_chatter_finds_nothing(talk: Talk, chatter: str):
    assert await talk.ask(chatter) == []


async def test_what_all_pages_speak_of_is_found(talk: Talk):
    await talk.ingest({f"{i}.md": f"# Page {i}\n\nAcme has feature number {i}." for i in range(20)})
    assert len(await talk.ask("what is acme?")) == 5


async def test_a_word_that_stands_only_in_code_counts_half(talk: Talk):
    assert await talk.ask("zanzibar") == []


async def test_limit_and_corpora(talk: Talk):
    await talk.ingest({"b.md": "# Channels\n\nConnect Instagram here, too."}, corpus="more")
    assert len(await talk.ask("connect instagram", limit=1)) == 1
    assert await talk.ask("connect instagram", limit=0) == []
    assert await talk.sources("connect instagram", corpora=("more",)) == ["b.md"]
    assert await talk.ask("connect instagram", corpora=("none",)) == []


async def test_unchanged_pages_are_left_and_changed_ones_replaced(talk: Talk):
    before = await talk.ask("connect instagram")
    again = await talk.ingest(PAGES)
    assert (again.documents, again.unchanged, again.chunks) == (0, 4, 0)
    assert await talk.ask("connect instagram") == before
    report = await talk.ingest({"general/quickstart.mdx": "# Quickstart\n\nWe removed everything about mastodon."})
    assert (report.documents, report.unchanged) == (1, 0)
    assert await talk.ask("connect instagram") == []
    assert await talk.sources("mastodon removed") == ["general/quickstart.mdx"]


async def test_other_chunk_sizes_read_unchanged_pages_again(engine_of: EngineOf, talk: Talk):
    run = Ingest(
        (await talk.base())._services.db,
        (await talk.base())._embedder,
        Settings(chunk_max_words=20),
        talk.who.scope,
        "docs",
    )
    report = await run.run(Source(corpus="docs", documents=documents(PAGES)), None)
    assert (report.documents, report.unchanged) == (4, 0)


async def test_a_folder_with_everything_that_can_go_wrong(talk: Talk, tmp_path: Path):
    tmp_path = tmp_path / "pages"
    (tmp_path / "sub").mkdir(parents=True)
    (tmp_path / "sub" / "good.md").write_text("# Refunds\n\nRefunds take five days.")
    (tmp_path / "empty.md").write_text("")
    (tmp_path / "title.md").write_text("# Only a title")
    (tmp_path / "binary.md").write_bytes(b"\0\1")
    (tmp_path / "latin.txt").write_bytes(b"caf\xe9")
    (tmp_path / "big.txt").write_bytes(b"x" * 5_000_001)
    (tmp_path / "deep.html").write_text("<div>" * 3000)
    (tmp_path / "image.png").write_bytes(b"x")
    seen: list[tuple[int, int, str]] = []
    report = await (await talk.base()).ingest(
        talk.who.scope, Source(corpus="folder", folder=tmp_path), lambda *progress: seen.append(progress)
    )
    assert (report.documents, report.chunks) == (1, 1)
    assert set(report.skipped) == {
        *("empty.md", "title.md", "binary.md", "latin.txt", "big.txt", "deep.html", "*.png"),
    }
    assert [done for done, _, _ in seen] == list(range(1, 8))
    assert {total for _, total, _ in seen} == {7}
    assert await talk.sources("when do I get a refund?") == ["sub/good.md"]


@pytest.mark.parametrize(
    "corpus", ["", "  ", "x" * 101, "a\nb", "twin:", "twin:nonsense", "twin:00000000000000000000000000000000"]
)
async def test_corpus_names(talk: Talk, corpus: str):
    with pytest.raises(InvalidInput):
        await talk.ingest(PAGES, corpus=corpus)


async def test_a_page_larger_than_a_batch(talk: Talk):
    text = "# Big\n\n" + "\n\n".join(f"## Section {i}\n\n" + f"walrus{i} " * 90 for i in range(450))
    report = await talk.ingest({"big.md": text})
    assert report.chunks == 450
    assert (await talk.ask("walrus449"))[0].source == "big.md"
    assert (await talk.ingest({"big.md": text})).unchanged == 1
    assert (await talk.ingest({"big.md": "# Small\n\nOnly this."})).chunks == 1
    assert await talk.ask("walrus449") == []


async def test_an_ingest_that_broke_off_is_done_again(talk: Talk, monkeypatch: pytest.MonkeyPatch):
    text = "# Big\n\n" + "\n\n".join(f"## Section {i}\n\n" + f"walrus{i} " * 90 for i in range(450))

    async def broken(*_: Any) -> None:
        raise ConnectionError

    with monkeypatch.context() as patch:
        patch.setattr("vito_plugin_knowledge.store.is_begun", broken)
        with pytest.raises(ConnectionError):
            await talk.ingest({"big.md": text})
    report = await talk.ingest({"big.md": text})
    assert (report.documents, report.chunks) == (1, 450)
    assert len(await talk.ask("walrus10", limit=50)) == 1


async def test_two_ingests_at_once(talk: Talk):
    text = "# Big\n\n" + "\n\n".join(f"## Section {i}\n\n" + f"walrus{i} " * 90 for i in range(450))
    pages = {"big.md": text} | {f"p{i}.md": f"# Page {i}\n\nPelican number {i}." for i in range(20)}
    await asyncio.gather(*(talk.ingest(pages) for _ in range(3)))
    assert (await talk.ingest(pages)).unchanged == 21
    assert len(await talk.ask("pelican", limit=50)) == 20
    assert len(await talk.ask("walrus10", limit=50)) == 1


async def test_the_event_loop_goes_on(talk: Talk):
    pages = {f"p{i}.md": f"# Page {i}\n\n" + f"Pelican number {i} flies over the sea. " * 300 for i in range(30)}
    longest = 0.0

    async def watch() -> None:
        nonlocal longest
        while True:
            began = time.perf_counter()
            await asyncio.sleep(0)
            longest = max(longest, time.perf_counter() - began)

    watcher = asyncio.create_task(watch())
    began = time.perf_counter()
    await talk.ingest(pages)
    watcher.cancel()
    assert longest < (time.perf_counter() - began) / 2, "one step of the work held up everybody else"


async def test_another_tenant_finds_nothing(talk: Talk, other: Talk):
    assert await other.ask("connect instagram") == []
    await other.ingest({"own.md": "# Own\n\nConnect Instagram in our way."})
    assert await other.sources("connect instagram") == ["own.md"]
    assert "own.md" not in await talk.sources("connect instagram")


async def test_a_twins_corpus_goes_with_the_twin_and_its_grant(engine: Engine, talk: Talk, other: Talk):
    twin = talk.who.twin.id
    await talk.ingest({"life.md": "# Childhood\n\nI learned surfing in Tarifa."}, corpus=f"twin:{twin}")
    assert await talk.sources("surfing in tarifa") == ["life.md"]

    across = BindingScope(
        tenant=other.who.scope.tenant,
        actor=other.who.scope.actor,
        request=other.who.scope.request,
        binding=other.binding.binding,
        module=Module.MARKETING,
        twin=talk.binding.twin,
        twin_owner=talk.who.scope.tenant,
    )
    question = "where did you learn surfing in tarifa"
    assert await other.ask(question, across) == []
    persona = await engine.twins.grant(
        talk.who.scope,
        twin=twin,
        grantee=other.who.scope.tenant,
        parts=[TwinPart.PERSONA],
        uses=[Module.MARKETING],
        ends_at=None,
    )
    assert await other.ask(question, across) == []
    await engine.records.grants.revoke(talk.who.scope, persona.id, None)
    grant = await engine.twins.grant(
        talk.who.scope,
        twin=twin,
        grantee=other.who.scope.tenant,
        parts=[TwinPart.PERSONA, TwinPart.KNOWLEDGE],
        uses=[Module.MARKETING],
        ends_at=None,
    )
    found = await other.ask(question, across)
    assert [(passage.source, passage.corpus) for passage in found] == [("life.md", f"twin:{twin}")]
    # Only the twin's own corpora: what belongs to the owner's bindings stays there.
    assert await other.ask("connect instagram", across) == []
    await other.ingest({"own.md": "# Own\n\nConnect Instagram in our way."})
    assert [passage.source for passage in await other.ask("connect instagram", across)] == ["own.md"]
    await engine.records.grants.revoke(talk.who.scope, grant.id, None)
    assert await other.ask(question, across) == []


async def test_a_twin_does_not_know_what_another_of_the_same_owner_knows(talk: Talk):
    await talk.ingest({"life.md": "# Childhood\n\nI learned surfing in Tarifa."}, corpus=f"twin:{new_id()}")
    assert await talk.ask("surfing in tarifa") == []


async def raw(engine: Engine, role: str, tenant: Any, statement: str) -> list[asyncpg.Record]:
    async with engine.pools.within(tenant) as connection:
        await asyncpg.Connection.execute(connection, f"set local role {role}")
        return await connection.fetch(statement)


async def test_the_tables_are_behind_the_wall(engine: Engine, talk: Talk, other: Talk):
    for table in ("documents", "chunks", "vocabulary"):
        count = f"select count(*) from knowledge.{table}"
        assert (await raw(engine, "plugin_knowledge", talk.who.scope.tenant, count))[0][0] > 0
        assert (await raw(engine, "plugin_knowledge", other.who.scope.tenant, count))[0][0] == 0


CALL = (
    "select * from knowledge.search(array['simple:instagram'], array[true], array[''], '',"
    " array_fill(0.1, array[384])::public.vector, '{}', null, null, 0, 5)"
)


async def test_only_the_plugin_may_search(engine: Engine, talk: Talk):
    tenant = talk.who.scope.tenant
    assert len(await raw(engine, "plugin_knowledge", tenant, CALL)) == 1
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await raw(engine, "vito_walled", tenant, CALL)


async def test_no_tenant_no_passage(engine: Engine, talk: Talk):
    async with engine.pools.within(talk.who.scope.tenant) as connection:
        await asyncpg.Connection.execute(connection, "set local role plugin_knowledge")
        await connection.execute("select set_config('app.tenant_id', '', true)")
        assert await connection.fetch(CALL) == []


async def test_the_definer_is_the_searcher_with_a_pinned_path(engine: Engine, talk: Talk):
    rows = await raw(
        engine,
        "plugin_knowledge",
        talk.who.scope.tenant,
        "select pg_get_userbyid(proowner), prosecdef, proconfig, proacl::text from pg_proc"
        " where oid = 'knowledge.search'::regproc",
    )
    owner, definer, config, rights = rows[0]
    assert (owner, definer, config) == ("vito_searcher", True, ["search_path=pg_catalog, pg_temp"])
    assert rights == "{vito_searcher=X/vito_searcher,plugin_knowledge=X/vito_searcher}"


async def test_a_search_of_thousands_of_pages_uses_the_index(engine: Engine, talk: Talk):
    pages = {
        f"p{i}.md": f"# Page {i}\n\n## Topic {i % 40}\n\n"
        + f"Pelican {i} flies over harbour {i % 97} with a calendar. " * 10
        for i in range(2000)
    }
    await talk.ingest(pages)
    assert await talk.ask("which pelican flies over harbour 7?")
    async with engine.pools.within(talk.who.scope.tenant) as connection:
        await asyncpg.Connection.execute(connection, "set local role plugin_knowledge")
        await connection.fetch(CALL)
        scans = "select pg_stat_get_xact_numscans('knowledge.chunks_by_word'::regclass)"
        assert await connection.fetchval(scans) == 1


async def test_tables_match_their_migrations(engine: Engine, talk: Talk):
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from vito_plugin_knowledge.tables import metadata

    def compare(connection: sa.Connection) -> list[Any]:
        context = MigrationContext.configure(
            connection,
            opts={
                "include_schemas": True,
                "include_name": lambda name, kind, _: (
                    name == "knowledge" if kind == "schema" else name != "alembic_version"
                ),
            },
        )
        return compare_metadata(context, metadata)

    async with (await talk.base())._services.db.transaction(talk.who.scope) as tx:
        assert await tx._connection.run_sync(compare) == []
