"""Everything asked as B about A finds nothing; and the matrix would see it if something were found."""

import httpx
import msgspec
import pytest

from tests.house import PLUGINS
from tests.isolation import calls, routes
from tests.isolation.calls import try_calls
from tests.isolation.matrix import afterwards, run_matrix
from tests.isolation.report import Report
from tests.isolation.routes import try_routes
from tests.isolation.stage import stage_of
from tests.isolation.tables import try_definers, try_tables
from vito_contracts.errors import InvalidInput, NotFound
from vito_contracts.hooks import DataSubjects
from vito_contracts.ids import ContactId
from vito_core.testing import EngineOf


async def test_nothing_of_a_is_found_or_changed_by_b(engine_of: EngineOf, postgres, temporal: str):
    report = await run_matrix(await engine_of(*PLUGINS, temporal=temporal), postgres)
    assert [str(leak) for leak in report.leaks] == []
    assert report.unreached == [], "these doors answered for another reason than the tenant"
    assert set(report.tried) == {"table", "definer", "route", "hook", "activity"}
    assert len(report.empty_tables) <= 2, f"A has no rows to protect in {report.empty_tables}"


def test_an_answer_to_invented_arguments_proves_nothing():
    report = Report(excused={"deaf": "it never answers"})
    for door, answer in {
        "typed": TypeError("unhashable type: 'dict'"),
        "slow": TimeoutError(),
        "picky": InvalidInput("give a date"),
        "deaf": TimeoutError(),
        "shut": NotFound("no contact"),
        "here": InvalidInput("content 1 answers a comment that is not known here"),
        "open": {"id": 1},
    }.items():
        report.outcome(door, calls.in_vain(answer))
    assert [each.partition(":")[0] for each in report.unreached] == ["typed", "slow", "picky"]
    report.outcome("picky", None)
    assert [each.partition(":")[0] for each in report.unreached] == ["typed", "slow"], "one of its calls came through"


@pytest.mark.parametrize(
    ("status", "names_a", "proves"),
    [
        (404, True, True),
        (422, True, False),
        (200, True, False),
        (404, False, True),
        (200, False, True),
        (422, False, False),
    ],
)
def test_a_refused_body_proves_nothing(status: int, names_a: bool, proves: bool):
    assert (routes.in_vain(httpx.Response(status, text="x"), names_a) is None) is proves


PLANTED = """
create table core.planted_open (tenant_id uuid not null, note text);
grant select, insert on core.planted_open to vito_app;
create function core.planted_leak(contact uuid) returns text language sql security definer
  as $$ select handle from core.contacts where id = contact $$;
grant execute on function core.planted_leak(uuid) to vito_app;
"""


async def test_the_matrix_finds_what_is_planted(engine_of: EngineOf, postgres, temporal: str, monkeypatch):
    engine = await engine_of(*PLUGINS, temporal=temporal)
    async with stage_of(engine, postgres) as stage:
        await stage.admin.execute(PLANTED)
        await stage.admin.execute("insert into core.planted_open values ($1, 'x')", stage.a.scope.tenant)
        own = engine.journey_reader.one

        async def anybodys(scope, contact):
            return await own(msgspec.structs.replace(scope, tenant=stage.a.scope.tenant), contact)

        async def export(scope, contact: ContactId):
            return {"handle": await stage.admin.fetchval("select handle from core.contacts where id = $1", contact)}

        async def erase(scope, contact: ContactId):
            await stage.admin.execute("update core.contacts set language = 'xx' where id = $1", contact)
            return 1

        monkeypatch.setattr(engine.journey_reader, "one", anybodys)
        assert engine.contributions is not None
        engine.contributions.data_subjects.append(("planted", DataSubjects(export, erase)))
        report = Report()
        await try_tables(stage, report)
        await try_definers(stage, report, {})
        await try_routes(stage, report, below="/v1/journeys")
        await try_calls(stage, report)
        found = "\n".join(str(leak) for leak in report.leaks)
        for planted in (
            '"core"."planted_open" as vito_app: 1 rows of A can be read',
            '"core"."planted_open" as vito_app: a row of A could be inserted',
            "core.planted_leak(uuid) as vito_app: the word 'zanzibar'",
            "GET /v1/journeys/{contact}: answered 200",
            "planted: data_subjects.export: the word 'zanzibar'",
        ):
            assert planted in found, planted
        assert "A's rows: core.contacts changed" in "\n".join(str(leak) for leak in await afterwards(stage))


@pytest.mark.parametrize("answer", ["id", "nested", "error", "bytes"])
def test_a_mark_is_found_wherever_it_is(answer: str):
    from uuid import uuid4

    from tests.isolation.marks import Marks

    marks, mark = Marks(uuid4()), uuid4()
    marks.add("core", "contacts", "id", [mark])
    given = {"id": mark, "nested": {"a": [{"b": mark}]}, "error": ValueError(f"no {mark}"), "bytes": f"{mark}"}[answer]
    assert marks.found_in(given) == [f"{mark} (core.contacts.id)"]
    assert marks.found_in(given, sent=f"/v1/contacts/{mark}") == []
