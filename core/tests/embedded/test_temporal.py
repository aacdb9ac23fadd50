import asyncio
import json
import os
import signal
import socket
import stat
import subprocess
import sys
import textwrap
import uuid
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from temporalio import workflow
from temporalio.client import Client
from temporalio.common import SearchAttributeKey, SearchAttributePair, TypedSearchAttributes
from temporalio.worker import UnsandboxedWorkflowRunner, Worker

from vito_core.embedded import EmbeddedServerError
from vito_core.embedded.processes import port_is_free, wait_until
from vito_core.embedded.temporal import EmbeddedTemporal, TemporalAddress
from vito_core.journeys.running import running

SOURCES = [str(Path(find_spec("vito_core").submodule_search_locations[0]).parent)]
TENANT = SearchAttributeKey.for_keyword("TenantId")
START = """
    from pathlib import Path
    from vito_core.embedded.temporal import EmbeddedTemporal
    print(EmbeddedTemporal(Path(sys.argv[1])).start().target, flush=True)
"""


@workflow.defn
class WaitForWord:
    def __init__(self) -> None:
        self.word = ""

    @workflow.run
    async def run(self) -> str:
        await workflow.wait_condition(lambda: bool(self.word))
        return self.word

    @workflow.signal
    def say(self, word: str) -> None:
        self.word = word


@pytest.fixture
def server() -> Iterator[Callable[..., EmbeddedTemporal]]:
    """Its servers are killed at the end: an orderly stop takes them more than a second."""
    made: list[EmbeddedTemporal] = []

    def make(folder: Path, search_attributes: dict[str, str] | None = None) -> EmbeddedTemporal:
        made.append(EmbeddedTemporal(folder, search_attributes))
        return made[-1]

    yield make
    for each in made:
        kill(each)
        each.stop()


def state(temporal: EmbeddedTemporal) -> dict[str, object]:
    return json.loads((temporal.folder / "temporal.json").read_text())


def kill(temporal: EmbeddedTemporal) -> None:
    if temporal.running:
        os.kill(state(temporal)["pid"], signal.SIGKILL)
        assert wait_until(lambda: not temporal.running, 10)


def python(code: str, *arguments: object) -> subprocess.Popen[str]:
    """Another Python, which sees what this one sees."""
    start = f"import sys; sys.path[:0] = {SOURCES!r}\n"
    command = [sys.executable, "-c", start + textwrap.dedent(code), *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def output(process: subprocess.Popen[str]) -> str:
    out, errors = process.communicate(timeout=60)
    assert process.returncode == 0, errors
    return out.strip()


async def begin(address: TemporalAddress, **how: object) -> str:
    client = await Client.connect(address.target, namespace=address.namespace)
    handle = await client.start_workflow(WaitForWord.run, id=str(uuid.uuid4()), task_queue="words", **how)
    return handle.id


async def finish(address: TemporalAddress, flow: str) -> str:
    client = await Client.connect(address.target, namespace=address.namespace)
    handle = client.get_workflow_handle_for(WaitForWord.run, flow)
    runner = UnsandboxedWorkflowRunner()
    async with running([Worker(client, task_queue="words", workflows=[WaitForWord], workflow_runner=runner)]):
        await handle.signal(WaitForWord.say, "done")
        return await asyncio.wait_for(handle.result(), 20)


async def answers(address: TemporalAddress) -> bool:
    client = await Client.connect(address.target, namespace=address.namespace)
    return await client.service_client.check_health()


async def test_a_fresh_server_runs_workflows_and_continues_them_after_a_stop(server, tmp_path):
    temporal = server(tmp_path / "home")
    assert not temporal.running

    address = temporal.start()
    assert temporal.running
    assert address.namespace == "default"
    flow = await begin(address)
    temporal.stop()
    temporal.stop()
    assert not temporal.running
    again = temporal.start()

    assert again == address
    assert await finish(again, flow) == "done"
    for file in ("temporal.db", "temporal.json", "temporal.log"):
        assert stat.S_IMODE((tmp_path / "home" / file).stat().st_mode) == 0o600


async def test_workflows_continue_after_a_killed_server(server, tmp_path):
    temporal = server(tmp_path)
    flow = await begin(temporal.start())
    kill(temporal)

    assert await finish(temporal.start(), flow) == "done"


def test_stop_of_a_server_that_never_was(tmp_path):
    EmbeddedTemporal(tmp_path / "nothing").stop()

    assert not (tmp_path / "nothing").exists()


async def test_the_server_survives_its_starter(server, tmp_path):
    starter = python(START + "    import time; time.sleep(60)", tmp_path)
    target = starter.stdout.readline().strip()
    starter.kill()
    starter.communicate()
    temporal = server(tmp_path)
    pid = state(temporal)["pid"]

    address = temporal.start()

    assert (address.target, state(temporal)["pid"]) == (target, pid)
    assert os.getsid(pid) != os.getsid(0)
    assert await answers(address)


def test_two_starters_at_once_get_the_same_server(server, tmp_path):
    temporal = server(tmp_path)
    starters = [python(START, tmp_path) for _ in range(2)]

    assert len({output(starter) for starter in starters}) == 1
    assert temporal.running


async def test_a_starter_killed_before_it_wrote_down_the_server(server, tmp_path):
    dying = """
        import os, signal
        from vito_core.embedded import DetachedServer
        def update(self, **facts):
            if facts.get("pid"):
                os.kill(os.getpid(), signal.SIGKILL)
            return real(self, **facts)
        real, DetachedServer.update = DetachedServer.update, update
    """
    starter = python(textwrap.dedent(dying) + textwrap.dedent(START), tmp_path)
    starter.communicate(timeout=60)
    assert starter.returncode == -signal.SIGKILL

    assert await answers(server(tmp_path).start())


async def test_a_file_half_made_by_a_killed_server_is_made_anew(server, tmp_path):
    (tmp_path / "temporal.json").write_text('{"complete": false}')
    (tmp_path / "temporal.db").write_bytes(b"")

    assert await answers(server(tmp_path).start())
    assert state(server(tmp_path))["complete"] is True


def test_a_stranger_with_the_old_number_is_left_alone(server, tmp_path):
    temporal = server(tmp_path)
    temporal.start()
    kill(temporal)
    stranger = subprocess.Popen(["sleep", "60"])
    try:
        (tmp_path / "temporal.json").write_text(json.dumps(state(temporal) | {"pid": stranger.pid}))
        assert not temporal.running

        assert asyncio.run(answers(temporal.start()))
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


async def test_taken_ports_are_replaced(server, tmp_path):
    temporal = server(tmp_path)
    temporal.start()
    kill(temporal)
    before = state(temporal)
    assert wait_until(lambda: port_is_free(before["port"]) and port_is_free(before["http_port"]), 10)
    with socket.create_server(("127.0.0.1", before["port"])):
        with socket.create_server(("127.0.0.1", before["http_port"])):
            address = temporal.start()

        assert address.target != f"127.0.0.1:{before['port']}"
        assert await answers(address)


async def test_a_long_path_with_odd_letters_below_a_closed_folder(server, tmp_path):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    folder = closed / ("x" * 80) / ("y" * 80) / "what? 100%#"

    assert await answers(server(folder).start())
    assert (folder / "temporal.db").exists()
    assert stat.S_IMODE(closed.stat().st_mode) == 0o700


def test_it_listens_on_the_loopback_only(server, tmp_path):
    temporal = server(tmp_path)
    temporal.start()

    opened = {str(file.readlink()) for file in Path(f"/proc/{state(temporal)['pid']}/fd").iterdir()}
    sockets = [line.split() for file in ("tcp", "tcp6") for line in Path("/proc/net", file).read_text().splitlines()]
    listening = [fields[1] for fields in sockets if fields[3] == "0A" and f"socket:[{fields[9]}]" in opened]
    assert len(listening) >= 2
    assert all(address.startswith("0100007F:") for address in listening)


async def test_search_attributes_are_added_to_a_new_an_old_and_a_running_server(server, tmp_path):
    server(tmp_path, {"TenantId": "Keyword"}).start()
    kill(server(tmp_path))
    server(tmp_path, {"TenantId": "Keyword", "Subject": "Text"}).start()
    address = server(tmp_path, {"TenantId": "Keyword", "Subject": "Text", "Tags": "KeywordList"}).start()

    tags, subject = SearchAttributeKey.for_keyword_list("Tags"), SearchAttributeKey.for_text("Subject")
    pairs = [
        SearchAttributePair(TENANT, "a"),
        SearchAttributePair(tags, ["b"]),
        SearchAttributePair(subject, "c"),
    ]
    flow = await begin(address, search_attributes=TypedSearchAttributes(pairs))
    client = await Client.connect(address.target)
    for _ in range(200):
        found = [each.id async for each in client.list_workflows("TenantId = 'a' and Tags = 'b'")]
        if found:
            break
        await asyncio.sleep(0.05)
    assert found == [flow]

    with pytest.raises(EmbeddedServerError, match=r"TenantId .*different type"):
        server(tmp_path, {"TenantId": "Int"}).start()


def test_a_broken_file_says_what_the_server_said(server, tmp_path):
    (tmp_path / "temporal.db").write_text("no database" * 1000)

    with pytest.raises(EmbeddedServerError, match=r"does not start[\s\S]*--fresh[\s\S]*not a database"):
        server(tmp_path).start()
    assert not server(tmp_path).running
