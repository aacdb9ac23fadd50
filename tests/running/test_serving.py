"""The engine on servers by URL, each part a process of its own: drained, renewed, killed, and never a request lost."""

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import asyncpg
import httpx
import msgspec
import pytest

from tests.journeys.loopback_model import SlowModel
from vito_core.testing import LOGINS, MASTER_KEY, admin_dsn

ROOT = Path(__file__).parents[2]
VITO = Path(sys.executable).with_name("vito")
KEY = "vito_" + "0123456789abcdef" * 4
SECONDS = 90.0


class Served:
    """`vito serve` with a role, on servers of others, in a home of its own."""

    def __init__(self, folder: Path, environment: dict[str, str], *arguments: str) -> None:
        self._output = folder / f"{uuid4().hex}.txt"
        self._said_to = self._output.open("wb")
        self.home = folder / f"home-{uuid4().hex[:8]}"
        self._process = subprocess.Popen(
            [VITO, "serve", "--home", self.home, "--port", "0", "--no-migrate", *arguments],
            env=environment,
            cwd=ROOT,
            stdout=self._said_to,
            stderr=subprocess.STDOUT,
        )
        self.until("Ctrl-C stops everything")

    @property
    def said(self) -> str:
        return self._output.read_text()

    @property
    def url(self) -> str:
        return (self.home / "address").read_text()

    def until(self, words: str) -> None:
        deadline = time.monotonic() + SECONDS
        while words not in self.said:
            assert self._process.poll() is None, self.said
            assert time.monotonic() < deadline, self.said
            time.sleep(0.05)

    def children(self) -> dict[str, int]:
        noted = msgspec.json.decode((self.home / "children.json").read_bytes())
        return {name: pid for name, (pid, _) in noted.items()}

    def signal(self, number: signal.Signals) -> None:
        self._process.send_signal(number)

    def wait(self) -> int:
        return self._process.wait(SECONDS)

    def close(self) -> None:
        if self._process.poll() is None:
            self._process.terminate()
            self._process.wait(SECONDS)
        self._said_to.close()


class Ground:
    """A prepared database, and what is needed to serve on it."""

    def __init__(self, folder: Path, environment: dict[str, str], model: SlowModel, admin: str) -> None:
        self.folder, self.environment, self.model, self.admin = folder, environment, model, admin

    @contextlib.contextmanager
    def served(self, *arguments: str) -> Iterator[Served]:
        served = Served(self.folder, self.environment, *arguments)
        try:
            yield served
        finally:
            served.close()

    async def change(self, statements: str) -> None:
        connection = await asyncpg.connect(self.admin)
        await connection.execute(statements)
        await connection.close()

    async def value(self, query: str):
        connection = await asyncpg.connect(self.admin)
        try:
            return await connection.fetchval(query)
        finally:
            await connection.close()


@pytest.fixture(scope="module")
def ground(postgres, temporal: str, tmp_path_factory: pytest.TempPathFactory):
    folder, database = tmp_path_factory.mktemp("serving"), f"test_{uuid4().hex}"
    asyncio.run(make_empty(admin_dsn(postgres, "postgres"), database))
    secrets = folder / "secrets"
    secrets.mkdir()
    texts = {
        "VITO_DATABASE_URL": admin_dsn(postgres, database),
        "VITO_APP_PASSWORD": LOGINS.app,
        "VITO_DISPATCHER_PASSWORD": LOGINS.dispatcher,
        "VITO_MASTER_KEY": MASTER_KEY,
        "VITO_PLATFORM_KEY": KEY,
    }
    for name, text in texts.items():
        (secrets / name).write_text(text)
    with SlowModel(seconds=0.2) as model:
        environment = {
            **os.environ,
            **{f"{name}_FILE": str(secrets / name) for name in texts},
            "VITO_TEMPORAL_ADDRESS": temporal,
            "VITO_OBJECTS": str(folder / "objects"),
            "VITO_PLUGINS": str(plugins_file(folder, model)),
        }
        done = subprocess.run([VITO, "db", "upgrade"], env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        yield Ground(folder, environment, model, admin_dsn(postgres, database))


async def make_empty(dsn: str, database: str) -> None:
    connection = await asyncpg.connect(dsn)
    await connection.execute(f'create database "{database}"')
    await connection.close()


def plugins_file(folder: Path, model: SlowModel) -> Path:
    path = folder / "plugins.toml"
    text = (ROOT / "plugins.toml").read_text(encoding="utf-8")
    settings = (
        "[plugins.conversation.settings]\n"
        'model = "agno.models.openai.like:OpenAILike"\n'
        f'model_options = {{ id = "loopback", base_url = "{model.url}", api_key = "none", max_retries = 0 }}\n'
    )
    text = text.replace("[plugins.conversation]\n", f"[plugins.conversation]\n{settings}")
    # How much the four who ask without a pause get done depends on the machine; their limit shall not.
    path.write_text(f"{text}\n[engine]\nrate_per_second = 0\n", encoding="utf-8")
    return path


class Brand:
    """A tenant with a twin, over HTTP."""

    def __init__(self, url: str) -> None:
        self.client = httpx.AsyncClient(base_url=url, timeout=60)

    async def __aenter__(self) -> "Brand":
        made = await self.post("/v1/tenants", KEY, slug=f"acme-{uuid4().hex[:8]}", name="Acme", kind="brand")
        self.key = made["key"]
        config = {"personality_profile": {"tone": "warm", "language": "en"}}
        twin = (await self.post("/v1/twins", self.key, name="Robin", config=config))["id"]
        await self.post(f"/v1/twins/{twin}/versions/1/approve", self.key)
        given = {"name": "marketing", "module": "MARKETING", "twin": twin}
        self.binding = (await self.post("/v1/bindings", self.key, **given))["id"]
        page = {"path": "a.md", "text": "# Plans\n\nThe Team plan costs 40 USD a month.\n"}
        await self.post("/v1/knowledge", self.key, corpus="docs", documents=[page])
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.client.aclose()

    async def post(self, path: str, key: str, **body) -> dict:
        answer = await self.client.post(path, json=body, headers={"authorization": f"Bearer {key}"})
        assert answer.is_success, answer.text
        return answer.json()

    async def conversation(self) -> str:
        return (await self.post("/v1/conversations", self.key, binding=self.binding, author=uuid4().hex))["id"]

    async def streamed(self, conversation: str) -> str:
        headers = {"authorization": f"Bearer {self.key}", "accept": "text/event-stream"}
        path, body = f"/v1/conversations/{conversation}/messages", {"text": "What does the Team plan cost?"}
        async with self.client.stream("POST", path, json=body, headers=headers) as answer:
            return "".join([text async for text in answer.aiter_text()])


@pytest.fixture(scope="module")
def api(ground: Ground):
    with ground.served("--role", "api", "--api-processes", "2") as served:
        yield served


async def until(condition) -> None:
    async with asyncio.timeout(SECONDS):
        while not condition():
            await asyncio.sleep(0.02)


async def test_the_given_key_is_the_platforms(api: Served):
    assert (api.home / "keys" / "vito-internal").read_text() == KEY
    async with httpx.AsyncClient(base_url=api.url) as client:
        answer = await client.get("/v1/tenants/me", headers={"authorization": f"Bearer {KEY}"})
    assert answer.json()["slug"] == "vito-internal"


async def test_processes_are_renewed_one_by_one_and_no_request_fails(api: Served):
    before, failed, done = api.children(), [], asyncio.Event()
    async with Brand(api.url) as brand:

        async def ask() -> int:
            count = 0
            while not done.is_set():
                try:
                    await brand.conversation()
                    count += 1
                except (httpx.HTTPError, AssertionError) as error:
                    failed.append(repr(error))
            return count

        asking = [asyncio.create_task(ask()) for _ in range(4)]
        api.signal(signal.SIGHUP)
        await asyncio.to_thread(api.until, "renewed")
        done.set()
        answered = sum(await asyncio.gather(*asking))
    assert failed == []
    assert answered > 20
    after = api.children()
    assert set(after) == {"api-1", "api-2"}
    assert set(after.values()).isdisjoint(before.values())


async def test_a_killed_process_is_started_again_and_the_other_answers(api: Served):
    before = api.children()
    os.kill(before["api-1"], signal.SIGKILL)
    async with httpx.AsyncClient(base_url=api.url, timeout=60) as client:
        for _ in range(20):
            async with httpx.AsyncClient(base_url=api.url, timeout=60) as anew:
                assert (await anew.get("/health")).status_code == 200
        await until(lambda: api.children()["api-1"] != before["api-1"])
        assert (await client.get("/health")).status_code == 200


async def test_an_older_release_serves_on_the_database_of_the_next(ground: Ground, api: Served):
    """Expand, then contract: what the next release adds stops no process of this one, and none from starting."""
    revision = await ground.value("select version_num from core.alembic_version")
    await ground.change(
        "alter table core.contacts add column later text; create table core.later (id uuid primary key);"
        "update core.alembic_version set version_num = 'core_9999'"
    )
    try:
        async with Brand(api.url) as brand:
            assert "reply.completed" in await brand.streamed(await brand.conversation())
        with ground.served("--role", "api") as another:
            async with Brand(another.url) as brand:
                await brand.conversation()
                assert (await brand.client.get("/health/ready")).status_code == 200
            another.signal(signal.SIGTERM)
            assert another.wait() == 0
    finally:
        await ground.change(
            f"drop table core.later; alter table core.contacts drop column later;"
            f"update core.alembic_version set version_num = '{revision}'"
        )


async def test_a_stream_that_is_under_way_ends_well_and_so_does_the_process(ground: Ground):
    with ground.served("--role", "api") as served:
        async with Brand(served.url) as brand:
            conversation = await brand.conversation()
            ground.model.seconds = 2.0
            try:
                streaming = asyncio.create_task(brand.streamed(conversation))
                await until(lambda: ground.model.answering > 0)
                served.signal(signal.SIGTERM)
                text = await streaming
            finally:
                ground.model.seconds = 0.2
        assert "event: reply.completed" in text
        assert "event: problem" not in text
        assert served.wait() == 0
        with pytest.raises(httpx.ConnectError):
            await asyncio.to_thread(httpx.get, f"{served.url}/health")


async def test_a_second_signal_does_not_wait(ground: Ground):
    with ground.served("--role", "api") as served:
        async with Brand(served.url) as brand:
            conversation = await brand.conversation()
            ground.model.seconds = 15.0
            try:
                streaming = asyncio.create_task(brand.streamed(conversation))
                await until(lambda: ground.model.answering > 0)
                began = time.monotonic()
                served.signal(signal.SIGTERM)
                await until(lambda: "stopping" in served.said)
                served.signal(signal.SIGTERM)
                assert await asyncio.to_thread(served.wait) == 0
                assert time.monotonic() - began < 10
                with contextlib.suppress(httpx.HTTPError):
                    await streaming
            finally:
                ground.model.seconds = 0.2


async def test_a_dispatcher_that_is_stopped_amid_its_work_loses_nothing(ground: Ground, api: Served):
    comments = 24
    async with Brand(api.url) as brand:
        with ground.served("--role", "dispatcher") as first:
            given = {"platform": "TWITTER", "post_id": "p", "lang": "en", "binding": brand.binding}
            for number in range(comments):
                body = {"id": f"c-{number}", "author": f"a-{number}", "text": "How much is it for 12 people?", **given}
                await brand.post("/v1/interactions", brand.key, **body)
                if number == comments // 2:
                    first.signal(signal.SIGTERM)
            assert await asyncio.to_thread(first.wait) == 0
        assert await ground.value("select count(*) from core.dispatchers") == 0, "its leases were given back"
        with ground.served("--role", "dispatcher"), ground.served("--role", "worker"):
            headers = {"authorization": f"Bearer {brand.key}"}
            async with asyncio.timeout(SECONDS):
                while (await brand.client.get("/v1/pending", headers=headers)).json()["events"]:
                    await asyncio.sleep(0.2)
            tenant = (await brand.client.get("/v1/tenants/me", headers=headers)).json()["id"]
            leads = f"from core.events where type = 'lead.qualified' and tenant_id = '{tenant}'"
            assert await ground.value(f"select count(distinct subject) {leads}") == comments
            assert await ground.value(f"select count(*) {leads}") == comments
