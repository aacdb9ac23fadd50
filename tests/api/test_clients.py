"""The clients: as the API is now, and the Python one against the real API."""

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest

from tests.api.serving import served
from vito_client import AsyncClient, Client, async_pages, models, pages
from vito_client.problem_types import InvalidInput, NotAuthenticated, NotFound, PreconditionFailed
from vito_contracts.ids import new_id
from vito_contracts.manifest import ComplianceTier
from vito_contracts.modules import Module
from vito_contracts.tenancy import Role, TenantKind

ROOT = Path(__file__).parents[2]


def test_the_clients_are_what_the_document_says():
    tool = [sys.executable, ROOT / "tools" / "generate_clients.py", "--check"]
    done = subprocess.run(tool, capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, done.stdout) == (0, ""), done.stdout + done.stderr


@pytest.fixture(scope="module")
async def url(engine):
    async with served(engine) as port:
        yield f"http://127.0.0.1:{port}"


async def test_a_conversation_with_the_client(url, tenant):
    binding = tenant.bindings[Module.MARKETING].binding
    async with AsyncClient(url, tenant.key) as client:
        twins = (await client.list_twins()).items
        assert [each.id for each in twins] == [tenant.twin.id]
        assert isinstance(twins[0], models.TwinRecord)
        opened = await client.open_conversation(models.ConversationCreate(binding=binding, author="@ana"))
        said = models.MessageBody(text="hello")
        reply = await client.send_message(opened.id, said, idempotency_key="m-1")
        again = await client.send_message(opened.id, said, idempotency_key="m-1")
        assert (again.id, again.repeated) == (reply.id, True)
        streamed = [event async for event in client.send_message_stream(opened.id, said)]
        assert (streamed[0].name, streamed[-1].name) == ("reply.delta", "reply.completed")


async def test_a_problem_is_an_exception_of_its_type(url, tenant):
    async with AsyncClient(url, tenant.key) as client:
        with pytest.raises(NotFound) as caught:
            await client.get_journey(new_id())
        assert caught.value.problem.status == 404
        assert caught.value.request_id
        with pytest.raises(InvalidInput, match="limit: "):
            await client.list_journeys(limit=51)
    async with AsyncClient(url, "vito_wrong") as client:
        with pytest.raises(NotAuthenticated):
            await client.list_twins()


async def test_an_id_stays_one_part_of_the_address(url, tenant):
    """It may have come from a form of somebody else's."""
    async with AsyncClient(url, tenant.key) as client:
        for wrong in ("", ".", "..", "../tenants/me", f"{tenant.twin.id}/versions"):
            with pytest.raises(ValueError, match="is no id"):
                await client.read_twin(wrong)
        answer = await client._http.get(f"/v1/twins/{tenant.twin.id}%2Fversions")
        assert answer.status_code == 404, "the server leaves an escaped slash alone, too"
        assert (await client._http.get(f"/v1/twins/{tenant.twin.id}%2fversions")).status_code == 404
        assert (await client._http.get(f"/v1/%74wins/{tenant.twin.id}")).status_code == 200


async def test_all_pages_are_read(url, tenant):
    async with AsyncClient(url, tenant.key) as client:
        binding = tenant.bindings[Module.MARKETING].binding
        asked = [models.ConversationCreate(binding=binding, author=f"@page{n}") for n in range(5)]
        made = {(await client.open_conversation(each)).contact for each in asked}
        found = [contact.id async for contact in async_pages(client.list_contacts, limit=2)]
        assert made <= set(found)
        assert len(found) == len(set(found))


async def test_a_key_that_the_client_makes_lets_it_try_again(url, tenant, engine, monkeypatch):
    """The answer to the first try is lost on its way; the second is answered from what was kept."""
    create, calls = engine.twins.create, []

    async def counted(*arguments):
        calls.append(arguments)
        return await create(*arguments)

    monkeypatch.setattr(engine.twins, "create", counted)
    async with AsyncClient(url, tenant.key) as client:
        request, failed = client._http.request, []

        async def loses_the_first_answer(**sent):
            answer = await request(**sent)
            if not failed:
                failed.append(answer)
                raise TimeoutError from None
            return answer

        import httpx

        async def flaky(**sent):
            try:
                return await loses_the_first_answer(**sent)
            except TimeoutError as error:
                raise httpx.ReadTimeout("lost") from error

        monkeypatch.setattr(client._http, "request", flaky)
        config = models.TwinConfig(personality_profile=models.PersonalityProfile(tone="warm", language="en"))
        twin = await client.create_twin(models.TwinCreate(name="Once", config=config))
    assert len(calls) == 1
    assert twin.name == "Once"


async def test_what_is_no_json_document_is_given_as_text_or_line_by_line(url, tenant, engine):
    platform = await engine.tenancy.create(
        slug="clients-platform",
        name="Platform",
        kind=TenantKind.PLATFORM,
        tier=ComplianceTier.ENTERPRISE,
        role=Role.PLATFORM_ADMIN,
    )
    async with AsyncClient(url, platform.key) as client:
        assert "# HELP" in await client.metrics()
    page = models.DocumentBody(path="export.md", text="# Export\n\nA page that is taken away again.\n")
    body = models.IngestBody(corpus="export", documents=[page])
    async with AsyncClient(url, tenant.key) as client:
        told = [event async for event in client.ingest_knowledge_stream(body)]
        assert (told[0].name, told[-1].name) == ("progress", "report")
        lines = [line async for line in client.plugins_export("knowledge")]
        assert lines[0]["plugin"] == "knowledge"
        assert "export.md" in str(lines[1:])
        with pytest.raises(NotFound):
            _ = [line async for line in client.plugins_export("no-such-plugin")]


async def test_an_end_user_is_answered_by_a_stream(url, tenant):
    binding = tenant.bindings[Module.MARKETING].binding
    async with AsyncClient(url, tenant.key) as client:
        made = await client.create_deployment(
            models.DeploymentCreate(type=models.DeploymentType.VIBETHINK_PORTAL, binding=binding)
        )
        issued = await client.issue_token(made.id, models.TokenBody(author="customer-17"))
    async with AsyncClient(url, issued.token) as client:
        streamed = [event async for event in client.say_as_end_user_stream(models.MessageBody(text="hello"))]
    assert (streamed[0].name, streamed[-1].name) == ("reply.delta", "reply.completed")


async def test_a_change_rests_on_what_was_read(url, tenant):
    async with AsyncClient(url, tenant.key) as client:
        await client.read_twin(tenant.twin.id)
        seen = client.last_etag
        change = models.TwinChange(name="Robin")
        assert (await client.change_twin(tenant.twin.id, change, if_match=seen)).name == "Robin"
        with pytest.raises(PreconditionFailed):
            await client.change_twin(tenant.twin.id, models.TwinChange(name="Mine"), if_match=seen)


async def test_the_client_without_await(url, tenant):
    def use() -> int:
        with Client(url, tenant.key) as client:
            assert client.my_tenant().id == tenant.scope.tenant
            assert next(client.plugins_export("lead-gen"))["plugin"] == "lead-gen"
            return len(list(pages(client.list_contacts, limit=1)))

    assert await asyncio.to_thread(use) >= 1
