"""Recorded journeys, replayed against the workflow as it is now: of each release, sealed or not, without a database.

A release that changes the workflow records a folder of its own: `python -m tests.journeys.record_histories`.
"""

import base64
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
import structlog
from temporalio import workflow
from temporalio.client import WorkflowHistory
from temporalio.worker import Replayer

from tests.journeys.probe import CarelesslyChanged
from vito_contracts.ids import TenantId
from vito_core.journeys.codec import SEALED, TenantCodec
from vito_core.journeys.converter import data_converter
from vito_core.journeys.model import tenant_of
from vito_core.journeys.wall import HEADER, TenantWall, Wall
from vito_core.journeys.workflow import JourneyWorkflow
from vito_core.keyring.master import MasterKey
from vito_core.keyring.ring import Keyring
from vito_core.keyring.store import WrappedKey
from vito_core.testing import MASTER_KEY
from vito_core.worker import workflow_runner

HISTORIES = Path(__file__).parent / "histories"
RECORDED = sorted(HISTORIES.glob("*/*.json"))
WALLED_SINCE = dt.datetime(2026, 11, 20, 16, tzinfo=dt.UTC)
"""When this installation got its wall: after `first` was recorded, before the others."""


class KeptKeys:
    """The data keys that were written beside the history; any one where there are none, for nothing is sealed."""

    def __init__(self, tenant: TenantId, file: Path) -> None:
        self.master = MasterKey.parse(MASTER_KEY, "test")
        self.tenant = tenant
        self.wrapped = {1: self.master.wrap(tenant, 1, bytes(32))}
        if file.exists():
            kept = msgspec.json.decode(file.read_bytes(), type=dict[int, str])
            self.wrapped = {version: base64.b64decode(key) for version, key in kept.items()}

    async def of(self, tenant: TenantId) -> list[WrappedKey]:
        assert tenant == self.tenant
        return [WrappedKey(version, key, self.master.id, False) for version, key in self.wrapped.items()]


def id_of(recorded: Path) -> str:
    document = msgspec.json.decode(recorded.read_bytes())
    return document["events"][0]["workflowExecutionStartedEventAttributes"]["workflowId"]


def read(recorded: Path) -> WorkflowHistory:
    return WorkflowHistory.from_json(id_of(recorded), recorded.read_text(encoding="utf-8"))


async def replay(recorded: Path, *, code: type = JourneyWorkflow, since: dt.datetime | None = WALLED_SINCE):
    kept = KeptKeys(tenant_of(id_of(recorded)), recorded.with_suffix(".keys"))
    keys = Keyring(kept, lambda: [kept.master])
    replayer = Replayer(
        workflows=[code],
        workflow_runner=workflow_runner(),
        data_converter=data_converter(TenantCodec(keys)),
        interceptors=[TenantWall(Wall(structlog.get_logger(), since))],
    )
    return await replayer.replay_workflow(read(recorded), raise_on_replay_failure=False)


def named(recorded: Path) -> str:
    return f"{recorded.parent.name}-{recorded.stem}"


@pytest.mark.parametrize("recorded", RECORDED, ids=named)
async def test_a_recorded_journey_replays(recorded: Path):
    assert (await replay(recorded)).replay_failure is None


def test_every_release_recorded_every_way_a_journey_ends():
    ways = {"won", "lost", "stopped", "timed_out", "waiting"}
    assert {folder.name: {each.stem for each in folder.glob("*.json")} for folder in HISTORIES.iterdir()} == {
        "first": ways,
        "walled": ways,
        "stop_ends_a_stage": ways,
    }


def payloads(value: object) -> Iterator[bytes]:
    """The data of all payloads in a history."""
    if isinstance(value, dict):
        if "metadata" in value and isinstance(value.get("data"), str):
            yield base64.b64decode(value["data"])
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from payloads(each)


@pytest.mark.parametrize("recorded", RECORDED, ids=named)
def test_a_history_is_what_it_is_said_to_be(recorded: Path):
    text = recorded.read_text(encoding="utf-8")
    walled = recorded.parent.name != "first"
    assert (base64.b64encode(SEALED).decode() in text, f'"{HEADER}"' in text) == (walled, walled)
    assert any(b"seconds_per_day" in each for each in payloads(msgspec.json.decode(text))) != walled


@pytest.mark.parametrize("recorded", RECORDED, ids=named)
async def test_a_changed_workflow_does_not_replay(recorded: Path):
    failure = (await replay(recorded, code=CarelesslyChanged)).replay_failure
    assert isinstance(failure, workflow.NondeterminismError)


@pytest.mark.parametrize("way", ["won", "waiting"])
async def test_a_headerless_history_counts_as_old_only_if_it_is(way: str):
    recorded = HISTORIES / "first" / f"{way}.json"
    assert (await replay(recorded, since=None)).replay_failure is not None


async def test_a_sealed_history_is_unreadable_without_its_key(tmp_path: Path):
    """What is left of a tenant's histories when its data keys were erased."""
    sealed = HISTORIES / "walled" / "won.json"
    kept = KeptKeys(tenant_of(id_of(sealed)), tmp_path / "none")
    (tmp_path / "won.json").write_text(sealed.read_text(encoding="utf-8"), encoding="utf-8")
    another = {1: base64.b64encode(kept.wrapped[1]).decode()}
    (tmp_path / "won.keys").write_bytes(msgspec.json.encode(another))
    assert (await replay(tmp_path / "won.json")).replay_failure is not None
